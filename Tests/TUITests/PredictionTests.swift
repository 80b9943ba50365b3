import Lessons
import Notebook
import Testing

@testable import TUI

/// Predictions: what they are held against, what is kept of them, and answers given once more.
@Suite struct PredictionTests {
  private static let text = """
    ---
    format: 1
    id: sample
    title: Predictions
    summary: A question about a cell with a knob.
    minutes: 5
    ---

    ```flash {#guess .predict}
    question: How many bytes does standard attention move?
    unit: MiB
    answer: traffic[kernel=standard] / 2^20
    source: cost
    tolerance: 1%
    explanation: Four matrices and the scores.
    ```

    ```flash {#cost .run}
    experiment: model
    kernels: [standard]
    n: 1024
    knobs:
      headDim: {choices: [32, 64, 128], start: 64}
    ```
    """

  private let bound = BoundLesson(LessonParser.parse(text, file: "sample.md"))

  private func tutor(_ progress: Notebook.Progress = Notebook.Progress()) -> Tutor {
    var tutor = sampleTutor(rows: 40, progress: progress, isListing: true)
    _ = tutor.update(.opened(id: "sample", bound))
    return tutor
  }

  /// Does what the program would do: runs what is asked for, and tells the outcome.
  private func runAll(_ effects: [Tutor.Effect], _ tutor: inout Tutor) {
    for case .run(let id, let cell, let settings) in effects {
      _ = tutor.update(.finished(id, cell.run(settings: settings, RunContext(threads: 1))))
    }
  }

  @Test func `a prediction is held against the cell as it is written`() throws {
    let cell = try #require(bound.cells["cost"])
    let outcome = cell.run(settings: cell.initialSettings, RunContext(threads: 1))
    let table = try #require(outcome.results.tables["main"])
    let column = try #require(table.index(of: "traffic"))
    guard case .number(let bytes)? = table.rows.first?[column] else {
      Issue.record("no traffic")
      return
    }
    let right = "\((bytes / 1_048_576 * 100).rounded() / 100)"

    for runsFirst in [false, true] {
      var tutor = tutor()
      tutor.goTo("cost")
      tutor.press(.character("+"))
      if runsFirst { runAll(tutor.press(.enter), &tutor) }
      tutor.press(.backTab)
      #expect(tutor.reading?.focus == "guess")
      tutor.type(right)
      runAll(tutor.press(.enter), &tutor)
      #expect(tutor.reading?.states["guess"]?.verdict?.isRight == true)
      // The knob stays where it was put, and what is shown says that it is of other settings.
      #expect(tutor.reading?.states["cost"]?.settings["headDim"] == "128")
      #expect(tutor.reading?.states["cost"]?.phase == .stale)
    }
  }

  @Test func `a negative number can be the second answer too`() {
    var tutor = tutor()
    tutor.goTo("guess")
    tutor.type("5")
    runAll(tutor.press(.enter), &tutor)
    #expect(tutor.reading?.states["guess"]?.verdict != nil)
    tutor.type("-3")
    #expect(tutor.reading?.states["guess"]?.entry == "-3")
  }

  @Test func `that the cell behind a prediction is done with it is said, once`() {
    for runsFirst in [false, true] {
      var tutor = tutor()
      if runsFirst {
        tutor.goTo("cost")
        tutor.press(.character("+"))
        runAll(tutor.press(.enter), &tutor)
        #expect(tutor.screen.contains("1/2 done"))
      }
      if runsFirst { tutor.press(.backTab) } else { tutor.goTo("guess") }
      tutor.type("5")
      runAll(tutor.press(.enter), &tutor)
      #expect(tutor.screen.contains("2/2 done"))
      #expect(tutor.notice == (runsFirst ? "" : "cost ran to find out; both are done."))
    }
  }

  @Test(arguments: ["1", "33.5"]) func `a graded prediction opens as it was left`(value: String)
    throws
  {
    var first = tutor()
    first.goTo("guess")
    first.type(value)
    runAll(first.press(.enter), &first)
    let graded = try #require(first.reading?.states["guess"])
    #expect(graded.verdict != nil)

    var later = tutor(first.progress)
    #expect(later.reading?.states["guess"] == graded)
    // It takes no keys from the reader.
    later.press(.character("q"))
    #expect(later.isFinished)
  }

  @Test func `a prediction whose run gives way to another says so`() {
    var tutor = tutor()
    tutor.goTo("guess")
    tutor.type("5")
    #expect(!tutor.press(.enter).isEmpty)
    #expect(tutor.activeRun?.prediction == "guess")
    tutor.goTo("cost")
    #expect(tutor.reading?.focus == "cost")
    tutor.press(.enter)
    #expect(tutor.notice.hasPrefix("guess was not judged"))
    #expect(tutor.reading?.states["guess"]?.entry == "5")
  }

