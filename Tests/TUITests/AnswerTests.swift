import Lessons
import Notebook
import Screen
import Testing

@testable import TUI

/// Questions of order, solutions that must be earned, and results that come back.
@Suite struct AnswerTests {
  private static let text = """
    ---
    format: 1
    id: sample
    title: Questions
    summary: Order and solutions.
    minutes: 5
    ---

    ## Order

    ```flash {#steps .quiz type=order}
    In which order does a kernel go through a tile?
    1. scores :: The product of Q and K comes first.
    2. softmax :: Weights come from scores.
    3. output :: It needs the weights.
    ```

    ```flash {#tile .exercise}
    experiment: model
    kernels: [flash1]
    prompt: Let the tiles fit.
    knobs:
      blockQ: {range: 8..64, step: 8, start: 8}
    goal: blockQ > 30
    solution: {blockQ: 64}
    ```
    """

  private let bound = BoundLesson(LessonParser.parse(text, file: "sample.md"))

  private func tutor(_ progress: Notebook.Progress = Notebook.Progress()) -> Tutor {
    var tutor = sampleTutor(rows: 40, progress: progress, isListing: true)
    _ = tutor.update(.opened(id: "sample", bound))
    tutor.goTo("steps")
    return tutor
  }

  /// The keys that give the choices their right places.
  private func rightKeys() throws -> [Key] {
    guard case .quiz(let spec)? = bound.lesson.cells.first?.kind else {
      Issue.record("no quiz")
      return []
    }
    let shown = Grading.shownOrder(of: spec)
    return try spec.choices.indices.map { place in
      let number = try #require(shown.firstIndex(of: place)) + 1
      return .character(try #require("\(number)".first))
    }
  }

  @Test func `an order is given by pressing the numbers in turn`() throws {
    var tutor = tutor()
    for key in try rightKeys() { tutor.press(key) }
    #expect(tutor.screen.contains("[1] scores") && tutor.screen.contains("[3] output"))
    tutor.press(.enter)
    #expect(tutor.reading?.states["steps"]?.verdict?.isRight == true)
    let record = tutor.progress.lessons["sample"]?.cells["steps"]
    #expect(record?.isDone == true)
    #expect(record?.answer == "0,1,2")
  }

  @Test func `what stands in the wrong place says why`() throws {
    var tutor = tutor()
    let keys = try rightKeys()
    tutor.press(keys[0], .enter)
    #expect(tutor.screen.contains("Give all 3 a place first"))
    #expect(tutor.reading?.states["steps"]?.verdict == nil)
    // A second press takes the place back.
    tutor.press(keys[0], keys[0], keys[2], keys[1], .enter)
    #expect(tutor.reading?.states["steps"]?.verdict?.isRight == false)
    #expect(tutor.screen.contains("1 of 3 stand in their place"))
    #expect(tutor.screen.contains("Weights come from scores."))
    #expect(!tutor.screen.contains("The product of Q and K comes first."))
  }

  @Test func `an order given before is there again`() {
    var record = Notebook.Progress.CellRecord()
    record.attempts = 1
    record.answer = "2,1,0"
    var progress = Notebook.Progress()
    progress.lessons["sample", default: Notebook.Progress.LessonRecord()].cells["steps"] = record
    let tutor = tutor(progress)
    #expect(tutor.reading?.states["steps"]?.order == [2, 1, 0])
    #expect(tutor.screen.contains("1 of 3 stand in their place"))
  }

  @Test func `a solution is asked for before three attempts, and open after them`() throws {
    var tutor = tutor()
    tutor.goTo("tile")
    tutor.press(.character("S"))
    #expect(tutor.screen.contains("Show the solution of tile now? y/n"))
    #expect(tutor.screen.contains("opens by itself after 3 more attempts"))
    tutor.press(.character("n"))
    #expect(tutor.reading?.states["tile"]?.showsSolution == false)
    tutor.press(.character("S"), .character("y"))
    #expect(tutor.screen.contains("blockQ = 64"))

    var patient = self.tutor()
    patient.goTo("tile")
    for _ in 0..<3 {
      patient.press(.enter)
      let id = try #require(patient.activeRun?.id)
      var outcome = CellOutcome(status: .done, isGoalMet: false)
      outcome.settings = ["blockQ": "8"]
      _ = patient.update(.finished(id, outcome))
    }
    patient.press(.character("S"))
    #expect(patient.reading?.states["tile"]?.showsSolution == true)
  }

  @Test func `a solution is open once the cell has passed`() throws {
    var tutor = tutor()
    tutor.goTo("tile")
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    _ = tutor.update(.finished(id, CellOutcome(status: .done, isGoalMet: true)))
    tutor.press(.character("S"))
    #expect(tutor.reading?.states["tile"]?.showsSolution == true)
  }

  @Test func `turning a knob makes results stale, and turning it back makes them fresh`() throws {
    var tutor = tutor()
    tutor.goTo("tile")
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    var outcome = CellOutcome(status: .done, isGoalMet: false)
    outcome.settings = ["blockQ": "8"]
    _ = tutor.update(.finished(id, outcome))
    let effects = tutor.press(.character("+"))
    #expect(tutor.screen.contains("stale: settings have changed"))
    guard case .recall(lesson: "sample", let cell, settings: ["blockQ": "16"])? = effects.last
    else {
      Issue.record("earlier results are not asked for: \(effects)")
      return
    }
    #expect(cell.id == "tile")
    #expect(tutor.press(.character("-")).isEmpty)
    #expect(tutor.reading?.states["tile"]?.phase == .finished)
  }

  @Test func `earlier results are shown where the knobs stand as they did`() {
    var tutor = tutor()
    tutor.goTo("tile")
    tutor.press(.character("+"))
    var outcome = CellOutcome(status: .done, isGoalMet: false)
    outcome.settings = ["blockQ": "8"]
    _ = tutor.update(.recalled(lesson: "sample", cellID: "tile", outcome))
    #expect(tutor.reading?.states["tile"]?.outcome == nil)
    outcome.settings = ["blockQ": "16"]
    _ = tutor.update(.recalled(lesson: "another", cellID: "tile", outcome))
    #expect(tutor.reading?.states["tile"]?.outcome == nil)
    _ = tutor.update(.recalled(lesson: "sample", cellID: "tile", outcome))
    #expect(tutor.reading?.states["tile"]?.phase == .finished)
    #expect(tutor.progress.lessons["sample"]?.cells["tile"] == nil)
  }

  @Test func `line mode takes an order, and shows a solution when it is asked for twice`() throws {
    try withSampleFile(Self.text) { file in
      var library = Library(folders: [])
      library.entries = [
        Library.Entry(frontMatter: FrontMatter(id: "sample", title: "S"), file: file)
      ]
      var plain = PlainTutor(
        library: library, context: RunContext(threads: 1), progress: Notebook.Progress(),
        layout: LayoutContext(width: 80, isInteractive: false))
      _ = plain.open(.lesson(id: "sample"))
      let numbers = try rightKeys().map { key -> String in
        guard case .character(let digit) = key else { return "" }
        return String(digit)
      }
      func text(_ words: [String]) -> String {
        plain.answer(words).map(\.text).joined(separator: "\n")
      }
      #expect(text(["answer", "steps", numbers[0]]).contains("each once, in order"))
      // How to answer is told without an order, which might be the right one.
      #expect(text(["section", "1"]).contains("answer steps with all 3 numbers in their order"))
      #expect(text(["answer", "steps"] + numbers.reversed()).contains("1 of 3 stand"))
      #expect(text(["answer", "steps"] + numbers).contains("right"))
      #expect(plain.progress.lessons["sample"]?.cells["steps"]?.isDone == true)
      #expect(text(["solution", "tile"]).contains("has been tried 0 times of 3"))
      #expect(text(["solution", "tile", "yes"]).contains("blockQ = 64"))
      #expect(text(["hint", "tile"]).contains("has no hints"))
      #expect(text(["answer", "steps", "-9223372036854775808"]).contains("answer with 1 to 3"))
    }
  }
}
