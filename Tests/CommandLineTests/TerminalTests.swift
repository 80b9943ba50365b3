import Foundation
import Testing

/// The built program in a real terminal, driven by keys.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct TerminalTests {
  /// A lesson whose first cell is quick and whose second would run for a minute.
  private static let trial = """
    \(TrialLesson.frontMatter)

    A quick cell and a slow one.

    \(TrialLesson.quickCell)

    ```flash {#slow .run}
    experiment: measure
    kernels: [naive]
    n: 8192
    heads: 8
    timeout: 600
    ```
    """

  private func start(
    _ arguments: String = "", in folder: Scratch, columns: Int = 80, rows: Int = 24,
    term: String = "tmux-256color", environment: [String: String] = [:]
  ) throws -> TerminalSession {
    _ = try folder.write(Self.trial, to: "lessons/trial.md")
    return try TerminalSession(
      running: "\"$FLASHTUTOR\" --lessons lessons \(arguments)", in: folder, columns: columns,
      rows: rows, term: term, environment: environment)
  }

  @Test func `a learner opens a lesson, runs a cell, resizes, cancels a long run and quits`()
    throws
  {
    let folder = try Scratch()
    let session = try start(in: folder, columns: 120, rows: 36)
    try session.expect("The attention bottleneck")
    try session.expect("A trial")
    try session.press("Enter")
    try session.expect("A quick cell and a slow one.")
    try session.press("Enter")
    try session.wait(for: "the figure") { $0.contains("Bytes moved") && $0.contains("done in") }
    try session.press("w")
    try session.expect("Saved trial-quick.txt, .csv, .svg")
    #expect(FileManager.default.fileExists(atPath: folder.path("trial-quick.csv")))
    try session.press("z")
    try session.expect("Tab next value")
    try session.press("Escape", "/", "slow", "Enter")
    try session.expect("1 of")
    try session.press("g", "g")
    try session.resize(columns: 80, rows: 24)
    // What stood at the right edge is there again: tmux alone would have cut it off.
    try session.wait(for: "the lesson at its new size") { screen in
      let lines = screen.split(separator: "\n")
      return screen.contains("Bytes moved") && lines.allSatisfy { $0.count <= 80 }
        && lines.first?.hasSuffix("done") == true
    }
    try session.press("Tab", "Enter")
    try session.expect("running")
    try session.press("Escape")
    try session.expect("stopped")
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }

  @Test func `the next start resumes where the learner was`() throws {
    let folder = try Scratch()
    let first = try start(in: folder)
    try first.expect("A trial")
    try first.press("Enter")
    try first.expect("A quick cell and a slow one.")
    try first.press("q")
    #expect(try first.exitCode() == "0")
    let second = try start(in: folder)
    try second.expect("A quick cell and a slow one.")
    try second.press("q")
    #expect(try second.exitCode() == "0")
  }

  @Test(arguments: [("TERM", "130"), ("HUP", "130"), ("SEGV", "139"), ("ABRT", "134")])
  func `a signal restores the terminal`(signal: String, code: String) throws {
    let folder = try Scratch()
    _ = try folder.write(Self.trial, to: "lessons/trial.md")
    let session = try TerminalSession(
      running: """
        sh -c 'echo $$ > pid; exec "$FLASHTUTOR" --lessons lessons --lesson trial'
        """, in: folder)
    try session.expect("A quick cell and a slow one.")
    // The shell's own `kill`: a small system has no other.
    let sent = try Spawn.run(
      ["sh", "-c", "kill -\(signal) $(cat '\(folder.path("pid"))')"],
      environment: folder.environment)
    #expect(sent == 0)
    #expect(try session.exitCode() == code)
    #expect(try session.isTerminalRestored())
  }

  @Test func `a terminal that nobody knows is treated as an xterm, with one line that says so`()
    throws
  {
    let folder = try Scratch()
    let session = try start(in: folder, term: "no-such-terminal")
    try session.wait(for: "the notice") {
      $0.contains("no-such-terminal") && $0.contains("xterm-256color") && $0.contains("A trial")
    }
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }

  @Test func `twenty columns are no reason to refuse`() throws {
    let folder = try Scratch()
    let session = try start(in: folder, columns: 20, rows: 5)
    try session.wait(for: "the prompt below the list") {
      $0.contains("LESSON opens") && $0.contains("\n>")
    }
    try session.press("open trial", "Enter")
    try session.expect("bottleneck opens The")
    try session.press("quit", "Enter")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }
}
