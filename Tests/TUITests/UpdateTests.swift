import Lessons
import Notebook
import Plot
import Screen
import Testing

@testable import TUI

@Suite struct UpdateTests {
  @Test func `the list opens the chosen lesson`() throws {
    var tutor = sampleTutor(isListing: true)
    #expect(tutor.screen.contains("A sample lesson"))
    let effects = tutor.press(.down, .enter)
    guard case .open(let id, _)? = effects.last else {
      Issue.record("nothing is opened")
      return
    }
    #expect(id == "second")
  }

  @Test func `tab walks through the cells and stops at the last`() {
    var tutor = sampleTutor()
    var seen: [String] = []
    for _ in 0..<7 {
      tutor.press(.tab)
      seen.append(tutor.reading?.focus ?? "a link")
    }
    #expect(seen == ["a link", "cost", "broken", "guess", "pick", "tile", "tile"])
    #expect(tutor.screen.contains("This was the last cell."))
    tutor.press(.backTab)
    #expect(tutor.reading?.focus == "pick")
  }

  @Test func `scrolling stays within the lesson`() throws {
    var tutor = sampleTutor(rows: 12)
    tutor.press(.up)
    #expect(tutor.reading?.top == 0)
    tutor.press(.end)
    let reading = try #require(tutor.reading)
    #expect(reading.top == reading.document.rowCount - tutor.layout.bodyRows + 1)
    tutor.press(.character("g"), .character("g"))
    #expect(tutor.reading?.top == 0)
  }

  @Test func `keys for sections go to their headings`() {
    var tutor = sampleTutor()
    tutor.press(.character("l"), .character("l"))
    #expect(tutor.view(tutor.size).line(2).text.contains("Running"))
    tutor.press(.character("h"))
    #expect(tutor.view(tutor.size).line(2).text.contains("Reading"))
  }

  @Test func `enter runs the cell in focus, and results of replaced runs are ignored`() throws {
    var tutor = sampleTutor()
    tutor.goTo("cost")
    guard case .run(let first, _, _)? = tutor.press(.enter).last else {
      Issue.record("nothing runs")
      return
    }
    #expect(tutor.reading?.states["cost"]?.isRunning == true)
    _ = tutor.press(.enter)
    let replaced = tutor.activeRun?.id
    #expect(replaced != first)
    _ = tutor.update(.finished(first, sampleOutcome()))
    #expect(tutor.reading?.states["cost"]?.isRunning == true)
    let id = try #require(replaced)
    _ = tutor.update(.finished(id, sampleOutcome()))
    #expect(tutor.reading?.states["cost"]?.isRunning == false)
    #expect(tutor.progress.lessons["sample"]?.cells["cost"]?.isDone == true)
  }

  @Test(arguments: [Key.escape, .control("c")])
  func `a run can be stopped`(key: Key) throws {
    var tutor = sampleTutor()
    tutor.goTo("cost")
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    guard case .cancel(let cancelled)? = tutor.press(key).last else {
      Issue.record("nothing is cancelled")
      return
    }
    #expect(cancelled == id)
    _ = tutor.update(.finished(id, CellOutcome(status: .cancelled)))
    #expect(tutor.screen.contains("stopped"))
    #expect(tutor.progress.lessons["sample"]?.cells["cost"]?.isDone == false)
  }

  @Test func `progress shows the share and the elapsed time`() throws {
    var tutor = sampleTutor()
    tutor.goTo("cost")
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    _ = tutor.update(.event(.tick(100)))
    _ = tutor.update(.progressed(id, share: 0.42))
    _ = tutor.update(.event(.tick(101.5)))
    #expect(tutor.screen.contains("running 42 %"))
    #expect(tutor.screen.contains("42 % · 1.5 s"))
    #expect(tutor.tickMilliseconds != nil)
  }

  @Test func `turning a knob changes its value and makes results stale`() throws {
    var tutor = sampleTutor()
    tutor.goTo("cost")
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    _ = tutor.update(.finished(id, sampleOutcome()))
    tutor.press(.character("+"))
    #expect(tutor.reading?.states["cost"]?.settings["headDim"] == "128")
    #expect(tutor.reading?.states["cost"]?.phase == .stale)
    tutor.press(.right, .character("+"))
    #expect(tutor.reading?.states["cost"]?.settings["causal"] == "true")
  }

