import Screen

/// Draws bars upwards, groups side by side, the value at the tip where every value fits.
struct VerticalBarsRenderer {
  private let bars: Bars
  private let panel: Int
  private let rect: Rect
  private let capabilities: Capabilities
  private let axis: AxisPlan
  private let plot: Rect
  /// Columns of one bar.
  private let width: Int
  private let zero: Double

  /// Lays the bars out; nil when they, or the names of their groups, have no room side by side.
  init?(_ bars: Bars, panel: Int, in rect: Rect, _ capabilities: Capabilities) {
    self.bars = bars
    self.panel = panel
    self.rect = rect
    self.capabilities = capabilities
    let isASCII = capabilities.glyphs == .ascii
    let projection = Self.projection(bars, rows: rect.rows)
    zero = projection.isLog ? 0 : min(1, max(0, projection.fraction(0)))
    let top = (bars.title.isEmpty ? 0 : 1) + 1
    // One row above the highest bar is for its value.
    let rows =
      rect.rows - top - 3 - (bars.series.count > 1 ? 1 : 0) - (bars.categoryLabel.isEmpty ? 0 : 1)
    guard rows >= 4, !bars.categories.isEmpty, !bars.series.isEmpty else { return nil }
    axis = .vertical(bars.value, projection, rows: rows, isASCII: isASCII)
    let left = (axis.ticks.ticks.map { TextWidth.columns(of: $0.label) }.max() ?? 0) + 1
    let columns = rect.columns - left - 1
    let group = columns / bars.categories.count
    width = min(9, (group - 2) / bars.series.count)
    let names = bars.categories.map { TextWidth.columns(of: $0) }.max() ?? 0
    let key = bars.series.reduce(0) { $0 + TextWidth.columns(of: $1.name) + 5 }
    guard width >= 1, names < group, bars.series.count == 1 || key <= columns + 3 else {
      return nil
    }
    plot = Rect(
      column: rect.column + left, row: rect.row + top + 1,
      columns: min(columns, bars.categories.count * max(names + 2, width * bars.series.count + 3)),
      rows: rows)
  }

  /// With a row below the lowest bar, for its value.
  private static func projection(_ bars: Bars, rows: Int) -> Projection {
    let tight = bars.projection
    guard !tight.isLog, tight.low < 0, bars.value.domain == nil else { return tight }
    let margin = (tight.high - tight.low) / Double(max(4, rows - 8))
    return Projection(.linear, low: tight.low - margin, high: tight.high)
  }

  func draw(on canvas: inout Canvas) {
    let style = Style(attributes: .bold)
    canvas.write(bars.title, rect.column, rect.row, width: rect.columns, style, .title)
    canvas.write(axis.title, rect.column, plot.row - 2, width: rect.columns, .plain, .title)
    drawFrame(on: &canvas)
    let group = plot.columns / bars.categories.count
    let used = width * bars.series.count
    let texts = bars.texts(isASCII: canvas.isASCII)
    let hasTips = texts.allSatisfy {
      $0.allSatisfy { TextWidth.columns(of: $0) <= max(width - (bars.series.count > 1 ? 1 : 0), 1) }
    }
    var missing = 0
    for (place, category) in bars.categories.enumerated() {
      let start = plot.column + place * group + max(0, (group - used) / 2)
      for (look, series) in bars.series.enumerated() {
        let value = series.values.indices.contains(place) ? series.values[place] : .nan
        guard axis.projection.isDrawable(value) else {
          missing += 1
          continue
        }
        let tip = draw(value, look, place, at: start + look * width, on: &canvas)
        guard hasTips else { continue }
        let text = texts[look][place]
        canvas.write(
          text, start + look * width + (width - TextWidth.columns(of: text)) / 2, tip, .plain, .tick
        )
      }
      let name = start + (used - TextWidth.columns(of: category)) / 2
      canvas.write(category, max(plot.column, name), plot.row + plot.rows + 1, .plain, .tick)
    }
    let title = (plot.columns - TextWidth.columns(of: bars.categoryLabel)) / 2
    canvas.write(
      bars.categoryLabel, plot.column + max(0, title), plot.row + plot.rows + 2,
      width: plot.columns, .plain, .title)
    drawBase(on: &canvas)
    drawKey(on: &canvas)
    canvas.warn(missing, "value")
  }

