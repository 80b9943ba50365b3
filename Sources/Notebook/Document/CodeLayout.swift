import Lessons
import Screen
import Workshop

extension LayoutContext {
  /// A function to write: what it is to do, its signature, and what the last check showed.
  func code(_ content: CellContent, _ state: CellState, figures: [Line]) -> [Line] {
    guard let code = content.code else { return [] }
    var parts: [[Line]] = [
      TextFlow.wrap([Span(shown(code.prompt))], width: boxWidth),
      signature(code.task.signature.description),
    ]
    if case .running(_, let seconds) = state.phase {
      parts.append([Line("Checking \(marks.separator) \(Self.time(seconds))", theme.focus)])
    } else if let outcome = state.outcome {
      if let report = outcome.code {
        parts += self.report(report)
        parts.append(figures)
      } else {
        parts.append(
          outcome.messages.flatMap { note("!", $0, theme.text, markStyle: theme.warning) })
      }
    } else if isInteractive {
      let takesMatrices = code.task.signature.parameters.contains { $0.kind == .matrix }
      parts.append(
        TextFlow.wrap(
          [
            Span(keys.edit, theme.key),
            Span(
              " opens your copy in the editor; a save is checked."
                + (takesMatrices ? " flashtutor exercise tasks lists what code may use." : ""),
              theme.muted),
          ], width: boxWidth))
    }
    parts.append(help(content, state))
    return separated(parts)
  }

  /// The signature, on as many lines as it needs: all of it is to be typed.
  private func signature(_ text: String) -> [Line] {
    TextFlow.wrap([Span(shown(text))], width: max(8, boxWidth - 4)).enumerated().flatMap {
      lines([.code(language: "swift", text: ($0 == 0 ? "" : "  ") + $1.text)], width: boxWidth)
    }
  }

  private func report(_ report: CodeReport) -> [[Line]] {
    let mark = String(report.isPassed ? marks.check : marks.cross)
    var head = note(
      mark, report.headline, theme.text, markStyle: report.isPassed ? theme.good : theme.warning)
    if !report.diagnosis.isEmpty {
      head += note(" ", report.diagnosis, theme.text, markStyle: theme.text)
    }
    var parts = [head] + mistakesToTell(report.mistakes).map(quote)
    if let stoppedAt = report.stoppedAt { parts.append(quote(stoppedAt)) }
    if report.isCompiled { parts.append(cases(report)) }
    let printed = report.printed.split(separator: "\n").prefix(5)
    if !printed.isEmpty {
      parts.append(
        [Line("It printed:", theme.muted)] + printed.map { Line("  " + shown(String($0))) })
    }
    if let largest = report.cases.last, !report.times.isEmpty {
      let times = zip(["yours", "textbook", "fast"], report.times).map { role, time in
        (role == time.name ? role : "\(role) (\(time.name))") + " \(Self.duration(time.seconds))"
      }
      parts.append(
        TextFlow.wrap(
          [
            Span("\(largest.name), one thread: " + times.joined(separator: ", ")),
            Span(" (yours the shorter of two calls, the others medians)", theme.muted),
          ], width: boxWidth))
    }
    let ran = report.isCompiled ? ", ran in " + Self.duration(report.runSeconds) : ""
    parts.append([
      Line("compiled in \(Self.duration(report.compileSeconds))\(ran)", theme.muted)
    ])
    return parts
  }

  /// The first errors, or where there are none the first warnings, with the notes that belong to
  /// them.
  private func mistakesToTell(_ mistakes: [CodeReport.Mistake]) -> [CodeReport.Mistake] {
    let hasErrors = mistakes.contains { $0.diagnostic.severity == .error }
    var told: [CodeReport.Mistake] = []
    var count = 0
    var isWanted = false
    for mistake in mistakes {
      if mistake.diagnostic.severity != .note {
        isWanted = (mistake.diagnostic.severity == .error) == hasErrors
        count += isWanted ? 1 : 0
        if count > 3 { break }
      }
      if isWanted { told.append(mistake) }
    }
    return told
  }

  /// A line of the learner's with the compiler's mark below.
  private func quote(_ mistake: CodeReport.Mistake) -> [Line] {
    let place = mistake.diagnostic
    let number = String(place.line)
    let indent = String(repeating: " ", count: number.count + 3 + max(0, place.column - 1))
    guard !isSpoken else {
      let words = "Line \(number): \(mistake.sourceLine.trimmed)"
      return TextFlow.wrap([Span(shown(words))], width: boxWidth)
        + note(place.severity.rawValue + ":", place.message, theme.text, markStyle: theme.text)
    }
    var lines = [
      Line([
        Span("\(number) \(marks.vertical) ", theme.muted), Span(shown(mistake.sourceLine)),
      ])
    ]
    if place.column > 0 { lines.append(Line([Span(indent), Span("^", theme.bad)])) }
    return lines
      + note(
        place.severity.rawValue + ":", place.message, theme.text,
        markStyle: place.severity == .error ? theme.bad : theme.muted)
  }

  /// The cases by name, with what they took where that is bounded; the first that failed is told
  /// above.
  private func cases(_ report: CodeReport) -> [Line] {
    let kinds: [(state: CaseVerdict.State, mark: Character, style: Style)] = [
      (.failed, marks.cross, theme.bad), (.passed, marks.check, theme.good),
      (.notReached, marks.separator, theme.muted),
    ]
    return kinds.flatMap { state, mark, style -> [Line] in
      let text = state == .failed ? theme.text : theme.muted
      let cases = report.cases.filter { $0.state == state }
      let names = cases.filter(\.usage.isEmpty).map(\.name)
      var lines: [Line] = []
      if !names.isEmpty {
        lines += note(
          String(mark), "\(state.word): \(names.joined(separator: "; "))", text, markStyle: style)
      }
      for one in cases where !one.usage.isEmpty {
        let time = one.seconds.map { ", \(Self.duration($0))" } ?? ""
        lines += note(
          String(mark),
          (["\(state.word): \(one.name)\(time)"] + usage(one.usage)).joined(separator: "; "), text,
          markStyle: style)
      }
      return lines
    }
  }

  private static func bytes(_ count: Int) -> String {
    let unit = Units.display(for: [Double(count)], base: "B")
    return "\(Format.number(Double(count) / (Units.factor(of: unit, base: "B") ?? 1))) \(unit)"
  }

  /// Bytes taken against bytes allowed.
  private func usage(_ usage: [Usage]) -> [String] {
    usage.map { one in
      "\(Self.bytes(one.bytes)) \(one.name), \(Self.bytes(one.allowedBytes)) allowed"
    }
  }
}
