import Notebook
import Screen
import Testing

@testable import TUI

/// Playing with a cell, apart from the lesson.
@Suite struct PlaygroundTests {
  private func playing(columns: Int = 80, rows: Int = 24) -> Tutor {
    var tutor = sampleTutor(columns: columns, rows: rows)
    tutor.goTo("cost")
    tutor.press(.character("+"), .character("p"))
    return tutor
  }

  @Test(arguments: ScreenTests.sizes) func `a cell with every setting as a knob`(size: Size) throws
  {
    let tutor = playing(columns: size.columns, rows: size.rows)
    try expectScreen(tutor, named: "playground-\(size.columns)x\(size.rows)")
  }

  @Test func `knobs stand where they stood in the lesson, then may go further`() throws {
    var tutor = playing()
    let knobs = tutor.knobsInFocus
    #expect(knobs.prefix(2).map(\.parameter) == ["headDim", "causal"])
    #expect(Set(knobs.map(\.parameter)).isSuperset(of: ["kernels", "batch", "heads", "blockQ"]))
    // What is swept, and what follows from another setting, is no knob.
    #expect(Set(knobs.map(\.parameter)).isDisjoint(with: ["n", "queries", "keys", "kvHeads"]))
    #expect(tutor.focusedState?.settings["headDim"] == "128")
    tutor.press(.character("+"))
    #expect(tutor.focusedState?.settings["headDim"] == "256")
    for parameter in knobs { #expect(parameter.values.contains(parameter.start)) }
  }

  @Test func `any number of the range may be typed, and turned on from`() throws {
    var tutor = playing()
    tutor.press(.character("e"))
    #expect(tutor.screen.contains("(1 to 512, whole)"))
    tutor.type("100")
    tutor.press(.enter)
    #expect(tutor.focusedState?.settings["headDim"] == "100")
    tutor.press(.character("+"))
    #expect(tutor.focusedState?.settings["headDim"] == "128")
    tutor.press(.character("e"))
    tutor.type("100")
    tutor.press(.enter, .character("-"))
    #expect(tutor.focusedState?.settings["headDim"] == "64")
    for text in ["0.5", "513", "x"] {
      tutor.press(.character("e"))
      tutor.type(text)
      tutor.press(.enter)
      #expect(tutor.focusedState?.settings["headDim"] == "64")
      #expect(tutor.notice.contains("headDim may be"))
    }
  }

  @Test func `it runs with its settings, and nothing of it is kept`() throws {
    var tutor = playing()
    let before = tutor.progress
    guard case .run(let id, let cell, let settings)? = tutor.press(.enter).last else {
      Issue.record("nothing was run")
      return
    }
    let outcome = cell.run(settings: settings, RunContext(threads: 1))
    #expect(outcome.status == .done && outcome.expectations.isEmpty)
    #expect(
      tutor.update(.finished(id, outcome)).allSatisfy { if case .save = $0 { false } else { true } }
    )
    tutor.press(.character("x"), .character("y"))
    #expect(tutor.progress == before)
    #expect(!tutor.validActions.contains { $0.id == .resetLesson || $0.id == .hint })
  }

  @Test(arguments: [Key.character("p"), .escape, .character("q"), .backspace])
  func `the way back leads to the same place`(key: Key) throws {
    var lesson = sampleTutor(rows: 12)
    lesson.goTo("cost")
    var tutor = lesson
    tutor.press(.character("p"))
    tutor.press(.character("+"))
    _ = tutor.update(.event(.resized(Size(columns: 90, rows: 12))))
    _ = tutor.update(.event(.resized(Size(columns: 80, rows: 12))))
    tutor.press(key)
    #expect(!tutor.isInPlayground && !tutor.isFinished)
    #expect(tutor.reading?.top == lesson.reading?.top && tutor.reading?.focus == "cost")
    #expect(tutor.focusedState?.settings == lesson.focusedState?.settings)
    #expect(tutor.history == lesson.history)
  }

  @Test func `leaving for another place ends it`() throws {
    var tutor = playing()
    tutor.press(.character("L"))
    #expect(tutor.isListing && !tutor.isInPlayground)
    tutor.press(.character("L"))
    tutor = playing()
    _ = tutor.update(.opened(id: "second", sampleLesson))
    #expect(!tutor.isInPlayground && tutor.progress.currentLesson == "second")
    tutor = playing()
    _ = tutor.update(.revised(sampleLesson))
    #expect(
      !tutor.isInPlayground && tutor.reading?.cellIDs.count == sampleTutor().reading?.cellIDs.count)
  }

  @Test func `a run that is under way stops with it`() throws {
    var tutor = playing()
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    guard case .cancel(id)? = tutor.press(.character("p")).first else {
      Issue.record("it runs on")
      return
    }
    #expect(tutor.focusedState?.phase == .untouched)
  }

  @Test func `only cells that run can be played with`() {
    var tutor = sampleTutor()
    tutor.goTo("pick")
    tutor.press(.character("p"))
    #expect(!tutor.isInPlayground)
    #expect(tutor.notice.contains("does nothing here"))
  }
}
