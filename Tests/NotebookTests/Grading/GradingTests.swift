import Lessons
import Testing

@testable import Notebook

@Suite struct GradingTests {
  private func predict(_ answer: String, tolerance: Double = 0.05, isRelative: Bool = true) throws
    -> PredictSpec
  {
    let place = SourceRange(start: SourcePosition(line: 1, column: 1))
    return PredictSpec(
      question: "?", unit: "MiB", answer: Located(try expression(answer), place),
      tolerance: tolerance, isToleranceRelative: isRelative,
      feedback: [
        PredictSpec.Feedback(
          condition: Located(try expression("value < answer / 2"), place), text: "Think of squares."
        )
      ])
  }

  @Test(arguments: [(64.0, true), (67.2, true), (67.3, false), (60.8, true), (0, false)])
  func `a prediction is right within its tolerance`(value: Double, isRight: Bool) throws {
    let grade = Grading.grade(predict: try predict("4 * 4096^2 / 2^20"), value: value)
    #expect(grade.isRight == isRight)
    #expect(grade.answerText == "64 MiB")
    #expect(grade.feedback.isEmpty == isRight)
  }

  @Test func `a wrong prediction gets the author's words, or the direction`() throws {
    let spec = try predict("64")
    #expect(Grading.grade(predict: spec, value: 3).feedback == ["Think of squares."])
    #expect(Grading.grade(predict: spec, value: 99).feedback == ["The answer is smaller."])
  }

  @Test func `an answer may come from results`() throws {
    let spec = try predict("max(n)", tolerance: 1, isRelative: false)
    #expect(Grading.grade(predict: spec, value: 255, results: sampleResults).isRight)
    #expect(Grading.grade(predict: spec, value: 255).answer == nil)
  }

  @Test(arguments: [
    ("64", "MiB", 64.0), ("65536 KiB", "MiB", 64), ("1e3", "", 1000), ("64MiB", "MiB", 64),
    ("3 rows", "rows", 3), ("0.5 s", "ms", 500),
  ])
  func `a typed number may carry its unit`(text: String, unit: String, expected: Double) {
    #expect(Grading.number(text, unit: unit) == expected)
  }

  @Test(arguments: ["", "many", "nan", "inf", "0x10", "3 apples"])
  func `what is no number is none`(text: String) {
    #expect(Grading.number(text, unit: "MiB") == nil)
  }

  @Test func `a quiz is right when every right choice and no other is chosen`() {
    let quiz = QuizSpec(
      question: [],
      choices: [
        QuizSpec.Choice(text: [], isRight: true, feedback: "Yes."),
        QuizSpec.Choice(text: [], isRight: false, feedback: "No."),
        QuizSpec.Choice(text: [], isRight: true, feedback: ""),
      ], allowsSeveral: true)
    #expect(Grading.grade(quiz: quiz, chosen: [0, 2]).isRight)
    let half = Grading.grade(quiz: quiz, chosen: [0, 1, 9])
    #expect(!half.isRight)
    #expect(half.missing == 1)
    #expect(half.feedback == [0: "Yes.", 1: "No."])
  }

  @Test func `an order to be restored is never given restored`() {
    for seed in 0..<50 {
      let order = Grading.mixedOrder(count: 3, seed: UInt64(seed))
      #expect(order.sorted() == [0, 1, 2])
      #expect(order != [0, 1, 2])
    }
    #expect(Grading.mixedOrder(count: 1, seed: 0) == [0])
  }

  @Test func `an order is right when every choice stands in its place`() {
    let quiz = QuizSpec(
      question: [],
      choices: ["a", "b", "c"].map {
        QuizSpec.Choice(text: [.text($0)], isRight: true, feedback: $0 + " is misplaced.")
      }, allowsSeveral: false, isOrdering: true)
    #expect(Grading.grade(quiz: quiz, order: [0, 1, 2]).isRight)
    let swapped = Grading.grade(quiz: quiz, order: [0, 2, 1])
    #expect(!swapped.isRight)
    #expect(swapped.missing == 2)
    #expect(swapped.feedback == [1: "b is misplaced.", 2: "c is misplaced."])
    #expect(Grading.grade(quiz: quiz, order: [0]).missing == 2)
    let shown = Grading.shownOrder(of: quiz)
    #expect(shown.sorted() == [0, 1, 2] && shown != [0, 1, 2])
    #expect(Grading.shownOrder(of: quiz) == shown)
  }
}
