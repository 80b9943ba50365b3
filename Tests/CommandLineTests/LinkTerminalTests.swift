import Foundation
import Testing

/// Links that the terminal itself can open (OSC 8), as bytes.
@Suite struct LinkTerminalTests {
  private static let lesson = """
    ---
    format: 1
    id: links
    title: Links
    ---

    A [plain link](https://example.org/a?b=c;d), a [long link whose text is broken between two
    lines because it has far too many words to stand on one](https://example.org/long), one with
    [an escape](https://example.org/&#27;]0;owned&#7;) and one with
    [its end](https://example.org/&#27;&#92;owned), one [of another kind](javascript:owned) and a
    [heading](#below).

    ## Below

    Text.
    """

  /// What follows each OSC 8 up to its end; nil when one has no end or holds a control character.
  private static func links(in output: Data) -> [String]? {
    let start = Data("\u{1B}]8;".utf8)
    let end = Data("\u{1B}\\".utf8)
    var links: [String] = []
    var place = output.startIndex
    while let found = output.range(of: start, in: place..<output.endIndex) {
      guard let close = output.range(of: end, in: found.upperBound..<output.endIndex) else {
        return nil
      }
      let body = output[found.upperBound..<close.lowerBound]
      guard body.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return nil }
      links.append(String(decoding: body, as: UTF8.self))
      place = close.upperBound
    }
    return links
  }

  @Test(arguments: ["xterm-256color", "xterm", "tmux-256color"])
  func `links begin and end by turns, and no address breaks out`(term: String) throws {
    let scratch = try Scratch()
    let file = try scratch.write(Self.lesson, to: "links.md")
    let terminal = try PseudoTerminal(
      ["--lesson", file], in: scratch, environment: ["TERM": term])
    try terminal.expect("]8;;https://example.org/long\u{1B}\\")
    for size in [(60, 12), (30, 8), (120, 40), (80, 24)] {
      terminal.resize(columns: size.0, rows: size.1)
      try terminal.type("jk\t\tgg")
      try terminal.expectRead()
      terminal.forgetOutput()
      try terminal.type("\u{0C}")
      try terminal.expect("]8;;https://example.org/a")
    }
    try terminal.type("q")
    #expect(try terminal.end() == "0")
    let output = terminal.whole
    let links = try #require(Self.links(in: output))
    #expect(links.count >= 10 && links.count.isMultiple(of: 2))
    for (index, link) in links.enumerated() {
      #expect(index.isMultiple(of: 2) == (link != ";"), "\(links)")
    }
    #expect(
      Set(links) == [";", ";https://example.org/a?b=c;d", ";https://example.org/long"])
    // Nothing of the addresses that would break out is sent in any other way.
    #expect(output.range(of: Data("owned".utf8)) == nil)
  }

  @Test(arguments: ["linux", "vt100", "screen-256color"])
  func `terminals that would show them as text get none`(term: String) throws {
    let scratch = try Scratch()
    let file = try scratch.write(Self.lesson, to: "links.md")
    let terminal = try PseudoTerminal(
      ["--lesson", file], in: scratch, environment: ["TERM": term])
    try terminal.expect("plain link")
    try terminal.type("q")
    #expect(try terminal.end() == "0")
    #expect(terminal.whole.range(of: Data("]8;".utf8)) == nil)
  }

  @Test(.enabled(if: TerminalSession.isAvailable))
  func `through tmux nothing of them is seen`() throws {
    let folder = try Scratch()
    let file = try folder.write(Self.lesson, to: "links.md")
    let session = try TerminalSession(running: "\"$FLASHTUTOR\" --lesson '\(file)'", in: folder)
    let screen = try session.expect("heading")
    #expect(screen.contains("A plain link, a long link"))
    #expect(!screen.contains("8;;") && !screen.contains("https") && !screen.contains("owned"))
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }
}