  @Test func `a prediction is typed, committed and graded`() {
    var tutor = sampleTutor()
    tutor.goTo("guess")
    tutor.type("32")
    #expect(tutor.reading?.states["guess"]?.entry == "32")
    tutor.press(.enter)
    #expect(tutor.reading?.states["guess"]?.verdict?.isRight == false)
    #expect(tutor.screen.contains("The matrix has n x n entries."))
    tutor.press(.enter)
    tutor.type("64")
    tutor.press(.enter)
    #expect(tutor.reading?.states["guess"]?.verdict?.isRight == true)
    #expect(tutor.progress.lessons["sample"]?.cells["guess"]?.attempts == 2)
  }

  @Test func `a quiz says why a choice is wrong`() {
    var tutor = sampleTutor()
    tutor.goTo("pick")
    tutor.press(.enter)
    #expect(tutor.screen.contains("Choose an answer with 1-2 first."))
    tutor.press(.character("1"), .enter)
    #expect(tutor.screen.contains("Not in fast memory."))
    tutor.press(.character("2"), .enter)
    #expect(tutor.reading?.states["pick"]?.isDone == true)
  }

  @Test func `hints come one by one and the solution on request`() {
    var tutor = sampleTutor()
    tutor.goTo("tile")
    tutor.press(.character("H"))
    #expect(tutor.screen.contains("Larger tiles move fewer bytes."))
    #expect(tutor.progress.lessons["sample"]?.cells["tile"]?.hintsShown == 1)
    tutor.press(.character("S"))
    #expect(tutor.screen.contains("Show the solution of tile now? y/n"))
    tutor.press(.character("n"))
    #expect(!tutor.screen.contains("blockQ = 64"))
    tutor.press(.character("S"), .character("y"))
    #expect(tutor.screen.contains("blockQ = 64"))
  }

  @Test func `help filters as one types and runs the action`() {
    var tutor = sampleTutor()
    tutor.press(.character("?"))
    tutor.type("contents")
    tutor.press(.enter)
    #expect(tutor.overlay == .contents(filter: "", selection: 0))
    tutor.press(.down, .enter)
    #expect(tutor.overlay == nil)
    #expect(tutor.view(tutor.size).line(2).text.contains("Reading"))
  }

  @Test(arguments: ["1,5", "0x10", ",5", "3q", "16,384"])
  func `what is no number is seen, and refused`(text: String) {
    var tutor = sampleTutor()
    tutor.goTo("guess")
    tutor.type(text)
    #expect(tutor.reading?.states["guess"]?.entry == text)
    #expect(tutor.notice.contains("number") || text.last?.isNumber == true)
    tutor.press(.enter)
    #expect(tutor.notice == "'\(text)' is not a number.")
    #expect(tutor.reading?.states["guess"]?.verdict == nil)
    #expect(tutor.progress.lessons["sample"]?.cells["guess"] == nil)
    tutor.press(.escape)
    #expect(tutor.reading?.states["guess"]?.entry == "")
    // Keys are keys all the same.
    tutor.type("3?")
    #expect(tutor.help != nil)
    #expect(!tutor.isFinished)
  }

  @Test func `the first interrupt is answered wherever one is`() throws {
    let ways: [(String, (inout Tutor) -> Void)] = [
      ("lesson", { _ in }), ("help", { $0.press(.character("?")) }),
      ("search", { $0.press(.character("/")) }), ("contents", { $0.press(.character("t")) }),
      ("question", { $0.press(.character("x")) }),
      ("editor", { _ = $0.update(.write(cellID: "write", text: "a\n")) }),
      ("zoom", { $0.overlay = .zoom(zoom()) }),
    ]
    for (name, open) in ways {
      var tutor = sampleTutor()
      tutor.goTo("cost")
      open(&tutor)
      #expect((tutor.overlay == nil && tutor.help == nil) == (name == "lesson"), "\(name)")
      tutor.press(.control("c"))
      #expect(!tutor.isFinished)
      #expect(tutor.screen.contains("Press Ctrl-C again to quit"), "\(name)")
      tutor.press(.down)
      #expect(!tutor.screen.contains("Press Ctrl-C again to quit"), "\(name)")
      tutor.press(.control("c"))
      #expect(!tutor.isFinished)
    }
    func zoom() -> Zoom {
      let figure = Figure(title: "", panel: .table(TablePanel(columns: [], rows: [], isNumber: [])))
      return Zoom(
        cellID: "cost", count: 1, figure: figure,
        rendering: figure.render(in: Size(columns: 78, rows: 22), Capabilities()))
    }
  }

