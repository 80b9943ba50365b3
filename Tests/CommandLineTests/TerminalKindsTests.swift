import Foundation
import Testing

/// The same lesson on every kind of terminal, in locales with and without UTF-8.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct TerminalKindsTests {
  private static let lesson = """
    \(TrialLesson.frontMatter)

    Scores are q·kᵀ, and weights e^(−x).

    \(TrialLesson.quickCell)
    """

  private func start(_ term: String, _ locale: String, in folder: Scratch) throws -> TerminalSession
  {
    _ = try folder.write(Self.lesson, to: "lessons/trial.md")
    // The locale is the program's alone: tmux writes what it captures in its own.
    return try TerminalSession(
      running: "LC_ALL=\(locale) \"$FLASHTUTOR\" --lessons lessons --lesson trial", in: folder,
      rows: 40, term: term)
  }

  @Test(
    arguments: ["xterm-256color", "xterm", "tmux-256color", "screen", "linux", "vt100"],
    ["C", "C.UTF-8"])
  func `a lesson is read, run and left`(term: String, locale: String) throws {
    let folder = try Scratch()
    let session = try start(term, locale, in: folder)
    try session.expect("Scores are")
    try session.press("Tab", "Enter")
    let screen = try session.wait(for: "the figure") {
      $0.contains("Bytes moved") && $0.contains("done in") && $0.contains("q quit")
    }
    #expect(screen.contains { !$0.isASCII } == (locale != "C"))
    #expect(screen.split(separator: "\n").allSatisfy { $0.count <= 80 })
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }

  @Test func `a UTF-8 locale that is not installed, as ssh brings it, is UTF-8 all the same`()
    throws
  {
    let folder = try Scratch()
    let session = try start("tmux-256color", "tlh_QO.UTF-8", in: folder)
    try session.expect("q\u{B7}k\u{1D40}")
    try session.press("q")
    #expect(try session.exitCode() == "0")
  }

  @Test(arguments: ["C", "C.UTF-8"])
  func `a dumb terminal gets lines of text`(locale: String) throws {
    let folder = try Scratch()
    let session = try start("dumb", locale, in: folder)
    try session.expect("help lists what can be typed")
    let screen = try session.expect("Scores are")
    #expect(screen.contains("ᵀ") == (locale != "C"))
    try session.press("run quick", "Enter")
    try session.expect("Bytes moved")
    try session.press("quit", "Enter")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }
}
