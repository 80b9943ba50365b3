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
    if !spec.unit.isEmpty { answer.append(" \(shown(spec.unit))", theme.text) }
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
    for (index, choice) in spec.choices.enumerated() {
      let isChosen = state.chosen.contains(index)
      let box =
        spec.allowsSeveral
        ? (isChosen ? "[x]" : "[ ]")
        : (isChosen ? marks.choice : "( )")
      let first = Line([
        Span("\(index + 1) ", theme.key), Span(box + " ", isChosen ? theme.focus : theme.muted),
      ])
      choices += TextFlow.wrap(
        spans(choice.text, isChosen ? theme.strong : theme.text), width: boxWidth, first: first,
        rest: Line("      "))
      if state.verdict != nil, isChosen, !choice.feedback.isEmpty {
        let mark = choice.isRight ? marks.check : marks.cross
        choices += TextFlow.wrap(
          [Span(shown(choice.feedback), theme.text)], width: boxWidth,
          first: Line([
            Span("      "), Span("\(mark) ", choice.isRight ? theme.good : theme.warning),
          ]), rest: Line("        "))
      }
    }
    var question = lines(spec.question, width: boxWidth)
    if spec.allowsSeveral { question.append(Line("Several answers are right.", theme.muted)) }
    // The feedback on the choices says the rest.
    let remark = state.verdict.flatMap { $0.sentences.isEmpty ? nil : verdict($0) } ?? []
    return separated([question, choices, remark, help(content, state)])
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