  @Test func `one Backspace too many goes nowhere`() {
    var tutor = sampleTutor()
    tutor.press(.character("G"), .character("g"), .character("g"))
    tutor.goTo("guess")
    tutor.type("12")
    let top = tutor.reading?.top
    tutor.press(.backspace, .backspace, .backspace, .backspace)
    #expect(tutor.reading?.focus == "guess" && tutor.reading?.top == top)
  }

  @Test func `a digit on a graded prediction begins another answer`() throws {
    var tutor = sampleTutor()
    tutor.goTo("guess")
    tutor.type("12")
    tutor.press(.enter)
    #expect(tutor.reading?.states["guess"]?.verdict?.isRight == false)
    tutor.type("64")
    #expect(tutor.reading?.states["guess"]?.entry == "64")
    tutor.press(.enter)
    #expect(tutor.reading?.states["guess"]?.verdict?.isRight == true)
    #expect(tutor.progress.lessons["sample"]?.cells["guess"]?.answer == "64")
  }

  @Test func `another answer may begin with a sign`() {
    var tutor = sampleTutor()
    tutor.goTo("guess")
    tutor.type("3")
    tutor.press(.enter)
    #expect(tutor.reading?.states["guess"]?.verdict?.isRight == false)
    tutor.type("-3")
    #expect(tutor.reading?.states["guess"]?.entry == "-3")
  }

  @Test func `a unit that was typed is not shown twice`() {
    var tutor = tutor()
    tutor.goTo("guess")
    tutor.type("5MiB")
    #expect(tutor.screen.contains("Your answer: 5MiB"))
    #expect(!tutor.screen.contains("MiB MiB") && !tutor.screen.contains("5MiB_ MiB"))
    tutor.press(.backspace, .backspace, .backspace)
    #expect(tutor.screen.contains("Your answer: 5_ MiB"))
  }

  @Test func `escape brings a graded answer back`() throws {
    var tutor = sampleTutor()
    tutor.goTo("guess")
    tutor.type("64")
    tutor.press(.enter)
    let graded = try #require(tutor.reading?.states["guess"])
    for again in [[Key.enter], [.character("7")], [.enter, .character("7")]] {
      for key in again { tutor.press(key) }
      #expect(tutor.reading?.states["guess"]?.verdict == nil)
      tutor.press(.escape)
      #expect(tutor.reading?.states["guess"] == graded)
    }
    #expect(tutor.progress.lessons["sample"]?.cells["guess"]?.answer == "64")

    tutor.goTo("pick")
    tutor.press(.character("2"), .enter)
    let picked = try #require(tutor.reading?.states["pick"])
    #expect(picked.verdict?.isRight == true)
    tutor.press(.character("1"), .escape)
    #expect(tutor.reading?.states["pick"] == picked)
  }

  @Test func `a wrong guess is done, and what is done stays so`() {
    var tutor = sampleTutor()
    tutor.goTo("guess")
    tutor.type("12")
    tutor.press(.enter)
    #expect(tutor.reading?.states["guess"]?.isDone == true)
    #expect(tutor.progress.lessons["sample"]?.cells["guess"]?.isDone == true)

    tutor.goTo("pick")
    tutor.press(.character("1"), .enter)
    #expect(tutor.reading?.states["pick"]?.isDone == false)
    tutor.press(.character("2"), .enter)
    #expect(tutor.reading?.states["pick"]?.isDone == true)
    tutor.press(.character("1"), .enter)
    #expect(tutor.reading?.states["pick"]?.verdict?.isRight == false)
    #expect(tutor.reading?.states["pick"]?.isDone == true)
  }

  @Test func `what was solved stays solved while other values are tried`() throws {
    var tutor = sampleTutor()
    tutor.goTo("tile")
    for isMet in [true, false] {
      tutor.press(.enter)
      var outcome = CellOutcome(status: .done, seconds: 0.1)
      outcome.isGoalMet = isMet
      _ = tutor.update(.finished(try #require(tutor.activeRun?.id), outcome))
      #expect(tutor.reading?.states["tile"]?.isDone == true)
    }
    #expect(tutor.screen.contains("goal not reached"))
  }

  @Test(arguments: [8, 10, 14, 24])
  func `what a key adds to a cell comes into view`(rows: Int) throws {
    var tutor = sampleTutor(rows: rows)
    tutor.goTo("tile")
    tutor.press(.character("H"))
    #expect(tutor.screen.contains("Larger tiles move fewer bytes."))
    tutor.press(.character("S"), .character("y"))
    #expect(tutor.screen.contains("blockQ = 64"))
  }
}
