import Lessons
import Screen

extension LayoutContext {
  /// A table that fits: columns shrink and their cells wrap; where even that has no room, each row
  /// becomes a few lines of `header: value`.
  func lines(_ table: MarkdownTable, width: Int) -> [Line] {
    let count = max(table.header.count, table.rows.map(\.count).max() ?? 0)
    guard count > 0 else { return [] }
    let header = cells(table.header, count: count, theme.strong)
    let rows = table.rows.map { cells($0, count: count, theme.text) }
    let gap = 3
    let available = width - gap * (count - 1)
    guard !isSpoken, available >= count * 5 else { return stacked(header, rows, width: width) }

    let natural = (0..<count).map { column in
      ([header] + rows).map { Line($0[column]).columns }.max() ?? 0
    }
    let widths = Self.fit(natural, into: available)
    let alignments = (0..<count).map { column in
      column < table.alignments.count ? table.alignments[column] : .left
    }
    let rule = widths.map { String(repeating: marks.horizontal, count: $0) }
      .joined(separator: "\(marks.horizontal)\(marks.crossing)\(marks.horizontal)")
    return row(header, widths, alignments) + [Line(rule, theme.frame)]
      + rows.flatMap { row($0, widths, alignments) }
  }

  private func cells(_ row: [[Inline]], count: Int, _ style: Style) -> [[Span]] {
    (0..<count).map { $0 < row.count ? spans(row[$0], style) : [] }
  }

  /// Takes from the widest columns until all fit.
  static func fit(_ natural: [Int], into available: Int) -> [Int] {
    var widths = natural.map { max(1, $0) }
    while widths.reduce(0, +) > available,
      let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 1
    {
      widths[widest] -= 1
    }
    return widths
  }

  private func row(
    _ cells: [[Span]], _ widths: [Int], _ alignments: [MarkdownTable.Alignment]
  ) -> [Line] {
    let wrapped = zip(cells, widths).map { TextFlow.wrap($0, width: $1) }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { index in
      var line = Line()
      for (column, lines) in wrapped.enumerated() {
        if column > 0 { line.append(" \(marks.vertical) ", theme.frame) }
        let text = index < lines.count ? lines[index] : Line()
        let spare = max(0, widths[column] - text.columns)
        let before =
          switch alignments[column] {
          case .left: 0
          case .center: spare / 2
          case .right: spare
          }
        line.append(String(repeating: " ", count: before))
        for span in text.spans { line.append(span.text, span.style) }
        line.append(String(repeating: " ", count: spare - before))
      }
      return line
    }
  }

  private func stacked(_ header: [[Span]], _ rows: [[[Span]]], width: Int) -> [Line] {
    var result: [Line] = []
    for cells in rows {
      if !result.isEmpty { result.append(Line()) }
      for (name, value) in zip(header, cells) {
        result += TextFlow.wrap(
          name + [Span(": ", theme.muted)] + value, width: width, first: Line(), rest: Line("  "))
      }
    }
    return result
  }
}
