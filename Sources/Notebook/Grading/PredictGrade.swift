public import Lessons

/// A learner's number held against what is computed or measured.
public struct PredictGrade: Hashable, Sendable {
  public var isRight: Bool
  /// The right number, in the unit of the question; nil when it could not be computed.
  public var answer: Double?
  /// The answer with its unit, for people.
  public var answerText: String
  /// Sentences for the learner: the author's, or what went wrong.
  public var feedback: [String]

  public init(isRight: Bool, answer: Double?, answerText: String, feedback: [String]) {
    self.isRight = isRight
    self.answer = answer
    self.answerText = answerText
    self.feedback = feedback
  }
}

/// Grades answers; pure.
public enum Grading {
  /// What is said where the author says nothing.
  static let isLarger = "The answer is larger."
  static let isSmaller = "The answer is smaller."

  /// Grades a predict cell.
  ///
  /// - Parameters:
  ///   - predict: question, answer and tolerance.
  ///   - value: what the learner committed to, in the unit of the question.
  ///   - results: of the cell that the question names as its source; empty for constant answers.
  ///   - expected: the answer, when it was found earlier and the results are gone.
  /// - Returns: whether it is right, the answer, and feedback.
  public static func grade(
    predict: PredictSpec, value: Double, results: Results = Results(), expected: Double? = nil
  ) -> PredictGrade {
    var evaluator = Evaluator(results: results)
    let answer: Double
    do throws(ExpressionFailure) {
      if let expected {
        answer = expected
      } else {
        answer = try evaluator.number(predict.answer.value)
      }
    } catch {
      return PredictGrade(
        isRight: false, answer: nil, answerText: "",
        feedback: ["the answer could not be computed: \(error.message)"])
    }
    let answerText = Format.number(answer) + (predict.unit.isEmpty ? "" : " \(predict.unit)")
    guard answer.isFinite, value.isFinite else {
      return PredictGrade(
        isRight: false, answer: answer, answerText: answerText,
        feedback: value.isFinite ? ["the answer is not a finite number"] : ["give a number"])
    }
    let margin = predict.isToleranceRelative ? abs(answer) * predict.tolerance : predict.tolerance
    // A hair more than the tolerance, so that a value on its edge is not lost to rounding.
    let isRight = abs(value - answer) <= margin + 1e-12 * max(abs(answer), abs(value))
    evaluator.variables = ["value": value, "answer": answer]
    var feedback: [String] = []
    if !isRight {
      for item in predict.feedback where (try? evaluator.holds(item.condition.value)) == true {
        feedback.append(item.text)
      }
      if feedback.isEmpty {
        feedback.append(value < answer ? isLarger : isSmaller)
      }
    }
    return PredictGrade(
      isRight: isRight, answer: answer, answerText: answerText, feedback: feedback)
  }

  /// The right answer of a predict cell, or why there is none.
  public static func answer(of predict: PredictSpec, results: Results = Results())
    -> (answer: Double?, feedback: [String])
  {
    do throws(ExpressionFailure) {
      let answer = try Evaluator(results: results).number(predict.answer.value)
      guard answer.isFinite else { return (nil, ["the answer is not a finite number"]) }
      return (answer, [])
    } catch {
      return (nil, ["the answer could not be computed: \(error.message)"])
    }
  }

  /// Reads a number that a learner typed: `64`, `1e6`, `64 MiB`, with the unit of the question or
  /// one that converts to it; nil when it is none.
  public static func number(_ text: String, unit: String) -> Double? {
    if let plain = Units.parse(text, base: ""), !text.hasSuffix("%") || unit.isEmpty {
      return plain
    }
    for base in Units.bases {
      guard let own = Units.factor(of: unit, base: base) else { continue }
      if let value = Units.parse(text, base: base) { return value / own }
    }
    let text = text.trimmed
    guard !unit.isEmpty, text.hasSuffix(unit) else { return nil }
    return Units.parse(String(text.dropLast(unit.count)), base: "")
  }
}
