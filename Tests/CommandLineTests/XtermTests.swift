import Foundation
import Testing

/// What only a terminal with a window has: keys as the X server sends them, a mouse, a close button.
@Suite(
  .enabled(
    if: XtermSession.isAvailable,
    "xterm, Xvfb and xdotool are missing; make test-xterm installs them"))
struct XtermTests {
  private static let lesson = """
    \(TrialLesson.frontMatter)

    Scores are q·kᵀ, see the [end](#the-end).

    \(TrialLesson.quickCell)

    \((1...60).map { "Line \($0)." }.joined(separator: "\n\n"))

    ## The end

    The last line.
    """

  private func start(in folder: Scratch, term: String = "xterm-256color") throws -> XtermSession {
    _ = try folder.write(Self.lesson, to: "lessons/trial.md")
    let session = try XtermSession(
      running:
        "sh -c 'echo $$ > pid; EDITOR=true exec \"$FLASHTUTOR\" --lessons lessons --lesson trial'",
      in: folder, term: term)
    try session.expect("Scores are q·kᵀ")
    return session
  }

  private func leave(_ session: XtermSession) throws {
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }

  @Test(arguments: ["xterm-256color", "xterm", "xterm-direct", "xterm-16color"])
  func `keys with names do what the help says`(term: String) throws {
    let folder = try Scratch()
    let session = try start(in: folder, term: term)
    try session.press("F1")
    try session.expect("Keys that work here")
    try session.press("Escape")
    try session.wait(for: "the lesson") { !$0.contains("Keys that work here") }
    try session.press("End")
    try session.expect("The last line.")
    try session.press("PageUp", "Up")
    try session.wait(for: "a page before") { !$0.contains("The last line.") }
    try session.press("Home")
    try session.expect("Scores are")
    try session.press("Tab", "Tab")
    try session.expect("Enter run")
    try session.press("BTab")
    try session.expect("Enter goes there")
    try session.press("Enter")
    try session.expect("The last line.")
    try session.press("BSpace")
    try session.expect("Scores are")
    try leave(session)
  }

  @Test func `an arrow is an arrow, at once and after an editor`() throws {
    let folder = try Scratch()
    let session = try start(in: folder)
    try session.press("Down")
    try session.wait(for: "a line further") { !$0.contains("Scores are") && $0.contains("quick") }
    try session.press("Up")
    try session.expect("Scores are")
    try session.press("g", "E")
    try session.expect("Nothing was saved.")
    try session.press("Down")
    try session.wait(for: "a line further") { !$0.contains("Scores are") && $0.contains("quick") }
    try leave(session)
  }

  @Test func `the mouse runs, scrolls and follows`() throws {
    let folder = try Scratch()
    let session = try start(in: folder)
    let place = { (word: String, screen: String) -> (column: Int, row: Int)? in
      for (row, line) in screen.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if let range = line.range(of: word) {
          return (line.distance(from: line.startIndex, to: range.lowerBound), row)
        }
      }
      return nil
    }
    let run = try #require(place("Enter run", try session.screen()))
    try session.click(column: run.column, row: run.row)
    try session.wait(for: "the figure") { $0.contains("done in") && $0.contains("Bytes moved") }
    for _ in 0..<30 { try session.click(column: 20, row: 10, button: 5) }
    try session.wait(for: "what is below") { $0.contains("Line ") && !$0.contains("Scores are") }
    for _ in 0..<40 { try session.click(column: 20, row: 10, button: 4) }
    let link = try #require(place("end", try session.expect("Scores are")))
    try session.click(column: link.column + 1, row: link.row)
    try session.expect("The last line.")
    try leave(session)
  }

  @Test func `it draws anew at every size that the window takes`() throws {
    let folder = try Scratch()
    let session = try start(in: folder)
    try session.press("Tab", "Tab", "Enter")
    try session.expect("done in")
    for (columns, rows) in [(132, 43), (40, 12), (24, 6), (200, 60), (80, 24)] {
      try session.resize(columns: columns, rows: rows)
      try session.wait(for: "the screen at \(columns)x\(rows)") { screen in
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.allSatisfy { $0.count <= columns } && lines.count >= rows
          && lines.prefix(rows).last?.contains("? keys") == true
      }
    }
    try leave(session)
  }

  @Test func `a window that is closed leaves no process and loses no place`() throws {
    let folder = try Scratch()
    let session = try start(in: folder)
    try session.press("l")
    try session.expect("The last line.")
    try session.close()
    let number = try String(contentsOfFile: folder.path("pid"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    try XtermSession.patiently("the end of \(number), with its place kept") { () -> String? in
      let command = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") ?? Data()
      let progress = try? String(
        contentsOfFile: folder.path("state/flashtutor/progress.json"), encoding: .utf8)
      guard command.isEmpty, let progress, progress.contains(#""row""#) else { return nil }
      return progress.contains(#""row" : 0"#) ? nil : progress
    }
  }
}
