import Screen

/// The names of series: at the ends of their lines, or in rows below the plot.
struct Legend: Sendable {
  /// Columns kept right of the plot.
  let margin: Int
  /// Rows kept below it.
  let rows: Int
  private var labels: [String]
  /// The looks that are listed.
  private let shown: [Int]
  /// The last point of each of them, if it has one.
  private let ends: [Int: (x: Double, y: Double)]

  /// Settles where the names go, beside so many rows of a plot or, down to the least of them,
  /// below it.
  init(_ plan: AxesPlan, columns: Int, rows room: Int, least: Int) {
    let all = plan.names.indices.map { plan.label($0) }
    labels = all
    let named = plan.axes.hasLegend ? plan.shownLooks.filter { !all[$0].isEmpty } : []
    // What the axis says already.
    shown = named.count == 1 && all[named[0]] == plan.axes.y.label ? [] : named
    let labels = shown.map { all[$0] }
    var ends: [Int: (x: Double, y: Double)] = [:]
    for look in shown { ends[look] = plan.end(of: look) }
    self.ends = ends
    // A key beside the plot stands for a line that ends there; elsewhere it would look like a point.
    let reach = shown.allSatisfy { look in
      ends[look].map { plan.x.fraction($0.x) >= Self.nearEnd } ?? true
    }
    let widest = labels.map { TextWidth.columns(of: $0) }.max() ?? 0
    if labels.isEmpty {
      (margin, rows) = (0, 0)
    } else if reach, labels.count <= min(6, room), widest + 4 <= columns * 2 / 5,
      columns - widest - 4 >= 24
    {
      (margin, rows) = (widest + 4, 0)
    } else {
      let total = labels.reduce(0) { $0 + TextWidth.columns(of: $1) + 4 }
      (margin, rows) = (
        0, max(0, min(4, room - least, (total + columns - 1) / max(1, columns - 8)))
      )
    }
  }

  /// How far along the axis a line must come for its name to stand at its end.
  private static let nearEnd = 0.8

  func draw(_ axes: AxesRenderer, on canvas: inout Canvas) {
    if margin > 0 { drawEnds(axes, on: &canvas) } else { drawRows(axes, on: &canvas) }
  }

  /// Says of series that cannot be seen which one lies above them.
  mutating func note(_ covered: [Int: Int], _ names: [String], on canvas: inout Canvas) {
    for (look, above) in covered.sorted(by: { $0.key < $1.key }) {
      let text = "\(labels[look]) (under \(names[above]))"
      if margin > 0, TextWidth.columns(of: text) + 3 > margin {
        canvas.warn("\(names[look]) lies under \(names[above])")
      } else {
        labels[look] = text
      }
    }
  }

  /// One legend for several panels: names in a row, as many as find room.
  static func draw(_ names: [String], row: Int, on canvas: inout Canvas) {
    var column = 0
    for (index, name) in names.enumerated() {
      let width = TextWidth.columns(of: name) + 2
      guard column + width <= canvas.grid.size.columns else {
        Self.warn(names.count - index, on: &canvas)
        return
      }
      let look = SeriesLook(index, canvas.capabilities)
      canvas.put(look.marker, column, row, look.markerStyle, .legend)
      canvas.write(name, column + 2, row, .plain, .legend)
      column += width + 3
    }
  }

  /// Names beside the last points, moved apart where they would meet.
  private func drawEnds(_ axes: AxesRenderer, on canvas: inout Canvas) {
    let plot = axes.plot
    var ends = shown.map { look -> (look: Int, row: Int) in
      (look, self.ends[look].map { axes.row($0.y) } ?? plot.row)
    }
    ends.sort { ($0.row, $0.look) < ($1.row, $1.look) }
    for index in ends.indices.dropFirst() {
      ends[index].row = max(ends[index].row, ends[index - 1].row + 1)
    }
    var floor = plot.row + plot.rows
    for index in ends.indices.reversed() {
      ends[index].row = min(ends[index].row, floor - 1)
      floor = ends[index].row
    }
    let edge = plot.column + plot.columns
    for (look, row) in ends where row >= axes.rect.row {
      // The marker of a last point at the edge is the key; two would look like two points.
      let isMarked = canvas.grid[edge - 1, row].character == axes.looks[look].marker
      draw(
        look, axes, edge + 1, row, width: margin - 1, hasMarker: !isMarked, on: &canvas)
    }
  }

  private func drawRows(_ axes: AxesRenderer, on canvas: inout Canvas) {
    var row = axes.plot.row + axes.plot.rows + (axes.rect.rows >= 10 ? 3 : 2)
    let last = row + rows
    var column = axes.rect.column
    let right = axes.rect.column + axes.rect.columns
    var hidden = 0
    for look in shown {
      let width = TextWidth.columns(of: labels[look]) + 2
      if column > axes.rect.column, column + width > right {
        row += 1
        column = axes.rect.column
      }
      guard row < last else {
        hidden += 1
        continue
      }
      draw(look, axes, column, row, width: right - column, on: &canvas)
      column += width + 2
    }
    if hidden > 0 { Self.warn(hidden, on: &canvas) }
  }

  private static func warn(_ hidden: Int, on canvas: inout Canvas) {
    canvas.warn("\(hidden) name\(hidden == 1 ? "" : "s") found no room in the legend")
  }

  private func draw(
    _ look: Int, _ axes: AxesRenderer, _ column: Int, _ row: Int, width: Int,
    hasMarker: Bool = true, on canvas: inout Canvas
  ) {
    let (text, look) = (labels[look], axes.looks[look])
    if hasMarker { canvas.put(look.marker, column, row, look.markerStyle, .legend) }
    canvas.write(text, column + 2, row, width: width - 2, .plain, .legend)
  }
}