  @Test func `one interrupt warns and the second leaves`() {
    var tutor = sampleTutor()
    tutor.press(.control("c"))
    #expect(!tutor.isFinished)
    tutor.press(.control("c"))
    #expect(tutor.isFinished)
  }

  @Test(arguments: [(Event.quit, Departure.signal), (.hangup, .hangup)])
  func `signals and a vanished terminal save and end`(event: Event, departure: Departure) {
    var tutor = sampleTutor()
    guard case .save? = tutor.update(.event(event)).last else {
      Issue.record("nothing is saved")
      return
    }
    #expect(tutor.isFinished)
    #expect(tutor.departure == departure)
  }

  @Test func `resizing keeps the place`() {
    var tutor = sampleTutor()
    tutor.press(.character("l"), .character("l"))
    for (columns, rows) in [(120, 36), (40, 12), (24, 6), (200, 60), (80, 24)] {
      _ = tutor.update(.event(.resized(Size(columns: columns, rows: rows))))
    }
    #expect(tutor.screen.contains("Running"))
  }

  @Test func `a lesson opens where it was left`() {
    var tutor = sampleTutor(rows: 16)
    tutor.press(.character("l"), .character("l"), .down)
    let top = tutor.reading?.top
    tutor.press(.character("q"))
    var again = Tutor(
      library: sampleLibrary(), progress: tutor.progress, capabilities: Capabilities())
    _ = again.update(.event(.resized(Size(columns: 80, rows: 16))))
    _ = again.update(.opened(id: "sample", sampleLesson))
    #expect(again.reading?.top == top)
  }

  @Test func `a second blank in an answer scrolls`() {
    var tutor = sampleTutor()
    tutor.goTo("guess")
    let top = tutor.reading?.top
    tutor.type("64 ")
    #expect(tutor.reading?.top == top)
    tutor.type(" ")
    #expect(tutor.reading?.states["guess"]?.entry == "64 ")
    #expect(tutor.reading?.top != top)
  }

  @Test func `no sequence of keys traps`() {
    let keys: [Key] =
      [
        .control("o"), .control("p"), .enter, .escape, .tab, .backTab, .up, .down, .left, .right,
        .pageUp, .pageDown, .end, .home,
      ]
      + "?tjkludb gG+-=12345HS[]Lhrc.e/nNzvwyaRxX:MTA,q".map { .character($0) }
    var state: UInt64 = 7
    var tutor = sampleTutor(rows: 12)
    for _ in 0..<3000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let effects = tutor.press(keys[Int(state >> 33) % keys.count])
      for effect in effects {
        if case .open(let id, _) = effect { _ = tutor.update(.opened(id: id, sampleLesson)) }
      }
      if tutor.isFinished { tutor = sampleTutor(rows: 12) }
      if state >> 60 == 0 {
        let size = Size(columns: Int(state >> 40) % 130 + 1, rows: Int(state >> 50) % 40 + 1)
        _ = tutor.update(.event(.resized(size)))
      }
      #expect(tutor.view(tutor.size).size == tutor.size)
    }
  }

  @Test func `optional cells are not counted, but stand in the contents`() {
    let text = sampleText.replacing("## Answering", with: "## Answering (optional)")
    var tutor = sampleTutor()
    _ = tutor.update(
      .opened(id: "sample", BoundLesson(LessonParser.parse(text, file: "sample.md"))))
    #expect(tutor.screen.contains("0/1 done"))
    tutor.type("t")
    #expect(tutor.screen.contains(/Answering \(optional\) +0\/3/))
  }
}
