import Notebook
import Plot
import Screen

/// A figure on the whole screen, with a cursor that reads out what it stands on.
struct Zoom: Hashable {
  var cellID: String
  var index = 0
  var count: Int
  var figure: Figure
  var rendering: Rendering
  var cursor = Point(column: 0, row: 0)
  /// The datum that the cursor stood on before it had no room.
  private(set) var lost: Owner?

  var readOut: String? { figure.readOut(rendering, at: cursor) }

  /// To the next cell of a matrix in that direction; elsewhere by one place of the screen.
  mutating func move(_ columns: Int, _ rows: Int) {
    lost = nil
    let size = rendering.grid.size
    if isMatrixCell(cursor), columns != 0 || rows != 0 {
      var place = cursor
      repeat {
        place = Point(column: place.column + columns, row: place.row + rows)
      } while contains(place) && (!isMatrixCell(place) || rendering.isSameDatum(place, cursor))
      if contains(place) { cursor = place }
      return
    }
    cursor.column = min(max(0, cursor.column + columns), max(0, size.columns - 1))
    cursor.row = min(max(0, cursor.row + rows), max(0, size.rows - 1))
  }

  /// Goes to the next or the former datum: from left to right along lines, row by row elsewhere.
  mutating func step(_ step: Int) {
    lost = nil
    let size = rendering.grid.size
    let count = size.columns * size.rows
    guard count > 0 else { return }
    let start =
      isLine
      ? cursor.column * size.rows + cursor.row : cursor.row * size.columns + cursor.column
    for distance in 1...count {
      let place = (start + distance * step + count * 2) % count
      let point =
        isLine
        ? Point(column: place / size.rows, row: place % size.rows)
        : Point(column: place % size.columns, row: place / size.columns)
      if rendering.isDatum(point), isPoint(point), !rendering.isSameDatum(point, cursor) || isLine {
        cursor = point
        return
      }
    }
  }

  /// Takes the figure drawn for another size; the cursor stays on what it stands on.
  mutating func show(_ rendering: Rendering) {
    let here = self.rendering.owner(column: cursor.column, row: cursor.row)
    let owner = lost ?? (self.rendering.isDatum(cursor) ? here : nil)
    self.rendering = rendering
    move(0, 0)
    guard let owner else { return }
    if let place = place(of: owner) { cursor = place } else { lost = owner }
  }

  /// Where a datum is drawn: the point itself rather than the line beside it, of a matrix that is
  /// drawn smaller the nearest entry.
  private func place(of owner: Owner) -> Point? {
    let size = rendering.grid.size
    let places = (0..<size.rows).flatMap { row in
      (0..<size.columns).map { Point(column: $0, row: row) }
    }
    let distances = places.map { place in
      Self.distance(owner, rendering.owner(column: place.column, row: place.row))
    }
    guard let least = distances.compactMap(\.self).min() else { return nil }
    return distances.firstIndex(of: least).map { places[$0] }
  }

  private static func distance(_ first: Owner, _ second: Owner) -> Int? {
    if first == second { return 0 }
    switch (first, second) {
    case (.point(let panel, let series, let point), .line(let other, let others, let near)),
      (.line(let panel, let series, let point), .point(let other, let others, let near)):
      return (panel, series, point) == (other, others, near) ? 1 : nil
    case (.cell(let panel, let row, let column), .cell(let other, let otherRow, let otherColumn)):
      return panel == other ? abs(row - otherRow) + abs(column - otherColumn) : nil
    default: return nil
    }
  }

  /// Whether the cursor can find something to read out.
  var hasData: Bool {
    let size = rendering.grid.size
    return (0..<size.columns * size.rows).contains {
      rendering.isDatum(Point(column: $0 % size.columns, row: $0 / size.columns))
    }
  }

  private func contains(_ place: Point) -> Bool {
    let size = rendering.grid.size
    return (0..<size.columns).contains(place.column) && (0..<size.rows).contains(place.row)
  }

  private func isMatrixCell(_ place: Point) -> Bool {
    guard case .cell = rendering.owner(column: place.column, row: place.row) else { return false }
    return true
  }

  private var isLine: Bool {
    if case .axes? = figure.panels.first?.first { return true }
    return false
  }

  /// On lines only the markers count, where there are some.
  private func isPoint(_ point: Point) -> Bool {
    guard isLine, hasMarkers else { return true }
    return isMarker(point)
  }

  private var hasMarkers: Bool {
    let size = rendering.grid.size
    return (0..<size.rows).contains { row in
      (0..<size.columns).contains { isMarker(Point(column: $0, row: row)) }
    }
  }

