/// Draws one panel as vectors.
struct SVGPanel {
  let frame: SVGFrame
  let index: Int

  static func color(_ look: Int) -> String {
    let colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#661133", "#332288"]
    return colors[look % colors.count]
  }

  static func color(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  func draw(_ panel: Panel, _ writer: inout SVGWriter) {
    writer.raw("<g id=\"panel\(index)\">")
    switch panel {
    case .axes(let axes): SVGAxes(axes, frame).draw(&writer)
    case .bars(let bars): draw(bars, &writer)
    case .heatmap(let map): draw(map, &writer)
    case .table(let table): draw(table, &writer)
    case .tileMap(let map): draw(map, &writer)
    case .timeline(let timeline): draw(timeline, &writer)
    }
    writer.raw("</g>")
  }

  /// The panel's title; returns where the rest begins.
  private func heading(_ title: String, _ writer: inout SVGWriter) -> Double {
    writer.text(title, frame.x, frame.y + 12, " font-weight=\"bold\"")
    return frame.y + (title.isEmpty ? 0 : 18)
  }

  private func draw(_ bars: Bars, _ writer: inout SVGWriter) {
    let top = heading(bars.title, &writer)
    let projection = bars.projection
    let (left, right) = (frame.x + 130, frame.x + frame.width - 60)
    let count = Double(max(1, bars.categories.count * (bars.series.count + 1)))
    let step = (frame.y + frame.height - top - 36) / count
    func position(_ value: Double) -> Double {
      left + (right - left) * min(1, max(0, projection.fraction(value)))
    }
    let zero = projection.isLog ? left : position(0)
    var y = top
    for (place, category) in bars.categories.enumerated() {
      writer.text(category, frame.x, y + step * 0.9, " font-weight=\"bold\"")
      if bars.series.count > 1 { y += step }
      for (look, series) in bars.series.enumerated() where series.values.indices.contains(place) {
        let value = series.values[place]
        if bars.series.count > 1 { writer.text(series.name, frame.x + 8, y + step * 0.9) }
        let hasPlace = projection.isDrawable(value)
        let end = hasPlace ? position(value) : zero
        writer.rect(
          min(zero, end), y + step * 0.1, abs(end - zero), step * 0.8, fill: Self.color(look),
          " data-series=\"\(look)\"")
        writer.text(
          hasPlace ? bars.text(value, isASCII: false) : "no value", max(zero, end) + 4,
          y + step * 0.8)
        y += step
      }
      if bars.series.count <= 1 { y += step }
    }
    writer.line(zero, top, zero, y)
    let axis = AxisPlan.horizontal(
      bars.value, projection, columns: Int((right - left) / 8), isASCII: false)
    draw(axis, from: left, width: right - left, at: y, &writer)
  }

  /// An axis with its ticks and its title below.
  private func draw(
    _ axis: AxisPlan, from left: Double, width: Double, at y: Double, _ writer: inout SVGWriter
  ) {
    writer.line(left, y, left + width, y)
    for tick in axis.ticks.ticks {
      let x = left + width * axis.projection.fraction(tick.value)
      writer.line(x, y, x, y + 4)
      writer.text(tick.label, x, y + 16, anchor: "middle")
    }
    writer.text(axis.title, left + width / 2, y + 30, anchor: "middle")
  }

  private func draw(_ map: Heatmap, _ writer: inout SVGWriter) {
    let top = heading(map.title, &writer) + 16
    guard map.rows > 0, map.columns > 0 else {
      writer.text("no data", frame.x, top)
      return
    }
    let scale = HeatmapScale(map, levels: 32)
    let colors = map.colorMap.exact.map { Self.color($0) }
    let side = min(
      (frame.width - 120) / Double(map.columns),
      (frame.y + frame.height - top - 24) / Double(map.rows))
    let left = frame.x + 30
    for (place, value) in map.values.prefix(map.rows * map.columns).enumerated() {
      let (row, column) = (Double(place / map.columns), Double(place % map.columns))
      let (x, y) = (left + column * side, top + row * side)
      let level = scale.level(value)
      writer.rect(
        x, y, side, side, fill: level.map { colors[$0] } ?? "none",
        " data-cell=\"\(Int(row)) \(Int(column))\"")
      if level == nil { writer.line(x, y + side, x + side, y, " stroke-opacity=\"0.3\"") }
    }
    let bottom = top + side * Double(map.rows)
    let right = left + side * Double(map.columns)
    writer.text(map.y.label, frame.x, top - 5)
    for (text, row) in [("0", 0.5), ("\(map.rows - 1)", Double(map.rows) - 0.5)] {
      writer.text(text, left - 4, top + row * side + 4, anchor: "end")
    }
    for (text, column) in [("0", 0.5), ("\(map.columns - 1)", Double(map.columns) - 0.5)] {
      writer.text(text, left + column * side, bottom + 14, anchor: "middle")
    }
    writer.text(map.x.label, (left + right) / 2, bottom + 14, anchor: "middle")
    for (level, color) in colors.enumerated() {
      let height = (bottom - top) / 32
      writer.rect(right + 12, bottom - Double(level + 1) * height, 14, height, fill: color)
    }
    writer.text(NumberText.short(scale.projection.high), right + 30, top + 10)
    writer.text(NumberText.short(scale.projection.low), right + 30, bottom)
    writer.text(map.value.header(""), right + 12, top - 5)
  }

  private func draw(_ table: TablePanel, _ writer: inout SVGWriter) {
    var y = heading(table.title, &writer) + 14
    let step = frame.width / Double(max(1, table.columns.count))
    for (row, cells) in ([table.columns] + table.rows).enumerated() {
      for (column, cell) in cells.enumerated() {
        let isNumber = table.isNumber.indices.contains(column) && table.isNumber[column]
        writer.text(
          cell, frame.x + (Double(column) + (isNumber ? 0.9 : 0)) * step, y,
          anchor: isNumber ? "end" : "start", row == 0 ? " font-weight=\"bold\"" : "")
      }
      if row == 0 { writer.line(frame.x, y + 4, frame.x + frame.width, y + 4) }
      y += 18
    }
  }

  private func draw(_ map: TileMap, _ writer: inout SVGWriter) {
    let top = heading(map.title, &writer) + 16
    guard map.rows > 0, map.columns > 0 else { return }
    let side = min(
      (frame.width - 120) / Double(map.columns),
      (frame.y + frame.height - top - 24) / Double(map.rows))
    let fills: [TileMap.State: String] = [
      .waiting: "#eeeeee", .current: "#d55e00", .done: "#56b4e9", .skipped: "#999999",
    ]
    for row in 0..<map.rows {
      for column in 0..<map.columns {
        let state = map.state(row, column)
        let (x, y) = (frame.x + Double(column) * side, top + Double(row) * side)
        writer.rect(
          x, y, side - 1, side - 1, fill: fills[state] ?? "none",
          " data-state=\"\(state.rawValue)\"")
        let index = row * map.columns + column
        if map.order.indices.contains(index), map.order[index] >= 0, side >= 14 {
          writer.text("\(map.order[index])", x + side / 2, y + side / 2 + 4, anchor: "middle")
        } else if state == .skipped {
          writer.line(x, y + side - 1, x + side - 1, y, " stroke-opacity=\"0.5\"")
        }
      }
    }
    writer.text(map.y.label, frame.x, top - 5)
    writer.text(map.x.label, frame.x, top + side * Double(map.rows) + 14)
    var y = top + 10
    for state in TileMap.State.allCases where map.states.contains(state) {
      let x = frame.x + side * Double(map.columns) + 12
      writer.rect(x, y - 10, 12, 12, fill: fills[state] ?? "none")
      writer.text(state.words, x + 18, y)
      y += 18
    }
  }

  private func draw(_ timeline: Timeline, _ writer: inout SVGWriter) {
    let top = heading(timeline.title, &writer)
    let projection = timeline.projection
    let (left, width) = (frame.x + 90, frame.width - 100)
    for (row, lane) in timeline.lanes.enumerated() {
      let y = top + Double(row) * 24
      writer.text(lane.name, frame.x, y + 15)
      for span in lane.spans
      where projection.isDrawable(span.start) && projection.isDrawable(span.end) {
        let (start, end) = (
          min(1, max(0, projection.fraction(span.start))),
          min(1, max(0, projection.fraction(span.end)))
        )
        writer.rect(
          left + width * min(start, end), y + 2, width * abs(end - start), 18,
          fill: Self.color(row),
          " stroke=\"#ffffff\"")
        writer.text(span.label, left + width * (start + end) / 2, y + 15, anchor: "middle")
      }
    }
    let axis = AxisPlan.horizontal(
      timeline.time, projection, columns: Int(width / 8), isASCII: false)
    let bottom = top + Double(timeline.lanes.count) * 24 + 4
    draw(axis, from: left, width: width, at: bottom, &writer)
  }
}
