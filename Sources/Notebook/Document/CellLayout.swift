import Lessons
import Plot
import Screen

extension LayoutContext {
  /// A cell as a box: name, state in words and keys on its edge; what it asks and what it found.
  func lines(_ content: CellContent, _ state: CellState, figures: [Line]) -> [Line] {
    if content.cell.isBound, content.bound == nil, content.code == nil {
      return faulty(name: content.cell.id, content.diagnostics)
    }
    let body: [Line]
    switch content.cell.kind {
    case .run, .exercise: body = run(content, state, figures: figures)
    case .predict(let spec): body = predict(spec, content, state)
    case .quiz(let spec): body = quiz(spec, content, state)
    case .code: body = code(content, state, figures: figures)
    case .task, .starter, .reference, .hint, .solution: return []
    }
    let (words, style) = stateWords(content.cell, state)
    return box(
      title: title(content.cell, besides: words), state: [Span(words, style)],
      right: nextKey(content.cell, state), body: body)
  }

  /// The box of a cell that cannot be read, with what is wrong and where.
  func faulty(name: String, _ diagnostics: [Diagnostic]) -> [Line] {
    let heading = name.isEmpty ? [] : [Span(shown(name), theme.title)]
    var body = quoted(diagnostics)
    if body.isEmpty { body = [Line("This cell cannot be run.", theme.text)] }
    return box(
      title: heading, state: [Span("cannot be read", theme.bad)], right: [], body: body)
  }

  /// A box with mistakes in what stands above it; nothing when there are none.
  func mistakes(_ diagnostics: [Diagnostic]) -> [Line] {
    guard !diagnostics.isEmpty else { return [] }
    let isGrave = diagnostics.contains { $0.severity == .error }
    return box(
      title: [Span(isGrave ? "mistakes" : "advice", isGrave ? theme.bad : theme.warning)],
      right: [],
      body: quoted(diagnostics))
  }

  /// Each mistake with its place, its line and a caret.
  private func quoted(_ diagnostics: [Diagnostic]) -> [Line] {
    var body: [Line] = []
    for diagnostic in diagnostics {
      if !body.isEmpty { body.append(Line()) }
      body += TextFlow.wrap(
        [
          Span(
            "\(diagnostic.severity.rawValue)[\(diagnostic.code)]",
            diagnostic.severity == .error ? theme.bad : theme.warning),
          Span(": \(shown(diagnostic.message))", theme.text),
        ], width: boxWidth)
      let start = diagnostic.range.start
      body.append(Line("\(diagnostic.file):\(start.line):\(start.column)", theme.muted))
      let number = String(start.line)
      guard !isSpoken else {
        let words = "Line \(number): \(diagnostic.sourceLine.trimmed)"
        body += TextFlow.wrap([Span(shown(words))], width: boxWidth)
        continue
      }
      body.append(
        Line([
          Span("\(number) \(marks.vertical) ", theme.muted), Span(shown(diagnostic.sourceLine)),
        ]))
      let indent = String(repeating: " ", count: number.count + 3 + max(0, start.column - 1))
      body.append(
        Line([
          Span(indent),
          Span(
            "^" + String(repeating: "~", count: max(0, diagnostic.range.length - 1)),
            theme.bad),
        ]))
    }
    return body
  }

  /// The kind of a cell and its name; on narrow screens the name alone where both do not fit.
  private func title(_ cell: Cell, besides state: String) -> [Span] {
    let kind: String? =
      switch cell.kind {
      case .predict: "predict "
      case .quiz: "quiz "
      case .exercise: "exercise "
      case .code: "code "
      case .run, .task, .starter, .reference, .hint, .solution: nil
      }
    let name = Span(shown(cell.id), theme.title)
    guard let kind else { return [name] }
    let line = Line([Span(kind, theme.muted), name])
    return isNarrow && !isSpoken && line.columns + state.count + 7 > measure ? [name] : line.spans
  }

  /// The state of a cell in words.
  func stateWords(_ cell: Cell, _ state: CellState) -> (String, Style) {
    if case .running(let share, _) = state.phase {
      return ("running \(Int(share * 100)) %", theme.focus)
    }
    if let verdict = state.verdict {
      return verdict.isRight ? ("right", theme.good) : ("not right yet", theme.warning)
    }
    if case .code = cell.kind { return codeWords(state) }
    guard cell.runs else {
      return state.wasDone ? ("answered before", theme.good) : ("not answered", theme.muted)
    }
    guard let outcome = state.outcome else {
      return state.wasDone ? ("done before", theme.good) : ("not run", theme.muted)
    }
    if state.phase == .stale { return ("stale: settings have changed", theme.warning) }
    switch outcome.status {
    case .done:
      switch outcome.isGoalMet {
      case true?: return ("solved", theme.good)
      case false?: return ("goal not reached", theme.warning)
      case nil:
        let words = "done in \(Self.duration(outcome.seconds))"
        let broken = outcome.expectations.count { !$0.holds }
        guard broken > 0 else { return (words, theme.good) }
        let claims = broken == 1 ? "1 claim does" : "\(broken) claims do"
        return ("\(words), \(claims) not hold", theme.warning)
      }
    case .failed: return ("failed", theme.bad)
    case .refused: return ("refused", theme.warning)
    case .cancelled: return ("stopped", theme.warning)
    case .skipped: return ("skipped", theme.muted)
    }
  }

  private func codeWords(_ state: CellState) -> (String, Style) {
    guard let outcome = state.outcome else {
      return state.wasDone ? ("solved before", theme.good) : ("not written", theme.muted)
    }
    switch (outcome.status, outcome.isGoalMet) {
    case (.done, true?): return ("passed", theme.good)
    case (.done, _): return ("not right yet", theme.warning)
    case (.cancelled, _): return ("stopped", theme.warning)
    case (.skipped, _): return ("no Swift compiler", theme.warning)
    default: return ("not tried", theme.bad)
    }
  }

  private func nextKey(_ cell: Cell, _ state: CellState) -> [Span] {
    guard isInteractive else { return [] }
    let (key, words) =
      switch cell.kind {
      case _ where state.isRunning: (keys.stop, "stop")
      case .run: (keys.act, state.outcome == nil ? "run" : "run again")
      case .exercise: (keys.act, "try")
      case .predict: (keys.act, state.verdict == nil ? "commit" : "answer again")
      case .quiz: (keys.act, state.verdict == nil ? "submit" : "answer again")
      case .code: state.outcome == nil ? (keys.edit, "write") : (keys.act, "check again")
      case .task, .starter, .reference, .hint, .solution: ("", "")
      }
    return key.isEmpty ? [] : [Span(key, theme.key), Span(" \(words)", theme.muted)]
  }
}