  private func isMarker(_ point: Point) -> Bool {
    guard case .point = rendering.owner(column: point.column, row: point.row) else { return false }
    return true
  }
}

extension Tutor {
  /// The figures of the cell in focus.
  var figuresInFocus: [Figure] { focusedState?.outcome?.figures ?? [] }

  /// As far from the edges as everything else.
  var zoomMargin: Int { size.columns >= 60 ? 1 : 0 }

  private var zoomSize: Size {
    Size(columns: max(1, size.columns - 2 * zoomMargin), rows: max(1, size.rows - 2))
  }

  mutating func openZoom(_ index: Int = 0) {
    let figures = figuresInFocus
    guard let focus = reading?.focus, figures.indices.contains(index) else { return }
    var zoom = Zoom(
      cellID: focus, index: index, count: figures.count, figure: figures[index],
      rendering: figures[index].render(in: zoomSize, capabilities))
    zoom.step(1)
    overlay = .zoom(zoom)
  }

  /// After a resize.
  mutating func redrawZoom() {
    guard case .zoom(var zoom) = overlay else { return }
    zoom.show(zoom.figure.render(in: zoomSize, capabilities))
    overlay = .zoom(zoom)
  }

  /// The keys of a zoomed figure; false for other actions.
  mutating func point(_ id: Action.ID) -> Bool {
    guard case .zoom(var zoom) = overlay else { return false }
    switch id {
    case .cursorLeft: zoom.move(-1, 0)
    case .cursorRight: zoom.move(1, 0)
    case .cursorUp: zoom.move(0, -1)
    case .cursorDown: zoom.move(0, 1)
    case .nextValue: zoom.step(1)
    case .previousValue: zoom.step(-1)
    case .nextFigure, .previousFigure:
      let step = id == .nextFigure ? 1 : zoom.count - 1
      openZoom((zoom.index + step) % max(1, zoom.count))
      return true
    default: return false
    }
    overlay = .zoom(zoom)
    return true
  }

  func drawZoom(_ grid: inout Grid, _ zoom: Zoom) {
    grid.fill(Rect(grid.size), with: .blank)
    var title = [Span(shown(zoom.cellID), theme.title)]
    if zoom.count > 1 {
      title.append(
        Span(" \(marks.separator) figure \(zoom.index + 1) of \(zoom.count)", theme.muted))
    }
    drawTitle(&grid, Line(title))
    grid.draw(zoom.rendering.grid, column: zoomMargin, row: 1)
    let words =
      zoom.readOut
      ?? (zoom.hasData
        ? "No value stands here; \(keyName(.nextValue)) goes to the next."
        : "\(keyName(.close)) goes back.")
    drawWords(&grid, words, zoom.readOut == nil ? theme.muted : theme.strong)
  }

  /// What something that fills the screen is, and as many of its keys as find room.
  func drawTitle(_ grid: inout Grid, _ title: Line, _ fixed: [(key: String, words: String)] = []) {
    let columns = grid.size.columns
    // What opened it closes it too, but need not be named twice.
    let ranked = validActions.filter {
      $0.rank != nil && $0.id != .help && $0.id != .film && $0.id != .zoom
    }
    .sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
    .map { (key: keys.footerName($0.id, isASCII: marks.isASCII), words: self.title(of: $0)) }
    let help = (key: keys.name(.help, isASCII: marks.isASCII), words: "keys")
    let all = fixed.isEmpty ? ([help] + ranked).filter { !$0.key.isEmpty } : fixed
    // Words of the title are worth more than the last keys.
    let reserved = max(14, min(title.columns, columns / 2) + 4)
    var line = Line()
    for (key, words) in all {
      let width = TextWidth.columns(of: key) + 1 + TextWidth.columns(of: words)
      let gap = line.spans.isEmpty ? 0 : 2
      guard line.columns + gap + width + reserved <= columns else { continue }
      line.append(String(repeating: " ", count: gap))
      line.append(key, theme.key)
      line.append(" \(words)", theme.muted)
    }
    let room = columns - line.columns - 4
    grid.write(
      TextFlow.truncate(title, to: max(0, room), ellipsis: marks.ellipsis), column: 1, row: 0)
    grid.write(line, column: columns - 1 - line.columns, row: 0)
  }

  /// A sentence on the bottom line of what fills the screen; a message has it to itself.
  func drawWords(_ grid: inout Grid, _ words: String, _ style: Style) {
    let line = TextFlow.truncate(
      notice.isEmpty ? Line(shown(words), style) : Line(shown(notice), theme.text),
      to: grid.size.columns - 2, ellipsis: marks.ellipsis)
    grid.write(line, column: 1, row: grid.size.rows - 1)
  }
}
