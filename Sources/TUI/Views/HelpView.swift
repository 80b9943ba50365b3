import Notebook
import Screen

extension Tutor {
  func drawHelp(_ grid: inout Grid, _ help: Help) {
    let (filter, selection, hasAll) = (help.filter, help.selection, help.hasAll)
    let found = actions(of: help)
    hideFocusMarks(&grid)
    let title = hasAll ? "Everything there is to do" : "Keys that work here"
    let inside = drawBox(&grid, title: title, columns: 78, rows: found.count + 5)
    var column = grid.write(
      "Type to filter: ", column: inside.column, row: inside.row, style: theme.muted)
    column = grid.write(shown(filter), column: column, row: inside.row, style: theme.strong)
    let rows = ListRows(inside, listing: found.count)
    let valid = Set(validActions.map(\.id))
    let first = rows.first(of: found.count, chosen: selection)
    for (offset, action) in found.dropFirst(first).prefix(rows.count).enumerated() {
      let isChosen = first + offset == selection
      let mark = isChosen ? String(marks.path) : " "
      let names = keys.names(action.id, isASCII: marks.isASCII).padded(to: 16)
      let isValid = !hasAll || valid.contains(action.id)
      let style = isChosen ? theme.focus : isValid ? theme.text : theme.muted
      let line = Line([
        Span("\(mark) ", theme.focus), Span(names + "  ", theme.key),
        Span(
          shown(inside.columns < 50 ? action.title : action.explanation)
            + (isValid ? "" : " (not here)"), style),
      ])
      grid.write(
        TextFlow.truncate(line, to: inside.columns, ellipsis: marks.ellipsis),
        column: inside.column, row: rows.top + offset)
    }
    let words =
      found.isEmpty ? "No key fits; Backspace widens the filter." : "Enter does it, Esc closes."
    drawHint(&grid, words, inside, row: rows.hint)
  }

  /// Where the filter is typed.
  func helpCursor(_ help: Help) -> Point? {
    var grid = Grid(size)
    let rows = actions(of: help).count + 5
    let inside = drawBox(&grid, title: "", columns: 78, rows: rows)
    return Point(
      column: min(size.columns - 1, inside.column + 16 + TextWidth.columns(of: help.filter)),
      row: inside.row)
  }
}
