import Screen

/// Draws a matrix as coloured squares, numbers in them when they fit, with its colour bar.
struct SVGHeatmap {
  private let map: Heatmap
  private let frame: SVGFrame
  private let scale: HeatmapScale
  private let side: Double
  private let left: Double
  private let top: Double
  private let colors: [String]
  private let isDark: [Bool]

  init(_ map: Heatmap, _ frame: SVGFrame) {
    self.map = map
    self.frame = frame
    scale = HeatmapScale(map, levels: 32)
    colors = map.colorMap.exact.map { SVGPanel.color($0) }
    isDark = map.colorMap.levels(.direct).map(\.isDark)
    top = frame.y + 16
    let names = [0, max(0, map.rows - 1)].map {
      SVGLabels.width(HeatmapRenderer.index(map, map.y, $0, of: map.rows))
    }
    left = frame.x + 10 + (names.max() ?? 0)
    side = min(
      64, (frame.x + frame.width - 100 - left) / Double(max(1, map.columns)),
      (frame.height - 50) / Double(max(1, map.rows)))
  }

  private var bottom: Double { top + side * Double(map.rows) }
  private var right: Double { left + side * Double(map.columns) }

  func draw(_ writer: inout SVGWriter) {
    guard map.rows > 0, map.columns > 0 else {
      writer.text("no data", frame.x, top)
      return
    }
    writer.text(map.y.label, frame.x, top - 5)
    writer.text(map.x.label, (left + right) / 2, bottom + 30, anchor: "middle")
    drawCells(&writer)
    drawIndices(&writer)
    drawBar(&writer)
  }

  private func drawCells(_ writer: inout SVGWriter) {
    let values = map.values.prefix(map.rows * map.columns)
    let texts =
      side < 18
      ? []
      : HeatmapNumbers.texts(
        Array(values), room: Int((side - 4) / SVGLabels.width("0")), isLog: scale.projection.isLog)
    for (place, value) in values.enumerated() {
      let (row, column) = (place / map.columns, place % map.columns)
      let (x, y) = (left + Double(column) * side, top + Double(row) * side)
      guard let level = scale.level(value) else {
        writer.rect(x, y, side, side, fill: "none", " data-cell=\"\(row) \(column)\"")
        writer.line(x, y + side, x + side, y, " stroke-opacity=\"0.3\"")
        continue
      }
      writer.rect(x, y, side, side, fill: colors[level], " data-cell=\"\(row) \(column)\"")
      guard texts.indices.contains(place) else { continue }
      let ink = isDark[level] ? " color=\"#ffffff\"" : ""
      writer.text(texts[place], x + side / 2, y + side / 2 + 4, anchor: "middle", ink)
    }
  }

  private func drawIndices(_ writer: inout SVGWriter) {
    func stepOf(_ count: Int, _ room: Double) -> Int {
      [1, 2, 5, 10, 20, 50, 100, 200, 500].first { Double($0) * side >= room } ?? max(1, count)
    }
    for row in stride(from: 0, to: map.rows, by: stepOf(map.rows, 16)) {
      writer.text(
        HeatmapRenderer.index(map, map.y, row, of: map.rows), left - 4,
        top + (Double(row) + 0.5) * side + 4, anchor: "end")
    }
    let widest = [0, map.columns - 1].map {
      SVGLabels.width(HeatmapRenderer.index(map, map.x, $0, of: map.columns))
    }
    for column in stride(from: 0, to: map.columns, by: stepOf(map.columns, (widest.max() ?? 0) + 8))
    {
      writer.text(
        HeatmapRenderer.index(map, map.x, column, of: map.columns),
        left + (Double(column) + 0.5) * side, bottom + 15, anchor: "middle")
    }
  }

  private func drawBar(_ writer: inout SVGWriter) {
    guard !scale.isEmpty else { return }
    let height = bottom - top
    for (level, color) in colors.enumerated() {
      let part = height / Double(colors.count)
      let color = scale.single.flatMap { scale.level($0) }.map { colors[$0] } ?? color
      writer.rect(right + 12, bottom - Double(level + 1) * part, 14, part + 0.3, fill: color)
    }
    let rows = max(2, Int(height / 18))
    let bar = AxisPlan.vertical(map.value, scale.projection, rows: rows, isASCII: false)
    let labels = HeatmapRenderer.barLabels(bar, scale, rows: rows)
    for (label, row) in labels {
      let y = top + (Double(row) + 0.5) / Double(rows) * height
      writer.text(label, right + 30, y + 4)
    }
    writer.text(bar.title, right + 12, top - 5)
  }
}
