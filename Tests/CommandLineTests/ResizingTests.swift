import Foundation
import Testing

/// A terminal whose size changes all the time.
@Suite struct ResizingTests {
  private static let words = "attention is a weighted mean of values, and the weights sum to one."

  private static let lesson = """
    \(TrialLesson.frontMatter)

    \((1...12).map { "Paragraph \($0) is long enough to be wrapped where it is narrow: \(words)" }
      .joined(separator: "\n\n"))

    ## The middle

    \(TrialLesson.quickCell)

    \(words)
    """

  @Test func `three hundred random sizes later the same lines stand at the same place`() throws {
    let scratch = try Scratch()
    _ = try scratch.write(Self.lesson, to: "lessons/trial.md")
    let terminal = try PseudoTerminal(["--lessons", "lessons", "--lesson", "trial"], in: scratch)
    try terminal.expectOnScreen("Paragraph")
    try terminal.type("\t\r")
    try terminal.expectOnScreen("again")
    // Three lines on: the top lies within a paragraph then.
    try terminal.type("kkk")
    let before = String(decoding: try terminal.screen(), as: UTF8.self)
    let seed = Storm.seed
    var storm = Storm(seed: seed)
    for number in 1...300 {
      let size = storm.size()
      terminal.resize(columns: size.columns, rows: size.rows)
      // Every other one comes while the last is still being drawn.
      if number.isMultiple(of: 2) { try terminal.expectAnswer("size \(size) of seed \(seed)") }
    }
    terminal.resize(columns: 80, rows: 24)
    try terminal.expectAnswer("the last size")
    let after = String(decoding: try terminal.screen(), as: UTF8.self)
    #expect(after == before, "after sizes of seed \(seed)")
    try terminal.type("q")
    #expect(try terminal.end() == "0")
    #expect(terminal.isRestored)
  }

  @Test func `sizes that a shell has exported do not hold`() throws {
    let scratch = try Scratch()
    _ = try scratch.write(Self.lesson, to: "lessons/trial.md")
    let terminal = try PseudoTerminal(
      ["--lessons", "lessons", "--lesson", "trial"], in: scratch,
      environment: ["COLUMNS": "40", "LINES": "12"])
    // The cursor goes to the last row, in one way or another.
    for rows in [52, 61] {
      terminal.resize(columns: 100, rows: rows)
      try terminal.expectOnScreen("\u{1B}[\(rows)")
    }
    try terminal.type("q")
    #expect(try terminal.end() == "0")
  }

  @Test(.enabled(if: TerminalSession.isAvailable))
  func `an emulator shows nothing wrapped or left over at any size`() throws {
    let folder = try Scratch()
    _ = try folder.write(Self.lesson, to: "lessons/trial.md")
    let session = try TerminalSession(
      running: "\"$FLASHTUTOR\" --lessons lessons --lesson trial", in: folder)
    try session.expect("Paragraph 1 ")
    try session.press("Tab", "Enter")
    try session.expect("done in")
    for (columns, rows) in [(24, 6), (131, 43), (60, 14), (200, 60), (33, 9), (110, 30), (80, 24)] {
      try session.resize(columns: columns, rows: rows)
      try session.wait(for: "a frame of \(columns) by \(rows)") { screen in
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count == rows + 1 && lines[rows - 1].contains("? keys")
          && lines[0].contains("A trial") && lines.dropLast(2).allSatisfy { !$0.contains("? keys") }
      }
    }
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }
}
