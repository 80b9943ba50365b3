import Screen

/// Draws a table: names over a rule, numbers to the right.
struct TableRenderer {
  let table: TablePanel
  let rect: Rect

  /// Rows that the table takes in full.
  static func rows(_ table: TablePanel) -> Int {
    table.rows.count + (table.title.isEmpty ? 0 : 1) + 2
  }

  func draw(on canvas: inout Canvas) {
    var row = rect.row
    if !table.title.isEmpty {
      canvas.write(
        table.title, rect.column, row, width: rect.columns, Style(attributes: .bold), .title)
      row += 1
    }
    let widths = widths()
    write(table.columns, widths, row, Style(attributes: .bold), on: &canvas)
    let total = min(rect.columns, widths.reduce(0, +) + 2 * max(0, widths.count - 1))
    let rule: Character = canvas.isASCII ? "-" : "─"
    for column in 0..<max(0, total) {
      canvas.put(rule, rect.column + column, row + 1, .plain, .frame)
    }
    row += 2
    let room = max(0, rect.row + rect.rows - row)
    let isCut = table.rows.count > room
    let shown = isCut ? max(0, room - 1) : table.rows.count
    for cells in table.rows.prefix(shown) {
      write(cells, widths, row, .plain, on: &canvas)
      row += 1
    }
    if isCut {
      let more = "and \(table.rows.count - shown) more rows"
      canvas.write(more, rect.column, row, width: rect.columns, Style(attributes: .dim), .note(0))
      canvas.warn(table.rows.count - shown, "row")
    }
  }

  /// As wide as the texts; the widest columns give way when the area is narrower.
  private func widths() -> [Int] {
    var widths = table.columns.enumerated().map { index, name in
      table.rows.reduce(TextWidth.columns(of: name)) {
        max($0, $1.indices.contains(index) ? TextWidth.columns(of: $1[index]) : 0)
      }
    }
    let room = rect.columns - 2 * max(0, widths.count - 1)
    while widths.reduce(0, +) > room, let widest = widths.max(), widest > 3,
      let index = widths.firstIndex(of: widest)
    {
      widths[index] -= 1
    }
    return widths
  }

  private func write(
    _ cells: [String], _ widths: [Int], _ row: Int, _ style: Style, on canvas: inout Canvas
  ) {
    var column = rect.column
    for (index, width) in widths.enumerated() {
      let text = TextWidth.clip(cells.indices.contains(index) ? cells[index] : "", to: width)
      let isNumber = table.isNumber.indices.contains(index) && table.isNumber[index]
      let start = column + (isNumber ? width - TextWidth.columns(of: text) : 0)
      let room = rect.column + rect.columns - start
      canvas.write(text, start, row, width: min(width, room), style, .tick)
      column += width + 2
    }
  }
}
