import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Ctrl-Z and back, and being stopped from elsewhere.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct StoppingTests {
  private static let lesson = """
    \(TrialLesson.frontMatter)

    The beginning.

    \((1...40).map { "Line \($0)." }.joined(separator: "\n\n"))
    """

  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    _ = try folder.write(Self.lesson, to: "lessons/trial.md")
  }

  /// Runs the lesson in a shell with jobs, which waits for Enter before it lets it go on.
  private func start(_ wrapped: (String) -> String = { $0 }) throws -> TerminalSession {
    let lesson = wrapped("\"$FLASHTUTOR\" --lessons lessons --lesson trial")
    let session = try TerminalSession(
      running: """
        set -m
        \(lesson)
        stty -g > during; echo 'stopped now'; read -r line; fg
        """, in: folder)
    try session.expect("The beginning.")
    return session
  }

  private func leave(_ session: TerminalSession) throws {
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
    let settings = try ["before", "during"].map {
      try String(contentsOfFile: folder.path($0), encoding: .utf8)
    }
    #expect(settings[0] == settings[1])
  }

  @Test func `the shell gets the terminal, and an arrow is an arrow afterwards`() throws {
    let session = try start()
    try session.press("C-z")
    try session.expect("stopped now")
    try session.resize(columns: 70, rows: 20)
    try session.press("Enter")
    try session.expect("The beginning.")
    try session.press("Down")
    try session.wait(for: "a line further") {
      $0.contains("Line 2.") && !$0.contains("The beginning.")
    }
    try leave(session)
  }

  @Test func `who waits for the program stops with it`() throws {
    let session = try start { "sh -c '\($0); true'" }
    try session.press("C-z")
    try session.expect("stopped now")
    try session.press("Enter")
    try session.expect("The beginning.")
    try leave(session)
  }

  @Test(arguments: [SIGTSTP, SIGSTOP])
  func `a stop from elsewhere is as good`(signal: Int32) throws {
    let session = try start { "sh -c 'echo $$ > pid; exec \($0)'" }
    let process = try #require(
      pid_t(
        String(contentsOfFile: folder.path("pid"), encoding: .utf8)
          .trimmingCharacters(in: .whitespacesAndNewlines)))
    kill(process, signal)
    try session.expect("stopped now")
    // Who is stopped by force leaves the terminal raw, where Enter ends no line.
    try session.press("C-j")
    try session.wait(for: "the lesson alone") {
      $0.contains("The beginning.") && !$0.contains("stopped now")
    }
    try session.paste("q")
    try session.expect("nothing here to paste into")
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }

  @Test(arguments: [SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU])
  func `no signal leaves the terminal behind`(signal: Int32) throws {
    let terminal = try PseudoTerminal(["--lessons", "lessons", "--lesson", "trial"], in: folder)
    try terminal.expect("beginning")
    try terminal.signal(signal)
    #expect(try terminal.end() == "130")
    #expect(terminal.isRestored)
    #expect(terminal.isLast("\u{1B}[?1049l", after: "\u{1B}[?1049h"))
  }
}
