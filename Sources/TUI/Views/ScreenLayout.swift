import Lessons
import Notebook
public import Screen

/// Where things stand on a screen of a size.
struct ScreenLayout {
  let size: Size

  /// The contents stand at the side.
  var hasSidebar: Bool { size.columns >= 110 }
  /// As much as the text leaves, within bounds.
  var sidebarColumns: Int {
    hasSidebar ? min(44, max(30, size.columns - LayoutContext.comfortableMeasure - 4)) : 0
  }
  /// A rule under the top line and space around, where there is room.
  var hasRule: Bool { size.rows >= 14 }
  var bodyTop: Int { hasRule ? 2 : 1 }
  var bodyRows: Int { max(1, size.rows - bodyTop - 1) }
  /// Columns left of the text; the first shows the focus.
  var margin: Int { size.columns >= 60 ? 2 : 1 }
  var textColumn: Int { sidebarColumns + margin }
  var textColumns: Int { max(8, size.columns - textColumn - (size.columns >= 60 ? 2 : 0)) }
}

extension Tutor {
  var layout: ScreenLayout { ScreenLayout(size: size) }

  /// The section that the reader is in.
  var section: Int { reading?.section(rows: layout.bodyRows) ?? 0 }

  var layoutContext: LayoutContext {
    var context = LayoutContext(
      width: layout.textColumns, capabilities: capabilities, theme: theme,
      figureRows: min(24, max(6, layout.bodyRows - 3)), keys: cellKeys)
    context.showsMistakes = isPreview
    return context
  }

  /// What cells call the keys that they name.
  private var cellKeys: CellKeys {
    var names = CellKeys()
    let isASCII = marks.isASCII
    names.act = keys.name(.act, isASCII: isASCII)
    names.stop = keys.name(.stop, isASCII: isASCII)
    names.edit = keys.name(.edit, isASCII: isASCII)
    names.hint = keys.name(.hint, isASCII: isASCII)
    names.solution = keys.name(.solution, isASCII: isASCII)
    names.save = keys.name(.save, isASCII: isASCII)
    names.view = keys.name(.view, isASCII: isASCII)
    return names
  }

  /// The screen, from what `update` has laid out; a size that `update` has not heard of is clipped.
  public func view(_ size: Size) -> Grid {
    var grid = Grid(size)
    if reading == nil { drawCourses(&grid) } else { drawLesson(&grid) }
    drawBottom(&grid)
    switch overlay {
    case .contents(let filter, let selection): drawContents(&grid, filter, selection)
    case .zoom(let zoom): drawZoom(&grid, zoom)
    case .film(let film): drawFilm(&grid, film)
    case .editor(let editor): drawEditor(&grid, editor)
    case .question(.consent(let cellID, let reason)): drawConsent(&grid, cellID, reason)
    case .courseSearch(let search): drawCourseSearch(&grid, search)
    case .address(let address): drawAddress(&grid, address)
    case .search, .filter, .entry, .question, nil: break
    }
    if let help { drawHelp(&grid, help) }
    return grid
  }

  public func cursor(_ size: Size) -> Point? {
    if let help { return helpCursor(help) }
    switch overlay {
    case .contents(let filter, _): return contentsCursor(filter)
    case .zoom(let zoom):
      return Point(column: zoom.cursor.column + zoomMargin, row: zoom.cursor.row + 1)
    case .film(let film): return filmCursor(film)
    case .editor(let editor): return editorCursor(editor)
    case .courseSearch(let search): return courseSearchCursor(search)
    case .address: return nil
    case .search, .filter, .entry, .question:
      let prompt = questionLines(self.prompt ?? Line()).last ?? Line()
      return Point(column: min(size.columns - 1, prompt.columns + 1), row: size.rows - 1)
    case nil: break
    }
    guard let reading else { return courseCursor }
    if search.isAtHit, let place = hitCursor { return place }
    if let piece = linkInFocus?.pieces.first {
      let row = piece.row - reading.top
      guard row >= 0, row < layout.bodyRows else { return nil }
      return Point(
        column: min(size.columns - 1, layout.textColumn + piece.columns.lowerBound),
        row: layout.bodyTop + row)
    }
    guard let focus = reading.focus, let rows = reading.rows(ofCell: focus) else { return nil }
    let row = max(rows.lowerBound, reading.top) - reading.top
    guard row < layout.bodyRows else { return nil }
    // Beside the mark where there is room: terminals turn the colours of the cursor's place round.
    let beside = layout.margin > 1 ? 1 : 0
    return Point(column: layout.textColumn - layout.margin + beside, row: layout.bodyTop + row)
  }

