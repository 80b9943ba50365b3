import Notebook
import Screen
import Testing

@testable import TUI

@Suite struct ScreenTests {
  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 120, rows: 36),
    Size(columns: 40, rows: 12),
  ]

  private func name(_ view: String, _ size: Size) -> String {
    "\(view)-\(size.columns)x\(size.rows)"
  }

  @Test(arguments: sizes) func `the course list`(size: Size) throws {
    let tutor = sampleTutor(columns: size.columns, rows: size.rows, isListing: true)
    try expectScreen(tutor, named: name("courses", size))
  }

  @Test(arguments: sizes) func `the beginning of a lesson`(size: Size) throws {
    let tutor = sampleTutor(columns: size.columns, rows: size.rows)
    try expectScreen(tutor, named: name("lesson", size))
  }

  @Test(arguments: sizes) func `a cell that has run, and one that cannot be read`(size: Size) throws
  {
    var tutor = sampleTutor(columns: size.columns, rows: size.rows)
    tutor.goTo("cost")
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    _ = tutor.update(.finished(id, sampleOutcome()))
    try expectScreen(tutor, named: name("run", size))
  }

  @Test(arguments: sizes) func `answers`(size: Size) throws {
    var tutor = sampleTutor(columns: size.columns, rows: size.rows)
    tutor.goTo("guess")
    tutor.type("10")
    tutor.press(.enter, .tab, .character("1"), .enter)
    try expectScreen(tutor, named: name("answers", size))
  }

  @Test(arguments: sizes) func `the keys that work`(size: Size) throws {
    var tutor = sampleTutor(columns: size.columns, rows: size.rows)
    tutor.press(.character("?"))
    try expectScreen(tutor, named: name("help", size))
  }

  @Test(arguments: sizes) func `ASCII alone shows everything`(size: Size) throws {
    var tutor = sampleTutor(
      columns: size.columns, rows: size.rows,
      capabilities: Capabilities(glyphs: .ascii, colors: .none))
    tutor.goTo("cost")
    let isASCII = tutor.screen.allSatisfy { $0.isASCII }
    #expect(isASCII)
    try expectScreen(tutor, named: name("ascii", size))
  }

  @Test(arguments: sizes) func `without colour nothing has one`(size: Size) {
    var tutor = sampleTutor(
      columns: size.columns, rows: size.rows, capabilities: Capabilities(colors: .none))
    tutor.goTo("pick")
    tutor.press(.character("1"), .enter)
    for glyph in tutor.view(size).glyphs {
      #expect(glyph.style.foreground == .standard && glyph.style.background == .standard)
      #expect(!glyph.style.attributes.contains(.dim))
    }
  }
}
