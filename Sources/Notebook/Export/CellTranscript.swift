import Lessons
import Workshop

/// What a transcript says of a cell.
struct CellTranscript {
  let content: CellContent
  let outcomes: [String: CellOutcome]
  let work: Transcript.Work?

  private var cell: Cell { content.cell }
  private var record: Progress.CellRecord? { work?.record.cells[cell.id] }
  private var state: CellState { CellState(cell, content.bound, record) }

  /// Kind and id; behind them how far the learner came.
  var line: [Inline] {
    var words: [String] = [cell.kindName]
    if work != nil {
      let attempts = record?.attempts ?? 0
      let hints = min(record?.hintsShown ?? 0, content.hints.count)
      words.append(
        record?.isDone == true ? "done" : attempts > 0 ? "tried, not done" : "not begun")
      if attempts > 0 { words.append(attempts == 1 ? "1 attempt" : "\(attempts) attempts") }
      if hints > 0 { words.append("\(hints) of \(content.hints.count) hints used") }
    }
    return [.strong([.text(cell.id)]), .text(" · " + words.joined(separator: " · "))]
  }

  var parts: [Transcript.Part] {
    if cell.isBound, content.bound == nil, content.code == nil {
      return Transcript.mistakes(content.diagnostics)
    }
    switch cell.kind {
    case .run, .exercise: return run + hints
    case .predict(let spec): return predict(spec) + hints
    case .quiz(let spec): return quiz(spec) + hints
    case .code: return code + hints
    case .task, .starter, .reference, .hint, .solution: return []
    }
  }

  private func say(_ inlines: Inline...) -> Transcript.Part { .element(.paragraph(inlines)) }

  /// The hints that the learner asked for.
  private var hints: [Transcript.Part] {
    content.hints.prefix(record?.hintsShown ?? 0).enumerated().map { index, hint in
      let name = "Hint \(index + 1) of \(content.hints.count)"
      return .element(.quote([.paragraph([.strong([.text(name)])])] + hint))
    }
  }

  private var run: [Transcript.Part] {
    guard let bound = content.bound else { return [] }
    var parts: [Transcript.Part] = []
    if !bound.spec.prompt.isEmpty { parts.append(say(.text(bound.spec.prompt))) }
    if !bound.knobs.isEmpty {
      let settings = outcomes[cell.id]?.settings ?? state.settings
      let knobs = bound.knobs.map {
        "\($0.parameter) = \($0.shown(settings[$0.parameter] ?? $0.start))"
      }
      parts.append(say(.text("Knobs: " + knobs.joined(separator: ", "))))
    }
    guard let outcome = outcomes[cell.id] else { return parts + [say(.text("Not run."))] }
    parts += outcome.figures.map { .figure($0) }
    if let isGoalMet = outcome.isGoalMet {
      parts.append(
        say(.text(isGoalMet ? "The goal is reached." : "The goal is not reached yet.")))
    }
    for expectation in outcome.expectations where !expectation.holds {
      let detail = expectation.detail.isEmpty ? "" : ": \(expectation.detail)"
      parts.append(say(.text("Does not hold here: "), .code(expectation.text), .text(detail)))
    }
    if outcome.status != .done {
      parts.append(say(.strong([.text("The run ended as \(outcome.status.rawValue).")])))
    }
    return parts + outcome.messages.map { say(.text($0)) }
  }

  private func predict(_ spec: PredictSpec) -> [Transcript.Part] {
    var parts = [say(.text(spec.question))]
    let unit = spec.unit.isEmpty ? "" : " \(spec.unit)"
    guard work != nil else {
      return unit.isEmpty ? parts : parts + [say(.text("The answer is a number of\(unit)."))]
    }
    guard let record, record.attempts > 0 else { return parts + [say(.text("Not answered."))] }
    let answer = SafeText.clean(record.answer)
    // Some answers carry their unit already.
    let isBare = Double(answer) != nil
    parts.append(
      say(.text("Answer: "), .strong([.text(answer + (isBare ? unit : ""))])))
    let results = spec.source.flatMap { outcomes[$0.value]?.results } ?? Results()
    let verdict = CellState.Verdict.grading(spec, answer, results, expected: record.expected)
    parts += verdict.sentences.map { say(.text($0)) }
    if !spec.explanation.isEmpty { parts.append(say(.text(spec.explanation))) }
    return parts
  }

  private func quiz(_ spec: QuizSpec) -> [Transcript.Part] {
    let state = state
    var parts: [Transcript.Part] = spec.question.map { .element($0) }
    guard let verdict = state.verdict else {
      let choices = Grading.shownOrder(of: spec).map { [Element.paragraph(spec.choices[$0].text)] }
      parts.append(.element(.list(MarkdownList(start: nil, isTight: true, items: choices))))
      return work == nil ? parts : parts + [say(.text("Not answered."))]
    }
    let places = spec.isOrdering ? state.order : Array(spec.choices.indices)
    let items = places.enumerated().map { rank, place -> [Element] in
      let choice = spec.choices[place]
      let isChosen = spec.isOrdering || state.chosen.contains(place)
      var text = choice.text
      if !spec.isOrdering { text.insert(.text(isChosen ? "[x] " : "[ ] "), at: 0) }
      // What stands in its place needs no words.
      if isChosen, !choice.feedback.isEmpty, !(spec.isOrdering && rank == place) {
        text += [.lineBreak, .emphasis([.text(choice.feedback)])]
      }
      return [.paragraph(text)]
    }
    parts.append(
      .element(
        .list(MarkdownList(start: spec.isOrdering ? 1 : nil, isTight: true, items: items))))
    let sentences =
      verdict.sentences.isEmpty
      ? [verdict.isRight ? "Right." : "Not right yet."] : verdict.sentences
    return parts + sentences.map { say(.text($0)) }
  }

  private var code: [Transcript.Part] {
    guard let code = content.code else { return [] }
    var parts = [say(.text(code.prompt))]
    if let text = work?.code[cell.id] {
      parts.append(.element(.code(language: "swift", text: SafeText.clean(text).trimmed)))
    } else {
      parts.append(.element(.code(language: "swift", text: code.task.signature.description)))
      if work != nil { parts.append(say(.text("Not begun."))) }
    }
    return parts
  }
}
