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
    // Braille follows the curves dot by dot; other glyphs are filled or not.
    let glyphs: GlyphSet = axes.capabilities.glyphs == .braille ? .braille : .ascii
    for index in axes.plan.bands.indices {
      var dots = DotCanvas(columns: axes.plot.columns, rows: axes.plot.rows, glyphs: glyphs)
      for run in runs(index) {
        if run.count == 1 { fill(&dots, run[0], run[0]) }
        for (start, end) in zip(run, run.dropFirst()) { fill(&dots, start, end) }
      }
      draw(dots, index, on: &canvas)
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

  /// Lights the dots between the bounds of two points, in each column at least one.
  private func fill(_ dots: inout DotCanvas, _ start: Bounds, _ end: Bounds) {
    let (left, right) = (min(start.x, end.x), max(start.x, end.x))
    guard right >= 0, left <= 1 else { return }
    let (across, down) = (dots.dotColumns, dots.dotRows)
    let columns = (Projection.cell(left, of: across), Projection.cell(right, of: across))
    for column in columns.0...max(columns.0, columns.1) {
      let middle = (Double(column) + 0.5) / Double(across)
      let place = min(right, max(left, middle))
      let share = end.x == start.x ? 0 : (place - start.x) / (end.x - start.x)
      let low = start.low + (end.low - start.low) * share
      let high = start.high + (end.high - start.high) * share
      guard high >= 0, low <= 1 else { continue }
      // Dots whose middles lie between the bounds, or the one in the middle of a thin band.
      var first = Int((max(0, low) * Double(down) - 0.5).rounded(.up))
      var last = Int((min(1, high) * Double(down) - 0.5).rounded(.down))
      if first > last {
        first = Projection.cell((low + high) / 2, of: down)
        last = first
      }
      for row in max(0, first)...max(0, first, min(down - 1, last)) {
        let point = share > 0.5 ? end.point : start.point
        dots.light(column, down - 1 - row, point: Int32(truncatingIfNeeded: point))
      }
    }
  }

  private func draw(_ dots: DotCanvas, _ index: Int, on canvas: inout Canvas) {
    let plot = axes.plot
    let color = axes.looks[axes.plan.bands[index].look].style.foreground
    for (cell, mask) in dots.masks.enumerated() where mask != 0 {
      let (column, row) = (cell % plot.columns, cell / plot.columns)
      let (x, y) = (plot.column + column, plot.row + row)
      func isFilled(_ neighbour: Int) -> Bool {
        dots.masks.indices.contains(neighbour) && dots.masks[neighbour] != 0
      }
      // Beside its line a thin band would be a speck.
      let isThin = !isFilled(cell - plot.columns) && !isFilled(cell + plot.columns)
      let isSpeck = isThin && [y - 1, y + 1].contains { isLine(x, $0, index, on: canvas) }
      guard isFree(x, y, on: canvas), !isSpeck else { continue }
      canvas.put(
        character(mask), x, y, Style(foreground: color, attributes: .dim),
        .band(panel: axes.panel, band: index, nearest: Int(dots.points[cell])))
    }
  }

  /// A quarter of the dots of a mask, so that lines stand out without colour too, or a shade.
  private func character(_ mask: UInt8) -> Character {
    guard axes.capabilities.glyphs == .braille else { return axes.isASCII ? "." : "░" }
    let sparse = mask & Self.lattice
    return DotCanvas.pattern(Int(sparse == 0 ? mask : sparse))
  }

  /// The dots of a braille glyph where fillings show, as bits across then down.
  private static let lattice: UInt8 = 0b0001_0010

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
