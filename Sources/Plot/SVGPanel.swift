/// Draws one panel as vectors.
struct SVGPanel {
  let frame: SVGFrame
  let index: Int

  static func color(_ look: Int) -> String {
    let colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#661133", "#332288"]
    return colors[look % colors.count]
  }

  /// What makes texts on the colour of a look legible.
  static func ink(on look: Int) -> String {
    [0, 4, 5].contains(look % 6) ? " color=\"#ffffff\"" : ""
  }

  static func color(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  func draw(_ panel: Panel, _ writer: inout SVGWriter) {
    writer.raw("<g id=\"panel\(index)\">")
    switch panel {
    case .axes(let axes): SVGAxes(axes, frame).draw(&writer)
    case .bars(let bars): SVGBars(bars, below(bars.title, &writer)).draw(&writer)
    case .heatmap(let map): SVGHeatmap(map, below(map.title, &writer)).draw(&writer)
    case .table(let table): draw(table, below(table.title, &writer), &writer)
    case .tileMap(let map): draw(map, below(map.title, &writer), &writer)
    case .timeline(let timeline): draw(timeline, below(timeline.title, &writer), &writer)
    }
    writer.raw("</g>")
  }

  /// Writes the panel's title; returns what is left for the rest.
  private func below(_ title: String, _ writer: inout SVGWriter) -> SVGFrame {
    guard !title.isEmpty else { return frame }
    writer.text(title, frame.x, frame.y + 8, " font-weight=\"bold\"")
    return SVGFrame(
      x: frame.x, y: frame.y + 18, width: frame.width, height: max(1, frame.height - 18))
  }

  /// An axis with its ticks and its title below.
  static func draw(
    _ axis: AxisPlan, from left: Double, width: Double, at y: Double, _ writer: inout SVGWriter
  ) {
    writer.line(left, y, left + width, y)
    for tick in axis.ticks.ticks {
      let x = left + width * axis.projection.fraction(tick.value)
      writer.line(x, y, x, y + 4)
      writer.text(tick.label, x, y + 16, anchor: "middle")
    }
    writer.text(axis.title, left + width / 2, y + 31, anchor: "middle")
  }

  /// Says how many of a list are not drawn.
  static func tell(
    _ hidden: Int, _ what: String, _ x: Double, _ y: Double, _ writer: inout SVGWriter
  ) {
    guard hidden > 0 else { return }
    writer.text("and \(Words.count(hidden, "more \(what)"))", x, y, " fill-opacity=\"0.7\"")
  }

  private func draw(_ table: TablePanel, _ frame: SVGFrame, _ writer: inout SVGWriter) {
    var y = frame.y + 14
    let step = frame.width / Double(max(1, table.columns.count))
    let room = max(1, Int((frame.height - 14) / 18))
    let shown = table.rows.count > room ? room - 1 : table.rows.count
    defer { Self.tell(table.rows.count - shown, "row", frame.x, y, &writer) }
    for (row, cells) in ([table.columns] + table.rows.prefix(shown)).enumerated() {
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

  private static let fills: [TileMap.State: String] = [
    .waiting: "#eeeeee", .current: "#d55e00", .done: "#56b4e9", .skipped: "#bbbbbb",
  ]

  private func draw(_ map: TileMap, _ frame: SVGFrame, _ writer: inout SVGWriter) {
    let top = frame.y + 16
    guard map.rows > 0, map.columns > 0 else { return }
    let left = frame.x + 10 + SVGLabels.width("\(map.rows - 1)")
    let side = min(
      64, (frame.x + frame.width - 130 - left) / Double(map.columns),
      (frame.height - 50) / Double(map.rows))
    for row in 0..<map.rows {
      for column in 0..<map.columns {
        let state = map.state(row, column)
        let (x, y) = (left + Double(column) * side, top + Double(row) * side)
        writer.rect(
          x, y, side - 1, side - 1, fill: Self.fills[state] ?? "none",
          " data-state=\"\(state.rawValue)\"")
        let index = row * map.columns + column
        if map.order.indices.contains(index), map.order[index] >= 0, side >= 14 {
          writer.text("\(map.order[index])", x + side / 2, y + side / 2 + 4, anchor: "middle")
        } else if state == .skipped {
          writer.line(x, y + side - 1, x + side - 1, y, " stroke-opacity=\"0.5\"")
        }
      }
    }
    let (right, bottom) = (left + side * Double(map.columns), top + side * Double(map.rows))
    let step = [1, 2, 5, 10, 20, 50].first { Double($0) * side >= 24 } ?? 100
    for row in stride(from: 0, to: map.rows, by: step) {
      writer.text("\(row)", left - 4, top + (Double(row) + 0.5) * side + 4, anchor: "end")
    }
    for column in stride(from: 0, to: map.columns, by: step) {
      writer.text("\(column)", left + (Double(column) + 0.5) * side, bottom + 14, anchor: "middle")
    }
    writer.text(map.y.label, frame.x, top - 5)
    writer.text(map.x.label, (left + right) / 2, bottom + 29, anchor: "middle")
    var y = top + 10
    for state in TileMap.State.allCases where map.states.contains(state) {
      writer.rect(right + 12, y - 10, 12, 12, fill: Self.fills[state] ?? "none")
      writer.text(state.words, right + 30, y)
      y += 18
    }
  }

  private func draw(_ timeline: Timeline, _ frame: SVGFrame, _ writer: inout SVGWriter) {
    let projection = timeline.projection
    let names = timeline.lanes.map { SVGLabels.width($0.name) }.max() ?? 0
    let left = frame.x + min(frame.width * 0.4, names) + 14
    let width = max(20, frame.x + frame.width - 16 - left)
    let room = frame.height - 40
    let tall = min(24, max(12, room / Double(max(1, timeline.lanes.count))))
    let isCut = Double(timeline.lanes.count) * tall > room + 1
    let shown = isCut ? max(0, Int(room / tall) - 1) : timeline.lanes.count
    for (row, lane) in timeline.lanes.prefix(shown).enumerated() {
      let y = frame.y + Double(row) * tall
      writer.text(lane.name, frame.x, y + tall / 2 + 4)
      for span in lane.spans
      where projection.isDrawable(span.start) && projection.isDrawable(span.end) {
        let (start, end) = (
          min(1, max(0, projection.fraction(span.start))),
          min(1, max(0, projection.fraction(span.end)))
        )
        writer.rect(
          left + width * min(start, end), y + 1, width * abs(end - start), tall - 2,
          fill: Self.color(row), " stroke=\"#ffffff\"", title: span.label)
        guard SVGLabels.width(span.label) + 4 <= width * abs(end - start) else { continue }
        writer.text(
          span.label, left + width * (start + end) / 2, y + tall / 2 + 4, anchor: "middle",
          Self.ink(on: row))
      }
    }
    let axis = AxisPlan.horizontal(
      timeline.time, projection, columns: Int(width / 8), isASCII: false)
    var bottom = frame.y + Double(shown) * tall + 4
    if isCut {
      Self.tell(timeline.lanes.count - shown, "lane", frame.x, bottom + 8, &writer)
      bottom += tall
    }
    Self.draw(axis, from: left, width: width, at: bottom, &writer)
  }
}
