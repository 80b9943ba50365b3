import Foundation
import Testing

/// Which characters figures are drawn with on the full screen.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct GlyphTerminalTests {
  private static let lesson = """
    \(TrialLesson.frontMatter)

    \(TrialLesson.quickCell)
    """

  private static let braille: ClosedRange<Character> = "\u{2801}"..."\u{28FF}"
  private static let quadrants = "▖▗▘▙▚▛▜▝▞▟"
  private static let halves = "▀▄█"

  @Test(arguments: [
    ("xterm-256color", "", "braille"), ("xterm-256color", "--glyphs quadrant", "quadrants"),
    ("linux", "", "halves"), ("linux", "--glyphs braille", "braille"),
  ])
  func `lines are drawn in the terminal's or the wanted glyphs`(
    term: String, arguments: String, glyphs: String
  ) throws {
    let folder = try Scratch()
    _ = try folder.write(Self.lesson, to: "lessons/trial.md")
    let session = try TerminalSession(
      running:
        "LC_ALL=C.UTF-8 \"$FLASHTUTOR\" --lessons lessons --lesson trial \(arguments)",
      in: folder, rows: 40, term: term)
    try session.expect("A trial")
    try session.press("Tab", "Enter")
    let screen = try session.wait(for: "the figure") {
      $0.contains("Bytes moved") && $0.contains("done in")
    }
    #expect(screen.contains { Self.braille.contains($0) } == (glyphs == "braille"))
    #expect(screen.contains { Self.quadrants.contains($0) } == (glyphs == "quadrants"))
    if glyphs == "halves" { #expect(screen.contains { Self.halves.contains($0) }) }
    try session.press("q")
    #expect(try session.exitCode() == "0")
  }
}
