extension LessonRules {
  private static let maximumWidth = 80

  /// Tables and code that do not fit into 80 columns, and lessons that take longer than they say.
  func checkSizes(into report: inout Report) {
    for placed in elements { checkWidth(placed, into: &report) }
    guard matter.minutes > 0 else { return }
    let estimate = ReadingTime(sections).minutes
    guard estimate > Double(matter.minutes) * 1.25 + 1 else { return }
    let first = source.lines.prefix(64).firstIndex { $0.hasPrefix("minutes") } ?? 0
    report.add(
      .tooLong,
      at: SourceRange(
        start: SourcePosition(line: first + 1, column: 1),
        length: max(1, source.line(first + 1).count)),
      "the lesson says \(matter.minutes) minutes, but takes about \(Int(estimate.rounded()))")
  }

  private func checkWidth(_ placed: MarkdownReader.Placed, into report: inout Report) {
    switch placed.element {
    case .code(_, let text):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (offset, line) in lines.enumerated() where line.utf8.count > Self.maximumWidth {
        let width = CellWidth.of(String(line))
        guard width > Self.maximumWidth else { continue }
        let number = min(placed.lines.lowerBound + offset + 1, placed.lines.upperBound)
        let start = SourcePosition(line: number, column: Self.maximumWidth + 1)
        report.add(
          .tooWide, at: SourceRange(start: start, length: width - Self.maximumWidth),
          "this code is \(width) columns wide; its lines are broken beyond \(Self.maximumWidth)")
        return
      }
    case .table(let table):
      let width = Self.width(of: table)
      guard width > Self.maximumWidth else { return }
      let line = placed.lines.lowerBound
      report.add(
        .tooWide,
        at: SourceRange(
          start: SourcePosition(line: line, column: 1), length: max(1, source.line(line).count)),
        "this table is \(width) columns wide; it is squeezed beyond \(Self.maximumWidth)")
    default: break
    }
  }

  /// The widest text of every column, and two blanks between columns.
  private static func width(of table: MarkdownTable) -> Int {
    var widths = table.header.map { CellWidth.of($0.map(\.plainText).joined()) }
    for row in table.rows {
      for (column, cell) in row.enumerated() where widths.indices.contains(column) {
        widths[column] = max(widths[column], CellWidth.of(cell.map(\.plainText).joined()))
      }
    }
    return widths.reduce(0, +) + 2 * max(0, widths.count - 1)
  }
}
