import Lessons
import Screen

extension LayoutContext {
  /// A question whose answer is a number.
  func predict(_ spec: PredictSpec, _ content: CellContent, _ state: CellState) -> [Line] {
    var answer = Line("Your answer: ", theme.muted)
    if state.verdict == nil {
      answer.append(state.entry.isEmpty && !isInteractive ? "-" : shown(state.entry), theme.strong)
      if isInteractive { answer.append("_", theme.focus) }
    } else {
      answer.append(shown(state.entry), theme.strong)
    }
    let hasUnit = state.entry.contains { $0 == "%" || $0.isLetter && !"eE".contains($0) }
    if !spec.unit.isEmpty, !hasUnit { answer.append(" \(shown(spec.unit))", theme.text) }
    return separated([
      TextFlow.wrap([Span(shown(spec.question))], width: boxWidth),
      [answer],
      state.verdict.map(verdict) ?? [],
      state.verdict != nil && !spec.explanation.isEmpty
        ? TextFlow.wrap([Span(shown(spec.explanation))], width: boxWidth) : [],
      help(content, state),
    ])
  }

  /// A question with choices.
  func quiz(_ spec: QuizSpec, _ content: CellContent, _ state: CellState) -> [Line] {
    var choices: [Line] = []
    for (index, place) in Grading.shownOrder(of: spec).enumerated() {
      let choice = spec.choices[place]
      let rank = state.order.firstIndex(of: place)
      let isChosen = spec.isOrdering ? rank != nil : state.chosen.contains(place)
      let isWellChosen = spec.isOrdering ? rank == place : choice.isRight
      let box = box(spec, isChosen: isChosen, rank: rank)
      let first = Line([
        Span("\(index + 1) ", theme.key),
        Span(box.isEmpty ? "" : box + " ", isChosen ? theme.focus : theme.muted),
      ])
      let rest = isSpoken ? Line() : Line("      ")
      choices += TextFlow.wrap(
        spans(choice.text, isChosen ? theme.strong : theme.text), width: boxWidth, first: first,
        rest: rest)
      // An order that is right throughout needs no words on each choice.
      let isSilent = spec.isOrdering && isWellChosen
      if state.verdict != nil, isChosen, !isSilent, !choice.feedback.isEmpty {
        let mark = isWellChosen ? marks.check : marks.cross
        choices += TextFlow.wrap(
          [Span(shown(choice.feedback), theme.text)], width: boxWidth,
          first: Line(
            isSpoken
              ? [Span(isWellChosen ? "That is right. " : "That is not right. ")]
              : [Span("      "), Span("\(mark) ", isWellChosen ? theme.good : theme.warning)]),
          rest: isSpoken ? rest : Line("        "))
      }
    }
    var question = lines(spec.question, width: boxWidth)
    let rule =
      spec.isOrdering
      ? "Give their numbers in the right order."
      : spec.allowsSeveral ? "Several answers are right." : nil
    if let rule { question += TextFlow.wrap([Span(rule, theme.muted)], width: boxWidth) }
    // The feedback on the choices says the rest.
    let remark = state.verdict.flatMap { $0.sentences.isEmpty ? nil : verdict($0) } ?? []
    return separated([question, choices, remark, help(content, state)])
  }

  /// What stands before a choice: whether it is chosen, or its place in the order given so far.
  private func box(_ spec: QuizSpec, isChosen: Bool, rank: Int?) -> String {
    if isSpoken { return rank.map { "(in place \($0 + 1))" } ?? (isChosen ? "(chosen)" : "") }
    if spec.isOrdering { return rank.map { "[\($0 + 1)]" } ?? "[ ]" }
    if spec.allowsSeveral { return isChosen ? "[x]" : "[ ]" }
    return isChosen ? marks.choice : "( )"
  }

  private func verdict(_ verdict: CellState.Verdict) -> [Line] {
    let mark = String(verdict.isRight ? marks.check : marks.cross)
    let style = verdict.isRight ? theme.good : theme.warning
    guard !verdict.sentences.isEmpty else {
      return note(mark, verdict.isRight ? "Right." : "Not right yet.", theme.text, markStyle: style)
    }
    return verdict.sentences.enumerated().flatMap { index, sentence in
      note(index == 0 ? mark : " ", sentence, theme.text, markStyle: style)
    }
  }
}
