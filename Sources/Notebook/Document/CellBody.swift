import Lessons
import Screen

extension LayoutContext {
  /// Knobs, figures, checks and messages of a cell that runs.
  func run(_ content: CellContent, _ state: CellState, figures: [Line]) -> [Line] {
    guard let bound = content.bound else { return [] }
    var parts: [[Line]] = []
    if !bound.spec.prompt.isEmpty {
      parts.append(TextFlow.wrap([Span(shown(bound.spec.prompt))], width: boxWidth))
    }
    if !bound.knobs.isEmpty { parts.append(knobs(bound.knobs, state)) }
    if case .running(let share, let seconds) = state.phase {
      parts.append([progress(share: share, seconds: seconds, last: state.lastSeconds)])
    }
    if let outcome = state.outcome {
      parts.append(figures)
      let listsAll = isSpoken ? state.view != .chart : !isInteractive || state.view != .chart
      parts.append(checks(outcome, listsAll: listsAll))
    } else if !state.isRunning {
      let titles = bound.spec.figures.map(\.title).filter { !$0.isEmpty }
      if titles.isEmpty {
        let words = state.wasDone ? "Results are not kept; run it to see them." : "Not run yet."
        parts.append(note("", words, theme.muted, markStyle: .plain))
      } else {
        parts.append(
          titles.flatMap { note("", "Will show: \($0)", theme.muted, markStyle: .plain) })
      }
    }
    parts.append(help(content, state))
    return separated(parts)
  }

  /// The knobs of a cell, each between arrows; the one that keys turn stands out.
  private func knobs(_ knobs: [BoundKnob], _ state: CellState) -> [Line] {
    guard !isSpoken else { return spoken(knobs, state) }
    var lines: [Line] = []
    var line = Line()
    for (index, knob) in knobs.enumerated() {
      let value = knob.shown(state.settings[knob.parameter] ?? knob.start)
      let isChosen = isInteractive && index == state.selectedKnob
      var piece = Line()
      piece.append("\(shown(knob.parameter)) ", isChosen ? theme.strong : theme.muted)
      piece.append("\(marks.less) ", theme.muted)
      piece.append(
        shown(value), isChosen ? theme.focus.over(Style(attributes: .underline)) : theme.text)
      piece.append(" \(marks.more)", theme.muted)
      if !line.spans.isEmpty, line.columns + 3 + piece.columns > boxWidth {
        lines.append(line)
        line = Line()
      }
      if !line.spans.isEmpty { line.append("   ") }
      for span in piece.spans { line.append(span.text, span.style) }
    }
    return lines + [line]
  }

  /// A sentence for each knob: its value, and what it may be.
  private func spoken(_ knobs: [BoundKnob], _ state: CellState) -> [Line] {
    knobs.flatMap { knob in
      let value = state.settings[knob.parameter] ?? knob.start
      let few = knob.values.count > 8 ? Array(knob.values.prefix(3)) : knob.values
      let last = knob.values.count > 8 ? " and so on up to \(knob.values.last ?? "")" : ""
      let words =
        "Knob \(knob.parameter) is \(value); it may be \(few.joined(separator: ", "))\(last)."
      return TextFlow.wrap([Span(shown(words))], width: boxWidth)
    }
  }

  private func checks(_ outcome: CellOutcome, listsAll: Bool) -> [Line] {
    var lines: [Line] = []
    if let isGoalMet = outcome.isGoalMet {
      lines +=
        isGoalMet
        ? note(String(marks.check), "The goal is reached.", theme.text, markStyle: theme.good)
        : note(
          String(marks.cross), "The goal is not reached yet.", theme.text, markStyle: theme.warning)
    }
    // A learner wants to know that the text holds here, an author which claim is which.
    let held = outcome.expectations.filter(\.holds).count
    if !listsAll, held > 0, outcome.isGoalMet == nil {
      let words = held == 1 ? "1 claim of the text holds" : "\(held) claims of the text hold"
      let way =
        keys.view.isEmpty || isSpoken ? "" : "; \(keys.view) lists \(held == 1 ? "it" : "them")"
      lines += note("\(marks.check)", "\(words) here\(way).", theme.muted, markStyle: theme.good)
    }
    for expectation in outcome.expectations where listsAll || !expectation.holds {
      if expectation.holds {
        lines += note("\(marks.check) holds", expectation.text, theme.muted, markStyle: theme.good)
      } else {
        let detail = expectation.detail.isEmpty ? "" : ": \(expectation.detail)"
        lines += note(
          "\(marks.cross) does not hold", expectation.text + detail, theme.text,
          markStyle: theme.bad)
      }
    }
    let isTrouble = outcome.status == .failed || outcome.status == .refused
    for message in outcome.messages {
      lines += note(
        isTrouble ? "!" : String(marks.separator), message, isTrouble ? theme.text : theme.muted,
        markStyle: isTrouble ? theme.bad : theme.muted)
    }
    return lines
  }

  /// Hints that were asked for, how many are left, and the solution.
  func help(_ content: CellContent, _ state: CellState) -> [Line] {
    var parts: [[Line]] = []
    for index in content.hints.prefix(state.hintsShown).indices {
      parts.append(hint(index, of: content))
    }
    if state.showsSolution { parts.append(solution(content)) }
    let left = content.hints.count - min(state.hintsShown, content.hints.count)
    if isInteractive, left > 0 || (!state.showsSolution && content.hasSolution) {
      var line = Line()
      if left > 0 {
        line.append(keys.hint, theme.key)
        line.append(" hint (\(left) left)", theme.muted)
      }
      if !state.showsSolution, content.hasSolution {
        if left > 0 { line.append("   ") }
        line.append(keys.solution, theme.key)
        line.append(" solution", theme.muted)
      }
      parts.append([line])
    }
    return separated(parts)
  }

  /// A hint, counted from 0, with its number.
  func hint(_ index: Int, of content: CellContent) -> [Line] {
    [Line("Hint \(index + 1) of \(content.hints.count)", theme.focus)]
      + lines(content.hints[index], width: boxWidth)
  }

  func solution(_ content: CellContent) -> [Line] {
    var result = [Line("Solution", theme.focus)]
    if let settings = content.bound?.spec.solution, !settings.isEmpty {
      let text = settings.map { "\($0.key.value) = \($0.value.scalar ?? "?")" }
      result += TextFlow.wrap([Span(shown(text.joined(separator: ", ")))], width: boxWidth)
    }
    if let solution = content.solution { result += lines(solution, width: boxWidth) }
    return result
  }

  /// Groups of lines with an empty line between them; empty groups vanish.
  func separated(_ parts: [[Line]]) -> [Line] {
    Array(parts.filter { !$0.isEmpty }.joined(separator: [Line()]))
  }
}

extension CellContent {
  public var hasSolution: Bool { solution != nil || bound?.spec.solution.isEmpty == false }
}
