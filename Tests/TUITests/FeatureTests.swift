import Lessons
import Notebook
import Plot
import Screen
import Testing

@testable import TUI

/// Search, jumps, knobs by typing, figures in other views, films, the mouse.
@Suite struct FeatureTests {
  /// The outcome of a run with a figure of two points.
  private func outcomeWithFigure() -> CellOutcome {
    var outcome = sampleOutcome()
    let series = Series(name: "flash2", x: [1, 2], y: [3, 4])
    outcome.figures = [
      Figure(
        title: "Growth", alt: "It grows.",
        panel: .axes(
          Axes(x: Axis(label: "n"), y: Axis(label: "time", unit: "s"), layers: [.line(series)])))
    ]
    outcome.results.tables["main"] = Table(
      columns: [Table.Column("n", .parameter)], rows: [[.number(1)]])
    return outcome
  }

  private func outcomeOfTrace() -> CellOutcome {
    var outcome = sampleOutcome()
    let names = ["step", "tileRow", "tileColumn", "event", "bytesRead"]
    var table = Table(columns: names.map { Table.Column($0, .measured) })
    for step in 0..<4 {
      let event: Value = .text(step == 1 ? "skipped" : "computed")
      let places = [step + 1, step / 2, step % 2].map { Value.number(Double($0)) }
      table.rows.append(places + [event, .number(1024)])
    }
    outcome.results.tables["main"] = table
    return outcome
  }

  private func tutor(with outcome: CellOutcome, columns: Int = 80, rows: Int = 24) throws -> Tutor {
    var tutor = sampleTutor(columns: columns, rows: rows)
    tutor.goTo("cost")
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    _ = tutor.update(.finished(id, outcome))
    return tutor
  }

  @Test func `search goes to what is typed and n to the next place`() {
    var tutor = sampleTutor(rows: 12)
    tutor.press(.character("/"))
    tutor.type("4 gib")
    #expect(tutor.search.hits.count == 1)
    let top = tutor.reading?.top ?? 0
    #expect(top > 0)
    tutor.press(.enter)
    #expect(tutor.overlay == nil)
    #expect(tutor.notice == "'4 gib' 1 of 1")
    let isMarked = tutor.view(tutor.size).glyphs.contains {
      $0.style.attributes.contains(.reverse) && $0.character == "G"
    }
    #expect(isMarked)
    tutor.press(.character("n"))
    #expect(tutor.notice.contains("from the beginning again"))
    tutor.press(.backspace)
    #expect(tutor.reading?.top == 0)
  }

  @Test func `search finds what is broken over two lines and Esc goes back`() {
    var tutor = sampleTutor(columns: 24)
    tutor.press(.character("/"))
    tutor.type("and code in its text")
    #expect(tutor.search.hits.first?.pieces.count == 2)
    tutor.press(.escape)
    #expect(tutor.search.hits.isEmpty)
    #expect(tutor.reading?.top == 0)
  }

  @Test func `a value may be typed, and a wrong one is refused with those that may`() {
    var tutor = sampleTutor()
    tutor.goTo("cost")
    tutor.press(.character("e"))
    tutor.type("128")
    tutor.press(.enter)
    #expect(tutor.reading?.states["cost"]?.settings["headDim"] == "128")
    tutor.press(.character("e"))
    tutor.type("7")
    tutor.press(.enter)
    #expect(tutor.notice == "headDim may be 32, 64, 128, not '7'.")
    #expect(tutor.reading?.states["cost"]?.settings["headDim"] == "128")
  }

  @Test func `back returns from a jump, also to another lesson`() throws {
    var tutor = sampleTutor()
    tutor.press(.character("G"))
    tutor.press(.control("o"))
    #expect(tutor.reading?.top == 0)
    tutor.press(.character("]"))
    _ = tutor.update(.opened(id: "second", sampleLesson))
    guard case .open(let id, _)? = tutor.press(.backspace).last else {
      Issue.record("nothing is opened")
      return
    }
    #expect(id == "sample")
  }

  @Test func `figures are shown as chart, table and words`() throws {
    var tutor = try tutor(with: outcomeWithFigure(), rows: 36)
    tutor.press(.character("v"))
    #expect(tutor.screen.contains("time [s]"))
    tutor.press(.character("v"))
    #expect(tutor.notice == "Shown as words.")
    tutor.press(.character("v"))
    #expect(tutor.reading?.states["cost"]?.view == .chart)
  }