  /// A line on top: left what and where, right how much is done; a rule below it.
  func drawTop(_ grid: inout Grid, left: [Span], right: [Span]) {
    let columns = grid.size.columns
    let aside = Line(right)
    let room = columns - aside.columns - 4
    let fits = room >= 16
    let line = TextFlow.truncate(
      Line(left), to: fits ? room : columns - 2, ellipsis: marks.ellipsis)
    grid.write(line, column: 1, row: 0)
    if fits { grid.write(aside, column: columns - aside.columns - 1, row: 0) }
    if layout.hasRule {
      grid.write(
        String(repeating: marks.horizontal, count: columns), column: 0, row: 1, style: theme.frame)
    }
  }

  /// The bottom line: `?` first, then a message or the keys that work now.
  func drawBottom(_ grid: inout Grid) {
    let row = grid.size.rows - 1
    guard row > 0 else { return }
    let columns = grid.size.columns
    grid.fill(Rect(column: 0, row: row, columns: columns, rows: 1), with: .blank)
    if mayQuitByInterrupt, prompt != nil || keysOfBox != nil {
      drawWords(&grid, notice, theme.text)
      return
    }
    if let prompt {
      if drawQuestion(&grid, prompt) { return }
      let spare = max(0, prompt.columns + 2 - columns)
      let end = grid.write(prompt, column: 1 - spare, row: row)
      let remark = TextFlow.truncate(
        Line(promptRemark, theme.muted), to: max(0, columns - end - 4), ellipsis: marks.ellipsis)
      grid.write(remark, column: end + 3, row: row)
      return
    }
    if let fixed = keysOfBox {
      var column = 1
      for (key, words) in fixed where column + key.count + 1 + words.count <= columns {
        column = grid.write(key, column: column, row: row, style: theme.key)
        column = grid.write(" \(words)", column: column, row: row, style: theme.muted) + 3
      }
      return
    }
    let items = footer(columns: columns)
    guard !notice.isEmpty, let help = items.first else {
      for item in items { draw(item, row: row, &grid) }
      return
    }
    let words = Line(shown(notice), theme.text)
    if isNoticeBeside {
      draw(help, row: row, &grid)
      grid.write(words, column: help.columns.upperBound + 3, row: row)
      return
    }
    for item in items { draw(item, row: row, &grid) }
    let lines = TextFlow.wrap(words.spans, width: max(8, columns - 2)).prefix(max(1, row / 2))
    // Not on what has the focus.
    let hidden = row - lines.count..<row
    let first = cursor(size).map { hidden.contains($0.row) } == true ? 1 : hidden.lowerBound
    for (offset, line) in lines.enumerated() where first + offset > 0 && first + offset < row {
      let place = first + offset
      grid.fill(Rect(column: 0, row: place, columns: columns, rows: 1), with: .blank)
      grid.write(line, column: 1, row: place)
    }
  }

  /// A question that is longer than its line: whole, the end of it on the bottom line; false when
  /// there is nothing to break.
  private func drawQuestion(_ grid: inout Grid, _ prompt: Line) -> Bool {
    let lines = questionLines(prompt)
    guard lines.count > 1 else { return false }
    for (offset, line) in lines.enumerated() {
      let row = grid.size.rows - lines.count + offset
      guard row > 0 else { continue }
      grid.fill(Rect(column: 0, row: row, columns: grid.size.columns, rows: 1), with: .blank)
      grid.write(line, column: 1, row: row)
    }
    return true
  }

  private func questionLines(_ prompt: Line) -> [Line] {
    guard case .question = overlay, prompt.columns > size.columns - 2 else { return [prompt] }
    return TextFlow.wrap(prompt.spans, width: max(8, size.columns - 2))
  }

  /// Whether the message has room beside help; otherwise it stands above the bottom line.
  private var isNoticeBeside: Bool {
    let help = footer(columns: size.columns).first?.columns.upperBound ?? 0
    return Line(shown(notice)).columns <= size.columns - help - 4
  }

  /// The keys of a box in which text is typed: they are not in the table.
  private var keysOfBox: [(key: String, words: String)]? {
    if help != nil { return [("Enter", "do it"), ("Esc", "close")] }
    switch overlay {
    case .contents: return [("Enter", "go"), ("Ctrl-R", "run section"), ("Esc", "close")]
    case .courseSearch: return [("Enter", "go"), ("Esc", "close")]
    default: return nil
    }
  }

  /// An action on the bottom line.
  private struct FooterItem {
    var id: Action.ID
    var key: String
    var title: String
    var columns: Range<Int>
  }

  private func draw(_ item: FooterItem, row: Int, _ grid: inout Grid) {
    let column = grid.write(item.key, column: item.columns.lowerBound, row: row, style: theme.key)
    grid.write(" \(item.title)", column: column, row: row, style: theme.muted)
  }

