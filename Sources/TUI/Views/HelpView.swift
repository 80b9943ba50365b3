import Notebook
import Screen

extension Tutor {
  func drawHelp(_ grid: inout Grid, _ filter: String, _ selection: Int) {
    let found = actions(matching: filter)
    let inside = drawBox(&grid, title: "Keys that work here", columns: 72, rows: found.count + 5)
    var column = grid.write(
      "Type to filter: ", column: inside.column, row: inside.row, style: theme.muted)
    column = grid.write(shown(filter), column: column, row: inside.row, style: theme.strong)
    let room = max(0, inside.rows - 3)
    let first = max(0, min(selection - room / 2, found.count - room))
    for (offset, action) in found.dropFirst(first).prefix(room).enumerated() {
      let isChosen = first + offset == selection
      let row = inside.row + 2 + offset
      let mark = isChosen ? String(marks.path) : " "
      let keys = action.keyNames(isASCII: marks.isASCII).padded(to: 14)
      let style = isChosen ? theme.focus : theme.text
      let line = Line([
        Span("\(mark) ", theme.focus), Span(keys + " ", theme.key),
        Span(shown(action.explanation), style),
      ])
      grid.write(
        TextFlow.truncate(line, to: inside.columns, ellipsis: marks.ellipsis),
        column: inside.column, row: row)
    }
    let last = inside.row + inside.rows - 1
    let words =
      found.isEmpty ? "No key fits; Backspace widens the filter." : "Enter does it, Esc closes."
    if inside.rows > 3 {
      grid.write(words, column: inside.column, row: last, style: theme.muted)
    }
  }

  /// Where the filter is typed.
  func helpCursor(_ filter: String) -> Point? {
    var grid = Grid(size)
    let rows = actions(matching: filter).count + 5
    let inside = drawBox(&grid, title: "", columns: 72, rows: rows)
    return Point(
      column: min(size.columns - 1, inside.column + 16 + TextWidth.columns(of: filter)),
      row: inside.row)
  }
}