  @Test func `a trace of one tile is no film, and is not offered as one`() throws {
    var outcome = outcomeOfTrace()
    var tutor = try tutor(with: outcome)
    #expect(tutor.hasFilm && tutor.filmInFocus != nil)
    outcome.results.tables["main"]?.rows.removeLast(3)
    // A second trace in the same table begins anew.
    let other = try #require(outcomeOfTrace().results.tables["main"]?.rows)
    for rows in [[], other] {
      outcome.results.tables["main"]?.rows += rows
      tutor = try self.tutor(with: outcome)
      #expect(!tutor.hasFilm && tutor.filmInFocus == nil)
      #expect(!tutor.screen.contains("animate"))
      tutor.press(.character("a"))
      #expect(tutor.notice.hasPrefix("a does nothing here"))
    }
  }

  @Test(arguments: ScreenTests.sizes) func `a zoomed figure reads out its points`(size: Size) throws
  {
    var tutor = try tutor(with: outcomeWithFigure(), columns: size.columns, rows: size.rows)
    tutor.press(.character("z"))
    #expect(tutor.screen.contains("flash2: n = 1, time = 3 s"))
    tutor.press(.tab)
    #expect(tutor.screen.contains("flash2: n = 2, time = 4 s"))
    try expectScreen(tutor, named: "zoom-\(size.columns)x\(size.rows)")
    tutor.press(.escape)
    #expect(tutor.overlay == nil)
  }