  /// The action that the bottom line names at a column.
  func footerAction(at column: Int) -> Action.ID? {
    guard prompt == nil, keysOfBox == nil else { return nil }
    let items = footer(columns: size.columns)
    let isAlone = !notice.isEmpty && isNoticeBeside
    return (isAlone ? Array(items.prefix(1)) : items).first { $0.columns.contains(column) }?
      .id
  }

  /// The key or keys that the bottom line writes; of a quiz as many as it has answers.
  private func footerName(_ id: Action.ID) -> String {
    if id == .choose, let count = focusedQuiz { return choiceKeys(count) }
    return keys.footerName(id, isASCII: marks.isASCII)
  }

  /// Help, then what works now in the order of rank as far as it fits, and last how to leave.
  private func footer(columns: Int) -> [FooterItem] {
    let isASCII = marks.isASCII
    let ranked = validActions.filter { $0.rank != nil && !keys[$0.id].isEmpty }
      .sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
    let quit = ranked.last { $0.id == .quit }
    // On a narrow screen what to do next is worth more than how to leave.
    let quitWidth =
      columns < 40
      ? 0 : quit.map { TextWidth.columns(of: keys.name($0.id, isASCII: isASCII)) + 8 } ?? 0
    var column = 1
    var items: [FooterItem] = []
    func add(_ action: Action, isLast: Bool = false) {
      let key = footerName(action.id)
      let title = title(of: action)
      let width = TextWidth.columns(of: key) + 1 + TextWidth.columns(of: title)
      guard items.isEmpty || column + width + (isLast ? 0 : quitWidth) <= columns else { return }
      items.append(
        FooterItem(id: action.id, key: key, title: title, columns: column..<column + width))
      column += width + 3
    }
    for action in ranked where action.id != .quit { add(action) }
    if let quit { add(quit, isLast: true) }
    return items
  }

  /// What the bottom line asks for; nil when it lists keys.
  var prompt: Line? {
    switch overlay {
    case .search:
      return Line([Span("/", theme.key), Span(shown(search.text), theme.strong)])
    case .entry(let text):
      return Line([Span(entryPrompt, theme.muted), Span(shown(text), theme.strong)])
    case .filter:
      return Line([Span("find: ", theme.key), Span(shown(listFilter), theme.strong)])
    case .question(let question): return Line(shown(question.sentence), theme.warning)
    default: return nil
    }
  }

  /// What stands beside the prompt.
  private var promptRemark: String {
    switch overlay {
    case .search where search.text.isEmpty: "type what to look for"
    case .search where search.hits.isEmpty: "not found"
    case .search: "\(search.current + 1) of \(search.hits.count)   Enter stays, Esc goes back"
    case .entry: shown(entryDomain)
    case .question(.solution(let cellID)): solutionRemark(cellID)
    case .filter where listFilter.isEmpty: "a title, a word, or a state such as done"
    case .filter: "\(listed.count) shown   Enter opens, Esc shows all"
    default: ""
    }
  }

  /// Takes the marks of the focus away: beside a box they would seem to be its own.
  func hideFocusMarks(_ grid: inout Grid) {
    grid.fill(
      Rect(
        column: layout.textColumn - layout.margin, row: layout.bodyTop, columns: 1,
        rows: layout.bodyRows), with: .blank)
  }

  /// An empty box in the middle; returns the place of its inside.
  func drawBox(_ grid: inout Grid, title: String, columns: Int, rows: Int) -> Rect {
    let width = min(columns, grid.size.columns)
    let height = min(rows, max(3, grid.size.rows - 1))
    let left = (grid.size.columns - width) / 2
    let top = max(0, (grid.size.rows - 1 - height) / 2)
    grid.fill(Rect(column: left, row: top, columns: width, rows: height), with: .blank)
    let dash = String(marks.horizontal)
    let name = TextFlow.truncate(
      Line(" \(title) ", theme.title), to: max(0, width - 3), ellipsis: marks.ellipsis)
    var column = grid.write("\(marks.topLeft)\(dash)", column: left, row: top, style: theme.focus)
    column = grid.write(name, column: column, row: top)
    grid.write(
      String(repeating: dash, count: max(0, left + width - 1 - column)) + String(marks.topRight),
      column: column, row: top, style: theme.focus)
    for row in top + 1..<max(top + 1, top + height - 1) {
      grid.write(String(marks.vertical), column: left, row: row, style: theme.focus)
      grid.write(String(marks.vertical), column: left + width - 1, row: row, style: theme.focus)
    }
    grid.write(
      String(marks.bottomLeft) + String(repeating: dash, count: max(0, width - 2))
        + String(marks.bottomRight), column: left, row: top + height - 1, style: theme.focus)
    return Rect(column: left + 2, row: top + 1, columns: max(0, width - 4), rows: height - 2)
  }
}
