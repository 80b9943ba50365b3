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
        case .words: [TextFlow.wrap([Span(shown(figure.summary))], width: boxWidth)]
        }
      })
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
    figure.csv.split(separator: "\r\n\r\n").enumerated().map { index, block in
      var records = block.split(separator: "\r\n").map { Self.fields(String($0)) }
      let header = records.isEmpty ? [] : records.removeFirst()
      let rows = records.prefix(Self.longestTable).map { record in
        record.map { Double($0).map(Format.number) ?? $0 }
      }
      let isNumber = header.indices.map { column in
        rows.allSatisfy { column >= $0.count || Double($0[column]) != nil || $0[column].isEmpty }
      }
      let table = Figure(
        title: index == 0 ? figure.title : "",
        panel: .table(TablePanel(columns: header, rows: rows, isNumber: isNumber)))
      let size = Size(
        columns: boxWidth,
        rows: max(6, table.preferredRows(columns: boxWidth, maximum: Self.longestTable + 4)))
      let drawn = table.render(in: size, capabilities)
      var lines = (0..<drawn.grid.size.rows).map { drawn.grid.line($0) }
      while lines.last?.text.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
      if records.count > rows.count {
        lines += note(
          String(marks.separator),
          "\(records.count - rows.count) more rows; \(keys.save) saves them all",
          theme.muted, markStyle: theme.muted)
      }
      return lines
    }
  }

  /// The fields of a record of CSV.
  private static func fields(_ record: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in record {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
