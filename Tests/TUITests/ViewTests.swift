import Lessons
import Notebook
import Plot
import Screen
import Testing

@testable import TUI

/// The views that others are opened from or that ask something, as pictures.
@Suite struct ViewTests {
  private func tutor(_ size: Size, on cell: String = "cost") -> Tutor {
    var tutor = sampleTutor(columns: size.columns, rows: size.rows)
    tutor.goTo(cell)
    return tutor
  }

  private func expect(_ tutor: Tutor, _ view: String) throws {
    try expectScreen(tutor, named: "\(view)-\(tutor.size.columns)x\(tutor.size.rows)")
  }

  @Test(arguments: ScreenTests.sizes) func `a cell that runs, with what has arrived`(size: Size)
    throws
  {
    var tutor = tutor(size)
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    _ = tutor.update(.event(.tick(10)))
    _ = tutor.update(.progressed(id, share: 0.4))
    _ = tutor.update(.event(.tick(12)))
    var outcome = CellOutcome(status: .done)
    outcome.figures = [figure]
    _ = tutor.update(.arrived(id, outcome))
    try expect(tutor, "running")
  }

  @Test(arguments: ScreenTests.sizes) func `a figure as table and as words`(size: Size) throws {
    var tutor = tutor(size)
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    var outcome = sampleOutcome()
    outcome.figures = [figure]
    _ = tutor.update(.finished(id, outcome))
    tutor.press(.character("v"))
    try expect(tutor, "table")
    tutor.press(.character("v"))
    try expect(tutor, "words")
  }

  @Test(arguments: ScreenTests.sizes) func `a search with its hits`(size: Size) throws {
    var tutor = tutor(size)
    tutor.press(.character("/"))
    tutor.type("the")
    try expect(tutor, "search")
  }

  @Test(arguments: ScreenTests.sizes) func `a value that is typed`(size: Size) throws {
    var tutor = tutor(size)
    tutor.press(.character("e"))
    tutor.type("12")
    try expect(tutor, "entry")
  }

  @Test(arguments: ScreenTests.sizes) func `questions`(size: Size) throws {
    var tutor = tutor(size)
    tutor.press(.character("x"))
    try expect(tutor, "question")
    tutor.overlay = .question(
      .consent(cellID: "write", reason: "This lesson did not come with the program."))
    try expect(tutor, "consent")
  }

  @Test(arguments: ScreenTests.sizes) func `hints and a solution`(size: Size) throws {
    var tutor = tutor(size, on: "tile")
    tutor.press(.character("H"), .character("S"), .character("y"))
    try expect(tutor, "solution")
  }

  @Test(arguments: ScreenTests.sizes) func `a code cell and the built-in editor`(size: Size) throws
  {
    var tutor = sampleTutor(columns: size.columns, rows: size.rows, isListing: true)
    _ = tutor.update(.opened(id: "code", CodeTests.lesson))
    tutor.goTo("write")
    try expect(tutor, "code")
    _ = tutor.update(.write(cellID: "write", text: "func f() {\n  return 1\n}\n"))
    tutor.press(.down, .end)
    tutor.type("0")
    try expect(tutor, "editor")
  }

  @Test(arguments: ScreenTests.sizes) func `the list with progress`(size: Size) throws {
    var tutor = sampleTutor(columns: size.columns, rows: size.rows)
    tutor.goTo("pick")
    tutor.press(.character("2"), .enter, .character("L"))
    try expect(tutor, "progress")
  }

  @Test(arguments: ScreenTests.sizes) func `without colours`(size: Size) throws {
    var tutor = sampleTutor(
      columns: size.columns, rows: size.rows, capabilities: Capabilities(colors: .none))
    tutor.goTo("pick")
    tutor.press(.character("1"), .enter)
    try expect(tutor, "plain")
  }

  private var figure: Figure {
    Figure(
      title: "Growth", alt: "It grows.",
      panel: .axes(
        Axes(
          x: Axis(label: "n"), y: Axis(label: "time", unit: "s"),
          layers: [.line(Series(name: "flash2", x: [1, 2, 4], y: [3, 4, 8]))])))
  }
}
