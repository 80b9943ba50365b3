/// Draws bars as vectors, to the right or upwards, each with its value at the tip.
struct SVGBars {
  private let bars: Bars
  private let frame: SVGFrame
  private let projection: Projection
  private let names: Double
  private let texts: [[String]]

  init(_ bars: Bars, _ frame: SVGFrame) {
    self.bars = bars
    self.frame = frame
    projection = bars.projection
    self.texts = bars.texts(isASCII: false)
    let texts = bars.categories + (bars.series.count > 1 ? bars.series.map { "  " + $0.name } : [])
    names = min(frame.width * 0.4, max(40, texts.map(SVGLabels.width).max() ?? 0) + 16)
  }

  func draw(_ writer: inout SVGWriter) {
    if bars.direction == .up { drawUp(&writer) } else { drawRight(&writer) }
  }

  /// What stands at the tip of a bar.
  private func text(_ series: Int, _ category: Int) -> String {
    projection.isDrawable(bars.series[series].values[category])
      ? texts[series][category] : "no value"
  }

  private func fraction(_ value: Double) -> Double {
    min(1, max(0, projection.fraction(value)))
  }

  /// Where bars begin.
  private var zero: Double { projection.isLog ? 0 : fraction(0) }

  private func drawRight(_ writer: inout SVGWriter) {
    let top = frame.y
    let hasNegative = bars.series.contains { $0.values.contains { $0 < 0 } }
    let left = frame.x + names + (hasNegative ? 48 : 0)
    let width = max(20, frame.x + frame.width - 60 - left)
    let isGrouped = bars.series.count > 1
    let count = Double(max(1, bars.categories.count * (isGrouped ? bars.series.count + 1 : 1)))
    let step = max(12, min(28, (frame.height - 40) / count))
    let each = step * (isGrouped ? Double(bars.series.count) + 1 : 1)
    let room = frame.height - 40
    let isCut = Double(bars.categories.count) * each > room + 1
    // A row is kept for what tells of the others.
    let shown = isCut ? max(0, Int((room - 14) / each)) : bars.categories.count
    var y = top
    for (place, category) in bars.categories.prefix(shown).enumerated() {
      writer.text(category, frame.x, y + step * 0.7, " font-weight=\"bold\"")
      if isGrouped { y += step }
      for (look, series) in bars.series.enumerated() where series.values.indices.contains(place) {
        let value = series.values[place]
        if isGrouped { writer.text(series.name, frame.x + 8, y + step * 0.7) }
        let end = projection.isDrawable(value) ? fraction(value) : zero
        writer.rect(
          left + width * min(zero, end), y + step * 0.1, width * abs(end - zero), step * 0.8,
          fill: SVGPanel.color(look), " data-series=\"\(look)\"")
        let isBelow = end < zero
        writer.text(
          text(look, place), left + width * end + (isBelow ? -4 : 4), y + step * 0.7,
          anchor: isBelow ? "end" : "start")
        y += step
      }
    }
    writer.line(left + width * zero, top, left + width * zero, y)
    if isCut {
      SVGPanel.tell(bars.categories.count - shown, "group", frame.x, y + 11, &writer)
      y += 14
    }
    let axis = AxisPlan.horizontal(
      bars.value, projection, columns: Int(width / 8), isASCII: false)
    SVGPanel.draw(axis, from: left, width: width, at: y + 2, &writer)
    writer.text(bars.categoryLabel, frame.x, y + 33)
  }

  private func drawUp(_ writer: inout SVGWriter) {
    let isGrouped = bars.series.count > 1
    let (top, left) = (frame.y + 32, frame.x + 52)
    // Below the lowest bar stands its value.
    let hasLabel = !bars.categoryLabel.isEmpty
    let hanging = bars.series.contains { $0.values.contains { $0 < 0 } } ? 14.0 : 0
    let below = hanging + (hasLabel ? 16 : 0)
    let height = max(20, frame.height - 32 - below - (isGrouped ? 44 : 26))
    let bottom = top + height
    let axis = AxisPlan.vertical(bars.value, projection, rows: Int(height / 18), isASCII: false)
    writer.text(axis.title, frame.x, frame.y + 8)
    let group = (frame.width - 60) / Double(max(1, bars.categories.count))
    let width = min(60, group * 0.8 / Double(max(1, bars.series.count)))
    for tick in axis.ticks.ticks {
      let row = bottom - height * fraction(tick.value)
      writer.line(left - 5, row, left, row)
      writer.line(left, row, frame.x + frame.width - 8, row, " stroke-opacity=\"0.12\"")
      writer.text(tick.label, left - 8, row + 4, anchor: "end")
    }
    for (place, category) in bars.categories.enumerated() {
      let middle = left + group * (Double(place) + 0.5)
      let start = middle - width * Double(bars.series.count) / 2
      for (look, series) in bars.series.enumerated() where series.values.indices.contains(place) {
        let value = series.values[place]
        let end = projection.isDrawable(value) ? fraction(value) : zero
        let x = start + width * Double(look)
        writer.rect(
          x + 1, bottom - height * max(zero, end), max(1, width - 2), height * abs(end - zero),
          fill: SVGPanel.color(look), " data-series=\"\(look)\"")
        writer.text(
          text(look, place), x + width / 2, bottom - height * end + (end < zero ? 14 : -4),
          anchor: "middle")
      }
      writer.text(category, middle, bottom + hanging + 18, anchor: "middle")
    }
    writer.text(
      bars.categoryLabel, left + group * Double(bars.categories.count) / 2, bottom + below + 18,
      anchor: "middle")
    writer.line(left, top, left, bottom)
    let base = bottom - height * zero
    writer.line(left, base, frame.x + frame.width - 8, base)
    guard isGrouped else { return }
    var x = left
    for (look, series) in bars.series.enumerated() {
      writer.rect(x, bottom + below + 28, 12, 12, fill: SVGPanel.color(look))
      writer.text(series.name, x + 18, bottom + below + 38)
      x += SVGLabels.width(series.name) + 36
    }
  }
}