  @Test func `the cursor of a zoomed figure stays on its value through sizes`() throws {
    var tutor = try tutor(with: outcomeWithFigure())
    tutor.press(.character("z"), .tab)
    let value = tutor.zoom?.readOut
    #expect(value == "flash2: n = 2, time = 4 s")
    for size in [(120, 36), (40, 12), (80, 24), (20, 5), (1, 1), (30, 10), (80, 24)] {
      _ = tutor.update(.event(.resized(Size(columns: size.0, rows: size.1))))
      // Where no plot fits there is nothing to stand on.
      if size.0 >= 30 { #expect(tutor.zoom?.readOut == value, "\(size)") }
    }
    tutor.press(.backTab)
    _ = tutor.update(.event(.resized(Size(columns: 100, rows: 30))))
    #expect(tutor.zoom?.readOut == "flash2: n = 1, time = 3 s")
  }

  @Test func `in a zoomed matrix each key goes to another entry`() throws {
    var outcome = sampleOutcome()
    outcome.figures = [
      Figure(
        title: "Scores",
        panel: .heatmap(
          Heatmap(
            rows: 3, columns: 3, values: [11, 12, 13, 21, 22, 23, 31, 32, 33],
            x: Axis(label: "key"), y: Axis(label: "query"), value: Axis(label: "score"))))
    ]
    var tutor = try tutor(with: outcome, columns: 100, rows: 40)
    tutor.press(.character("z"))
    func value(_ key: Key) -> String {
      tutor.press(key)
      return tutor.zoom?.readOut?.split(separator: " ").last.map(String.init) ?? ""
    }
    #expect(tutor.zoom?.readOut?.contains("score 11") == true)
    #expect([Key.right, .right, .down, .left, .up].map(value) == ["12", "13", "23", "22", "12"])
    // At the edge it stays.
    #expect(value(.up) == "12")
    #expect([Key.tab, .tab, .tab, .backTab].map(value) == ["13", "21", "22", "21"])
  }

  @Test func `help never puts what forgets something first`() {
    let tutor = sampleTutor()
    for hasAll in [false, true] {
      let listed = tutor.actions(of: Help(hasAll: hasAll)).filter { $0.isValid(tutor) }
      #expect(listed.count > 4)
      #expect(listed.prefix(4).allSatisfy { ![.reset, .resetLesson].contains($0.id) })
    }
  }

  @Test func `the view lists the claims that hold`() throws {
    var tutor = try tutor(with: outcomeWithFigure(), rows: 36)
    #expect(tutor.screen.contains("1 claim of the text holds here; v lists it."))
    #expect(!tutor.screen.contains("traffic > 0"))
    tutor.press(.character("v"))
    #expect(tutor.screen.contains("holds traffic > 0"))
  }

  @Test(arguments: ScreenTests.sizes) func `a trace plays step by step`(size: Size) throws {
    var tutor = try tutor(with: outcomeOfTrace(), columns: size.columns, rows: size.rows)
    tutor.press(.character("a"))
    #expect(tutor.tickMilliseconds == 250)
    _ = tutor.update(.event(.tick(10)))
    _ = tutor.update(.event(.tick(10.25)))
    #expect(tutor.screen.contains("Step 2 of 4: tile (0, 1) skipped"))
    tutor.press(.character(" "))
    #expect(tutor.tickMilliseconds == nil)
    tutor.press(.right)
    #expect(tutor.screen.contains("Step 3 of 4: tile (1, 0) computed"))
    if size.columns >= 80 {
      #expect(tutor.screen.contains("block 1, new in this step"))
      tutor.press(.right)
      #expect(tutor.screen.contains("block 1, the same since step 3"))
      tutor.press(.left)
    }
    try expectScreen(tutor, named: "film-\(size.columns)x\(size.rows)")
    tutor.press(.end, .character(" "))
    #expect(tutor.screen.contains("Step 1 of 4"))
  }

  @Test func `saving asks for text, CSV and SVG, and copying for the data`() throws {
    var tutor = try tutor(with: outcomeWithFigure())
    guard case .export(let files)? = tutor.press(.character("w")).last else {
      Issue.record("nothing is saved")
      return
    }
    #expect(files.map(\.name) == ["sample-cost.txt", "sample-cost.csv", "sample-cost.svg"])
    guard case .copy(let text)? = tutor.press(.character("y")).last else {
      Issue.record("nothing is copied")
      return
    }
    #expect(text == "n\r\n1\r\n")
  }

  @Test func `all cells above run one after the other, and Esc stops them`() throws {
    var tutor = sampleTutor()
    tutor.goTo("tile")
    tutor.press(.character("R"))
    #expect(tutor.activeRun?.cellID == "cost")
    let first = try #require(tutor.activeRun?.id)
    _ = tutor.update(.finished(first, sampleOutcome()))
    #expect(tutor.activeRun?.cellID == "tile")
    tutor.press(.character("R"))
    tutor.press(.escape)
    let id = try #require(tutor.activeRun?.id)
    _ = tutor.update(.finished(id, CellOutcome(status: .cancelled)))
    #expect(tutor.activeRun == nil)
  }

  @Test func `a cell is reset only after yes`() throws {
    var tutor = try tutor(with: sampleOutcome())
    tutor.press(.character("x"), .character("n"))
    #expect(tutor.reading?.states["cost"]?.outcome != nil)
    tutor.press(.character("x"), .character("y"))
    #expect(tutor.reading?.states["cost"]?.outcome == nil)
    #expect(tutor.progress.lessons["sample"]?.cells["cost"] == nil)
  }

  @Test(arguments: ScreenTests.sizes) func `the palette has every action`(size: Size) throws {
    var tutor = sampleTutor(columns: size.columns, rows: size.rows)
    tutor.press(.character(":"))
    tutor.type("fig")
    try expectScreen(tutor, named: "palette-\(size.columns)x\(size.rows)")
    tutor.press(.enter)
    #expect(tutor.notice.contains("does not work here"))
  }

  @Test(arguments: ScreenTests.sizes) func `contents filter as one types`(size: Size) throws {
    var tutor = sampleTutor(columns: size.columns, rows: size.rows)
    tutor.press(.character("t"))
    tutor.type("an")
    try expectScreen(tutor, named: "contents-\(size.columns)x\(size.rows)")
    tutor.press(.enter)
    #expect(tutor.screen.contains("Answering"))
  }

  @Test func `the wheel scrolls and a click takes the focus`() throws {
    var tutor = sampleTutor(rows: 12)
    _ = tutor.update(.event(.mouse(.wheelDown)))
    #expect(tutor.reading?.top == 3)
    tutor.goTo("cost")
    let reading = try #require(tutor.reading)
    let rows = try #require(reading.rows(ofCell: "cost"))
    let row = rows.lowerBound - reading.top + tutor.layout.bodyTop
    _ = tutor.update(.event(.mouse(.click(Point(column: 5, row: row)))))
    #expect(tutor.activeRun?.cellID == "cost")
  }

  @Test func `the first click chooses a lesson and the second opens it`() {
    var tutor = sampleTutor(isListing: true)
    let second = Point(column: 6, row: (tutor.courseCursor?.row ?? 0) + 3)
    #expect(tutor.update(.event(.mouse(.click(second)))).isEmpty)
    #expect(tutor.selection == 1)
    guard case .open? = tutor.update(.event(.mouse(.click(second)))).last else {
      Issue.record("nothing is opened")
      return
    }
  }

  @Test func `no key means two things at once`() {
    let tutor = sampleTutor()
    var seen: [Chord: Action.ID] = [:]
    for action in tutor.validActions {
      for key in action.standardKeys where key != Chord(.right) && key != Chord(.left) {
        #expect(seen[key] == nil, "\(key) of \(action.id)")
        seen[key] = action.id
      }
    }
  }
}
