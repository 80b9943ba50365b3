import Lessons
import Notebook
import Screen

extension Tutor {
  func drawLesson(_ grid: inout Grid) {
    guard let reading else { return }
    grid.addresses = reading.document.addresses
    drawTop(&grid, left: path(reading), right: done(reading))
    if layout.hasSidebar { drawSidebar(&grid, reading) }
    let focused = reading.focus.flatMap { reading.rows(ofCell: $0) }
    for offset in 0..<layout.bodyRows {
      let row = reading.top + offset
      guard row < reading.document.rowCount else { break }
      var line = reading.document.line(at: row)
      let screenRow = layout.bodyTop + offset
      if let focused, focused.contains(row) {
        line = framed(line, isFirst: row == focused.lowerBound)
        grid.write(
          String(marks.focus), column: layout.textColumn - layout.margin, row: screenRow,
          style: theme.focus)
      }
      grid.write(line, column: layout.textColumn, row: screenRow)
    }
    drawHits(&grid)
    drawLinkFocus(&grid)
  }

  /// A line of the cell in focus, the frame around it in the colour of the focus.
  ///
  /// Without colours a frame looks like text, and stays as it is. With few of them it has the style
  /// of secondary words: where it stands tells the two apart.
  private func framed(_ line: Line, isFirst: Bool) -> Line {
    guard theme.frame != theme.text else { return line }
    var framed = Line()
    let isEdge = isFirst || line.text.first.map([marks.topLeft, marks.bottomLeft].contains) == true
    let last = line.spans.count - 1
    for (index, span) in line.spans.enumerated() {
      guard span.style == theme.frame else {
        framed.append(span.text, span.style)
        continue
      }
      if isEdge {
        framed.append(span.text, marks.isFrame(span.text) ? theme.focus : span.style)
        continue
      }
      var words = Substring(span.text)
      let isLeft = index == 0 && words.first == marks.vertical
      if isLeft { framed.append(String(words.removeFirst()), theme.focus) }
      let isRight = index == last && words.last == marks.vertical
      if isRight { words.removeLast() }
      if !words.isEmpty { framed.append(String(words), span.style) }
      if isRight { framed.append(String(marks.vertical), theme.focus) }
    }
    return framed
  }

  private func path(_ reading: Reading) -> [Span] {
    let arrow = Span(" \(marks.path) ", theme.muted)
    var spans: [Span] = []
    if size.columns >= 60 { spans += [Span("flashtutor", theme.muted), arrow] }
    spans.append(Span(shown(reading.bound.lesson.title), theme.title))
    if reading.sections.indices.contains(section) {
      let title = reading.sections[section].title.map(\.plainText).joined()
      if !title.isEmpty { spans += [arrow, Span(shown(title), theme.text)] }
    }
    return spans
  }

  /// The text as it can be shown here.
  func shown(_ text: String) -> String { Transliteration.shown(text, capabilities) }

  private func done(_ reading: Reading) -> [Span] {
    let (done, total) = count(of: reading.id)
    let count = total ?? 0
    guard count > 0 else { return [] }
    var spans = [Span("\(done)/\(count) done", done == count ? theme.good : theme.muted)]
    if size.columns >= 72 {
      let columns = 10
      let full = done == 0 ? 0 : max(1, done * columns / count)
      spans.insert(
        contentsOf: [
          Span(String(repeating: marks.barFull, count: full), theme.progress),
          Span(String(repeating: marks.barEmpty, count: columns - full), theme.track), Span(" "),
        ], at: 0)
    }
    return spans
  }

  /// Cells of a section that are done, and how many there are.
  func count(ofSection index: Int, _ reading: Reading) -> (done: Int, total: Int) {
    let doable = Set(reading.bound.doableCellIDs)
    let ids = reading.document.blocks.filter { $0.section == index }.compactMap(\.cellID)
      .filter(doable.contains)
    return (ids.count { reading.states[$0]?.isDone == true }, ids.count)
  }

  /// The sections as lines: mark, title, cells done.
  private func contents(_ reading: Reading, width: Int, chosen: Int) -> [Line] {
    reading.sections.enumerated().map { index, section in
      let (done, total) = count(ofSection: index, reading)
      let count = total == 0 ? "" : "\(done)/\(total)"
      let name = section.title.map(\.plainText).joined()
      let isChosen = index == chosen
      let title = TextFlow.truncate(
        Line(shown(name.isEmpty ? "Beginning" : name), isChosen ? theme.focus : theme.text),
        to: max(4, width - 3 - max(4, count.count)), ellipsis: marks.ellipsis)
      var line = Line(isChosen ? "\(marks.path) " : "  ", theme.focus)
      for span in title.spans { line.append(span.text, span.style) }
      let gap = max(1, width - line.columns - count.count)
      line.append(String(repeating: " ", count: gap))
      line.append(count, done == total ? theme.good : theme.muted)
      return line
    }
  }

  private func contentsBox(_ grid: inout Grid, _ filter: String) -> Rect {
    drawBox(
      &grid, title: "Contents", columns: 64, rows: sections(matching: filter).count + 5)
  }

  func drawContents(_ grid: inout Grid, _ filter: String, _ selection: Int) {
    guard let reading else { return }
    let inside = contentsBox(&grid, filter)
    let column = grid.write(
      "Type to filter: ", column: inside.column, row: inside.row, style: theme.muted)
    grid.write(shown(filter), column: column, row: inside.row, style: theme.strong)
    let found = sections(matching: filter)
    let chosen = found.indices.contains(selection) ? found[selection] : -1
    let all = contents(reading, width: inside.columns, chosen: chosen)
    let lines = found.filter(all.indices.contains).map { all[$0] }
    let rows = ListRows(inside, listing: lines.count)
    let first = rows.first(of: lines.count, chosen: selection)
    for (offset, line) in lines.dropFirst(first).prefix(rows.count).enumerated() {
      grid.write(line, column: inside.column, row: rows.top + offset)
    }
    let hint =
      found.isEmpty
      ? "No section fits; Backspace widens the filter."
      : "Enter goes there, Ctrl-R runs its cells, Esc closes."
    drawHint(&grid, hint, inside, row: rows.hint)
  }

  /// The section at a place of the box of contents.
  func section(inContentsAt place: Point, _ filter: String, _ selection: Int) -> Int? {
    var grid = Grid(size)
    let inside = contentsBox(&grid, filter)
    let found = sections(matching: filter)
    let rows = ListRows(inside, listing: found.count)
    let first = rows.first(of: found.count, chosen: selection)
    let offset = place.row - rows.top
    guard (0..<rows.count).contains(offset), found.indices.contains(first + offset),
      (inside.column..<inside.column + inside.columns).contains(place.column)
    else { return nil }
    return found[first + offset]
  }

  /// Where the filter of the contents is typed.
  func contentsCursor(_ filter: String) -> Point? {
    var grid = Grid(size)
    let inside = contentsBox(&grid, filter)
    let column = inside.column + 16 + TextWidth.columns(of: filter)
    return Point(column: min(size.columns - 1, column), row: inside.row)
  }
}
