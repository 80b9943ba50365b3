public import Lessons

extension CellState {
  /// A cell as an earlier session left it.
  public init(_ cell: Cell, _ bound: BoundCell?, _ record: Progress.CellRecord?) {
    self.init()
    if let bound { settings = bound.initialSettings }
    guard let record else { return }
    wasDone = record.isDone
    hintsShown = record.hintsShown
    for knob in bound?.knobs ?? [] {
      if let value = record.settings[knob.parameter], knob.values.contains(value) {
        settings[knob.parameter] = value
      }
    }
    switch cell.kind {
    case .predict(let spec):
      // What was only typed, or committed before its answer was kept, is asked once more.
      guard record.attempts > 0, let expected = record.expected else { break }
      entry = record.answer
      verdict = .grading(spec, entry, expected: expected)
    case .quiz(let spec):
      take(record.answer.split(separator: ",").compactMap { Int($0) }, as: spec)
      if record.attempts > 0, hasAnswer(to: spec) { verdict = .grading(spec, self) }
    case .run, .exercise, .code, .task, .starter, .reference, .hint, .solution: break
    }
  }

  /// Takes the places of choices, counted from 0, as the answer to a quiz.
  public mutating func take(_ places: [Int], as spec: QuizSpec) {
    let places = places.filter(spec.choices.indices.contains)
    if spec.isOrdering {
      order = Set(places).count == places.count ? places : []
    } else {
      chosen = Set(places)
    }
  }

  /// Whether enough is chosen to be graded.
  public func hasAnswer(to spec: QuizSpec) -> Bool {
    spec.isOrdering ? order.count == spec.choices.count : !chosen.isEmpty
  }

  /// The answer as it is kept.
  public func answer(to spec: QuizSpec) -> String {
    (spec.isOrdering ? order : chosen.sorted()).map(String.init).joined(separator: ",")
  }
}

extension CellState.Verdict {
  /// The verdict on the choices that a state has.
  public static func grading(_ spec: QuizSpec, _ state: CellState) -> CellState.Verdict {
    let grade =
      spec.isOrdering
      ? Grading.grade(quiz: spec, order: state.order)
      : Grading.grade(quiz: spec, chosen: state.chosen)
    if grade.isRight { return CellState.Verdict(isRight: true) }
    if spec.isOrdering {
      let inPlace = spec.choices.count - grade.missing
      return CellState.Verdict(
        isRight: false,
        sentences: ["Not right yet: \(inPlace) of \(spec.choices.count) stand in their place."])
    }
    let isIncomplete = spec.allowsSeveral && grade.missing > 0
    return CellState.Verdict(
      isRight: false, sentences: isIncomplete ? ["Not right yet: something is missing."] : [])
  }

  /// The verdict on a prediction, with the answer.
  ///
  /// - Parameters:
  ///   - spec: The question.
  ///   - text: What the learner typed.
  ///   - results: Of the cell that the question names as its source.
  ///   - expected: The answer, when it was found earlier and the results are gone.
  /// - Returns: Whether it is right, and why.
  public static func grading(
    _ spec: PredictSpec, _ text: String, _ results: Results = Results(), expected: Double? = nil
  ) -> CellState.Verdict {
    guard let value = Grading.number(text, unit: spec.unit) else {
      return CellState.Verdict(isRight: false, sentences: ["'\(text)' is not a number."])
    }
    let grade = Grading.grade(predict: spec, value: value, results: results, expected: expected)
    let answer = grade.answerText.isEmpty ? [] : ["The answer is \(grade.answerText)."]
    if let side = grade.feedback.first, grade.feedback == [side], !answer.isEmpty,
      [Grading.isLarger, Grading.isSmaller].contains(side)
    {
      return CellState.Verdict(
        isRight: false, sentences: ["\(side.dropLast()): \(grade.answerText)."])
    }
    return CellState.Verdict(
      isRight: grade.isRight,
      sentences: grade.isRight
        ? ["Right. \(answer.first ?? "")"] + grade.feedback : grade.feedback + answer)
  }
}
