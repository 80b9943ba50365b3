import Screen

/// Draws the areas between two curves, at least a row high, around the lines that are there.
struct BandsPainter {
  private let axes: AxesRenderer

  init(_ axes: AxesRenderer) {
    self.axes = axes
  }

  /// A point of a band in fractions of the plot, and its number.
  private struct Bounds {
    let x: Double
    let low: Double
    let high: Double
    let point: Int
  }

  /// Fills what the lines have left free; says how many bands are wholly hidden by them.
  func draw(on canvas: inout Canvas) {
    for index in axes.plan.bands.indices {
      for run in runs(index) {
        if run.count == 1 { draw(run[0], run[0], index, on: &canvas) }
        for (start, end) in zip(run, run.dropFirst()) { draw(start, end, index, on: &canvas) }
      }
    }
    warnOfHidden(on: &canvas)
  }

  private func warnOfHidden(on canvas: inout Canvas) {
    let plan = axes.plan
    guard !plan.bands.isEmpty else { return }
    var seen = Array(repeating: false, count: plan.bands.count)
    for owner in canvas.owners {
      if case .band(axes.panel, let index, _) = owner { seen[index] = true }
    }
    let hidden = plan.bands.indices.filter { !seen[$0] && !runs($0).isEmpty }
    guard let first = hidden.first else { return }
    let name = plan.bands[first].band.name
    canvas.warn(
      hidden.count == 1
        ? "the band of \(name) is thinner than a row and lies under its line"
        : "\(hidden.count) bands are thinner than a row and lie under their lines")
  }

  /// Points that follow each other without a gap.
  private func runs(_ index: Int) -> [[Bounds]] {
    let band = axes.plan.bands[index].band
    let (x, y) = (axes.plan.x, axes.plan.y)
    var runs: [[Bounds]] = []
    var isJoined = false
    for (point, (place, (low, high))) in zip(band.x, zip(band.low, band.high)).enumerated() {
      guard x.isDrawable(place), y.isDrawable(low), y.isDrawable(high) else {
        isJoined = false
        continue
      }
      let (a, b) = (y.fraction(low), y.fraction(high))
      if !isJoined { runs.append([]) }
      runs[runs.count - 1].append(
        Bounds(x: x.fraction(place), low: min(a, b), high: max(a, b), point: point))
      isJoined = true
    }
    return runs
  }

  private func draw(_ start: Bounds, _ end: Bounds, _ index: Int, on canvas: inout Canvas) {
    let plot = axes.plot
    let (left, right) = (min(start.x, end.x), max(start.x, end.x))
    guard right >= 0, left <= 1 else { return }
    let columns = (
      Projection.cell(left, of: plot.columns), Projection.cell(right, of: plot.columns)
    )
    for column in columns.0...max(columns.0, columns.1) {
      let middle = (Double(column) + 0.5) / Double(plot.columns)
      let place = min(right, max(left, middle))
      let share = end.x == start.x ? 0 : (place - start.x) / (end.x - start.x)
      let low = start.low + (end.low - start.low) * share
      let high = start.high + (end.high - start.high) * share
      guard high >= 0, low <= 1 else { continue }
      // One thinner than a row is drawn where its middle is.
      let isThin = (high - low) * Double(plot.rows) < 1
      let (bottom, top) = isThin ? ((low + high) / 2, (low + high) / 2) : (low, high)
      let rows = (Projection.cell(bottom, of: plot.rows), Projection.cell(top, of: plot.rows))
      let nearest = share > 0.5 ? end.point : start.point
      for row in rows.0...max(rows.0, rows.1) {
        let (x, y) = (plot.column + column, plot.row + plot.rows - 1 - row)
        // Beside its line it would be a speck.
        let isSpeck = isThin && [y - 1, y + 1].contains { isLine(x, $0, index, on: canvas) }
        guard isFree(x, y, on: canvas), !isSpeck else { continue }
        let color = axes.looks[axes.plan.bands[index].look].style.foreground
        canvas.put(
          axes.isASCII ? ":" : "░", x, y, Style(foreground: color, attributes: .dim),
          .band(panel: axes.panel, band: index, nearest: nearest))
      }
    }
  }

  /// Whether nothing stands there but the grid and other bands.
  private func isFree(_ column: Int, _ row: Int, on canvas: Canvas) -> Bool {
    switch canvas.owner(column, row) {
    case Owner.none?, .band?: return true
    case .gridLine?:
      let frame = FrameGlyphs(axes.capabilities.glyphs)
      return ![frame.ruleAcross, frame.ruleDown].contains(canvas.grid[column, row].character)
    default: return false
    }
  }

  /// Whether the series that a band belongs to passes there.
  private func isLine(_ column: Int, _ row: Int, _ index: Int, on canvas: Canvas) -> Bool {
    let series = axes.plan.ordinals[axes.plan.bands[index].look]
    switch canvas.owner(column, row) {
    case .line(axes.panel, series, _)?, .point(axes.panel, series, _)?,
      .series(axes.panel, series)?:
      return true
    default: return false
    }
  }
}