  /// The line that bars stand on, where some hang from it.
  private func drawBase(on canvas: inout Canvas) {
    let base = Int((zero * Double(plot.rows)).rounded())
    guard base > 0, base < plot.rows else { return }
    let row = plot.row + plot.rows - 1 - base
    for column in plot.column..<plot.column + plot.columns
    where canvas.isFree(column, row, width: 1) {
      canvas.put(thinnest, column, row, canvas.quiet, .gridLine)
    }
  }

  /// Draws one bar; returns the row for its value, beyond its end.
  private func draw(
    _ value: Double, _ look: Int, _ category: Int, at start: Int, on canvas: inout Canvas
  ) -> Int {
    let style = SeriesLook(look, capabilities).style
    let owner = Owner.point(panel: panel, series: look, point: category)
    let bottom = plot.row + plot.rows - 1
    let base = Int((zero * Double(plot.rows)).rounded())
    let place = min(1, max(0, axis.projection.fraction(value)))
    let eighths = Int((abs(place - zero) * Double(plot.rows) * 8).rounded())
    let body = Self.body(look, isASCII: canvas.isASCII)
    let fill = canvas.filled(style, with: body)
    // The last column of a bar stays free where another bar follows.
    let columns = bars.series.count > 1 && width > 2 ? width - 1 : width
    let isUp = place >= zero
    for step in 0..<eighths / 8 {
      let row = isUp ? bottom - base - step : bottom - base + 1 + step
      for column in 0..<columns { canvas.put(body, start + column, row, fill, owner) }
    }
    var end = eighths / 8
    let part =
      look % 4 > 0
      ? (eighths % 8 >= 4 ? body : nil)
      : isUp ? rising(eighths % 8) : eighths % 8 >= 4 ? (canvas.isASCII ? "#" : "▀") : nil
    if let tip = part ?? (eighths == 0 && value != 0 ? thinnest : nil) {
      let row = isUp ? bottom - base - end : bottom - base + 1 + end
      for column in 0..<columns { canvas.put(tip, start + column, row, style, owner) }
      end += 1
    }
    return isUp ? bottom - base - end : bottom - base + 1 + end
  }

  /// What the bars of a series are filled with: told apart without colour too.
  private static func body(_ look: Int, isASCII: Bool) -> Character {
    Array(isASCII ? "#=+:" : "█▒▓░")[look % 4]
  }

  /// What stands for a bar too low to be drawn.
  private var thinnest: Character {
    capabilities.glyphs == .ascii || capabilities.glyphs == .block ? "_" : "▁"
  }

  /// The character that fills so many eighths of a row from below.
  private func rising(_ eighths: Int) -> Character? {
    switch capabilities.glyphs {
    case .ascii: eighths >= 4 ? "#" : nil
    case .block: eighths >= 3 ? "▄" : nil
    case .braille, .quadrant: eighths == 0 ? nil : Array("▁▂▃▄▅▆▇")[eighths - 1]
    }
  }

  private func drawFrame(on canvas: inout Canvas) {
    let frame = FrameGlyphs(capabilities.glyphs)
    let (left, bottom) = (plot.column - 1, plot.row + plot.rows)
    for row in plot.row..<bottom { canvas.put(frame.vertical, left, row, .plain, .frame) }
    canvas.put(frame.corner, left, bottom, .plain, .frame)
    for column in plot.column..<plot.column + plot.columns {
      canvas.put(frame.horizontal, column, bottom, .plain, .frame)
    }
    for tick in axis.ticks.ticks {
      let fraction = axis.projection.fraction(tick.value)
      let row = bottom - 1 - Projection.cell(fraction, of: plot.rows)
      canvas.put(frame.tickLeft, left, row, .plain, .tick)
      let width = TextWidth.columns(of: tick.label)
      canvas.write(tick.label, max(rect.column, left - width), row, .plain, .tick)
    }
  }

  private func drawKey(on canvas: inout Canvas) {
    guard bars.series.count > 1 else { return }
    var column = plot.column
    for (look, series) in bars.series.enumerated() {
      let style = SeriesLook(look, capabilities).style
      let row = plot.row + plot.rows + (bars.categoryLabel.isEmpty ? 2 : 3)
      let body = Self.body(look, isASCII: canvas.isASCII)
      canvas.write(String([body, body]), column, row, style, .legend)
      let end = rect.column + rect.columns
      column = canvas.write(series.name, column + 3, row, width: end - column - 3, .plain, .legend)
      column += 2
    }
  }
}
