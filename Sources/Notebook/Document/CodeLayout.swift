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
      parts.append([
        Line([
          Span(keys.edit, theme.key),
          Span(" opens your copy in the editor; a save is checked.", theme.muted),
        ])
      ])
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
    let errors = report.mistakes.filter { $0.diagnostic.severity == .error }
    let shownMistakes = errors.isEmpty ? report.mistakes : errors
    var parts = [head] + shownMistakes.prefix(3).map(quote)
    if let stoppedAt = report.stoppedAt { parts.append(quote(stoppedAt)) }
    if errors.isEmpty { parts.append(cases(report.cases)) }
    let printed = report.printed.split(separator: "\n").prefix(5)
    if !printed.isEmpty {
      parts.append(
        [Line("It printed:", theme.muted)] + printed.map { Line("  " + shown(String($0))) })
    }
    if let largest = report.cases.last, !report.times.isEmpty {
      let times = report.times.map { "\($0.name) \(Self.duration($0.seconds))" }
      parts.append(
        TextFlow.wrap(
          [
            Span("\(largest.name), one thread: " + times.joined(separator: ", ")),
            Span(" (yours the shorter of two calls, the others medians)", theme.muted),
          ], width: boxWidth))
    }
    parts.append([
      Line(
        "compiled in \(Self.duration(report.compileSeconds)), ran in "
          + Self.duration(report.runSeconds), theme.muted)
    ])
    return parts
  }

  /// A line of the learner's with the compiler's mark below.
  private func quote(_ mistake: CodeReport.Mistake) -> [Line] {
    let place = mistake.diagnostic
    let number = String(place.line)
    let indent = String(repeating: " ", count: number.count + 3 + max(0, place.column - 1))
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

  /// The cases: those that failed in full, those that passed as a count and by name.
  private func cases(_ cases: [CodeReport.Case]) -> [Line] {
    cases.flatMap { one -> [Line] in
      switch one.state {
      case .passed:
        let time = one.seconds.map { ", \(Self.duration($0))" } ?? ""
        return note(
          String(marks.check),
          (["passed: \(one.name)\(time)"] + usage(one.usage)).joined(separator: "; "), theme.muted,
          markStyle: theme.good)
      case .failed:
        return note(
          String(marks.cross),
          (["failed: \(one.name). \(one.problem)"]
            + usage(one.usage).map { $0.prefix(1).uppercased() + $0.dropFirst() + "." })
            .joined(separator: " "),
          theme.text, markStyle: theme.bad)
      case .notReached:
        return note(
          String(marks.separator), "not reached: \(one.name)", theme.muted,
          markStyle: theme.muted)
      }
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
