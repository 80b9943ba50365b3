import Plot
import Screen

/// How the figures of a cell are shown.
public enum FigureView: String, Hashable, Sendable, CaseIterable {
  case chart, table, words

  public var next: FigureView {
    switch self {
    case .chart: .table
    case .table: .words
    case .words: .chart
    }
  }
}

extension LayoutContext {
  /// Figures one below the other, as wide as a box.
  func draw(_ figures: [Figure], as view: FigureView = .chart) -> [Line] {
    let view = isSpoken ? .words : view
    return separated(
      figures.flatMap { figure -> [[Line]] in
        switch view {
        case .chart: [chart(figure)]
        case .table: tables(figure)
        case .words:
          [TextFlow.wrap([Span(shown(figure.summary))], width: boxWidth) + spokenRows(figure)]
        }
      })
  }

  /// The rows of a short table, which is all that its figure has to say.
  private func spokenRows(_ figure: Figure) -> [Line] {
    guard isSpoken, let panels = figure.panels.first, figure.panels.count == 1, panels.count == 1,
      case .table(let table) = panels[0], table.rows.count <= 12
    else { return [] }
    return table.rows.flatMap { row in
      let words = zip(table.columns, row).filter { !$1.isEmpty }.map { name, value in
        // A unit stands behind the name, and is said behind the number.
        let parts = name.split(separator: "[", maxSplits: 1)
        guard parts.count == 2, parts[1].last == "]" else { return "\(name) \(value)" }
        return "\(parts[0])\(value) \(parts[1].dropLast())"
      }
      return TextFlow.wrap([Span(shown(words.joined(separator: ", ") + "."))], width: boxWidth)
    }
  }

  private func chart(_ figure: Figure) -> [Line] {
    let rows = figure.preferredRows(columns: boxWidth, maximum: figureRows)
    let drawn = figure.render(in: Size(columns: boxWidth, rows: rows), capabilities)
    return (0..<drawn.grid.size.rows).map { drawn.grid.line($0) }
      + drawn.warnings.flatMap {
        note(String(marks.separator), $0, theme.muted, markStyle: theme.muted)
      }
  }

  private static let longestTable = 200

  /// The data behind a figure, a table for each panel.
  private func tables(_ figure: Figure) -> [[Line]] {
    figure.tables(Format.number).enumerated().map { index, data in
      var shown = data
      shown.rows = Array(data.rows.prefix(Self.longestTable))
      let table = Figure(title: index == 0 ? figure.title : "", panel: .table(shown))
      let size = Size(
        columns: boxWidth,
        rows: max(6, table.preferredRows(columns: boxWidth, maximum: Self.longestTable + 4)))
      let drawn = table.render(in: size, capabilities)
      var lines = (0..<drawn.grid.size.rows).map { drawn.grid.line($0) }
      while lines.last?.text.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
      if data.rows.count > shown.rows.count {
        lines += note(
          String(marks.separator),
          "\(data.rows.count - shown.rows.count) more rows; \(keys.save) saves them all",
          theme.muted, markStyle: theme.muted)
      }
      return lines
    }
  }
}
