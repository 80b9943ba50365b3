import Foundation
import Testing

/// The pager, the lesson's editor and pasted text, in a real terminal.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct LendingTerminalTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private func script(_ text: String, _ name: String) throws -> String {
    let file = try folder.write("#!/bin/sh\n" + text + "\n", to: name)
    #expect(try Spawn.run(["chmod", "+x", file], environment: folder.environment) == 0)
    return file
  }

  @Test func `the pager gets the terminal, and gives it back`() throws {
    let pager = try script(
      "stty -g > \"$HOME/lent\"\ncat \"$1\" > \"$HOME/paged\"\necho 'the pager has it'\n"
        + "read -r line\nstty raw -echo\n", "pager.sh")
    let session = try TerminalSession(
      running: "\"$FLASHTUTOR\" --lesson tiling", in: folder, environment: ["PAGER": pager])
    try session.expect("Commit to a number")
    try session.press("/", "small-tiles", "Enter")
    try session.expect("1 of")
    try session.press("Enter")
    try session.expect("done in")
    try session.press("o")
    try session.expect("the pager has it")
    try session.press("Enter")
    try session.expect("small-tiles · done in")
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
    let lent = try String(contentsOfFile: folder.path("lent"), encoding: .utf8)
    let before = try String(contentsOfFile: folder.path("before"), encoding: .utf8)
    #expect(lent == before)
    let paged = try String(contentsOfFile: folder.path("paged"), encoding: .utf8)
    #expect(paged.contains("Table main") && paged.contains("traffic [B]"))
  }

  @Test func `less shows the lesson from where it is read, and q comes back`() throws {
    let session = try TerminalSession(
      running: "\"$FLASHTUTOR\" --lesson tiling", in: folder, environment: ["PAGER": "less"])
    try session.expect("Commit to a number")
    try session.press("l")
    try session.press("l")
    try session.expect("› One tile")
    try session.press("o")
    try session.wait(for: "less at the section") {
      $0.contains("One tile") && !$0.contains("? keys")
    }
    try session.press("q")
    try session.expect("? keys")
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }

  @Test(arguments: [true, false]) func `without less the text is shown by more, or as it is`(
    hasMore: Bool
  ) throws {
    let bin = folder.path("bin")
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    for name in ["sh", "cat"] + (hasMore ? ["more"] : []) {
      let place = ["/bin/", "/usr/bin/"].map { $0 + name }.first {
        FileManager.default.isExecutableFile(atPath: $0)
      }
      try FileManager.default.createSymbolicLink(
        atPath: "\(bin)/\(name)", withDestinationPath: try #require(place))
    }
    // Short enough for more to reach its end at once.
    let lesson = try folder.write(
      "---\nformat: 1\nid: mine\ntitle: Mine\n---\n\nA short text.\n", to: "lessons/mine.md")
    for pager in ["", "less"] {
      let session = try TerminalSession(
        running: "PATH='\(bin)' PAGER='\(pager)' \"$FLASHTUTOR\" --lesson '\(lesson)'", in: folder)
      try session.expect("A short text.")
      try session.expect("? keys")
      try session.press("o")
      try session.wait(for: "the text alone") {
        $0.contains("A short text.") && !$0.contains("? keys")
      }
      if hasMore { try session.press("q") }
      try session.expect("Press Enter to go back.")
      try session.press("Enter")
      try session.expect(pager.isEmpty ? "? keys" : "The pager 'less' cannot be started.")
      try session.press("q")
      #expect(try session.exitCode() == "0")
      #expect(try session.isTerminalRestored())
    }
  }

  @Test func `E opens the lesson, and shows what was saved`() throws {
    let lesson = try folder.write(
      "---\nformat: 1\nid: mine\ntitle: Mine\n---\n\nThe first text.\n", to: "lessons/mine.md")
    let editor = try script(
      "if grep -q first \"$1\"; then sed -i 's/first/second/' \"$1\"; fi", "editor.sh")
    let session = try TerminalSession(
      running: "\"$FLASHTUTOR\" --lesson '\(lesson)'", in: folder, environment: ["EDITOR": editor])
    try session.expect("The first text.")
    try session.press("E")
    try session.expect("The second text.")
    try session.press("E")
    try session.expect("Nothing was saved.")
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }

  @Test func `what is pasted is typed, not taken for keys`() throws {
    let session = try TerminalSession(running: "\"$FLASHTUTOR\" --lesson tiling", in: folder)
    try session.expect("Commit to a number")
    try session.paste("qq\nq")
    try session.expect("There is nothing here to paste into.")
    try session.press("/")
    try session.expect("type what to look for")
    try session.paste("traffic")
    try session.expect("/traffic")
    try session.press("Enter", "q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }
}
