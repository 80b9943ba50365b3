import Screen

extension Figure {
  /// The figure as a standalone SVG document with title and description.
  ///
  /// Lines and texts are real ones; the same figure gives the same bytes.
  public func svg(width: Int = 720, height: Int = 420) -> String {
    let (width, height) = (max(160, width), max(120, height))
    var writer = SVGWriter()
    let box = "width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\""
    writer.raw(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(box) role=\"img\" "
        + "aria-labelledby=\"title description\" color=\"#222222\" "
        + "font-family=\"sans-serif\" font-size=\"12\">")
    writer.raw("<title id=\"title\">\(SVGWriter.escaped(title))</title>")
    writer.raw("<desc id=\"description\">\(SVGWriter.escaped(summary))</desc>")
    writer.rect(0, 0, Double(width), Double(height), fill: "#ffffff")
    writer.text(title, 12, 20, " font-weight=\"bold\" font-size=\"14\"")
    let notes = caption.isEmpty ? [] : Line(caption).wrapped(to: max(20, width / 7))
    for (index, note) in notes.enumerated() {
      writer.text(
        note.text, 12, Double(height - 8 - (notes.count - 1 - index) * 14),
        " font-size=\"11\" fill-opacity=\"0.7\"")
    }
    // The panels are laid out as on a screen of cells of 8 by 18.
    let rows = max(4, (height - 34 - notes.count * 14) / 18)
    let area = Rect(column: 1, row: 0, columns: max(10, (width - 16) / 8), rows: rows)
    for (index, place) in FigureLayout(aligned, in: area).places.enumerated() {
      let frame = SVGFrame(
        x: Double(place.rect.column) * 8, y: 30 + Double(place.rect.row) * 18,
        width: Double(place.rect.columns) * 8, height: Double(place.rect.rows) * 18)
      SVGPanel(frame: frame, index: index).draw(place.panel, &writer)
    }
    writer.raw("</svg>")
    return writer.body
  }
}

/// A rectangle in points.
struct SVGFrame {
  var x: Double
  var y: Double
  var width: Double
  var height: Double
}

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
    let values = bars.series.flatMap(\.values).filter(\.isFinite)
    let projection = Projection(
      .linear, low: min(0, values.min() ?? 0), high: max(0, values.max() ?? 1))
    let (left, right) = (frame.x + 130, frame.x + frame.width - 60)
    let count = Double(max(1, bars.categories.count * (bars.series.count + 1)))
    let step = (frame.y + frame.height - top - 30) / count
    let zero = left + (right - left) * projection.fraction(0)
    var y = top
    for (place, category) in bars.categories.enumerated() {
      writer.text(category, frame.x, y + step * 0.9, " font-weight=\"bold\"")
      if bars.series.count > 1 { y += step }
      for (look, series) in bars.series.enumerated() where series.values.indices.contains(place) {
        let value = series.values[place]
        if bars.series.count > 1 { writer.text(series.name, frame.x + 8, y + step * 0.9) }
        let end = value.isFinite ? left + (right - left) * projection.fraction(value) : zero
        writer.rect(
          min(zero, end), y + step * 0.1, abs(end - zero), step * 0.8, fill: Self.color(look))
        writer.text(
          value.isFinite ? NumberText.short(value) : "no value", max(zero, end) + 4, y + step * 0.8)
        y += step
      }
      if bars.series.count <= 1 { y += step }
    }
    writer.line(zero, top, zero, y)
    writer.text(bars.value.header("value"), (left + right) / 2, y + 18, anchor: "middle")
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
      let fill = scale.level(value).map { colors[$0] } ?? "none"
      writer.rect(left + column * side, top + row * side, side, side, fill: fill)
    }
    let bottom = top + side * Double(map.rows)
    let right = left + side * Double(map.columns)
    writer.text(map.y.label, frame.x, top - 5)
    writer.text(map.x.label, (left + right) / 2, bottom + 16, anchor: "middle")
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
        writer.rect(
          frame.x + Double(column) * side, top + Double(row) * side, side - 1, side - 1,
          fill: fills[state] ?? "none", " data-state=\"\(state.rawValue)\"")
      }
    }
    writer.text(map.y.label, frame.x, top - 5)
    writer.text(map.x.label, frame.x, top + side * Double(map.rows) + 16)
  }

  private func draw(_ timeline: Timeline, _ writer: inout SVGWriter) {
    let top = heading(timeline.title, &writer)
    let times = timeline.lanes.flatMap { $0.spans.flatMap { [$0.start, $0.end] } }.filter(
      \.isFinite)
    let projection = Projection(.linear, low: times.min() ?? 0, high: times.max() ?? 1)
    let (left, width) = (frame.x + 90, frame.width - 100)
    for (row, lane) in timeline.lanes.enumerated() {
      let y = top + Double(row) * 24
      writer.text(lane.name, frame.x, y + 15)
      for span in lane.spans where span.start.isFinite && span.end.isFinite {
        let (start, end) = (projection.fraction(span.start), projection.fraction(span.end))
        writer.rect(
          left + width * min(start, end), y + 2, width * abs(end - start), 18,
          fill: Self.color(row),
          " stroke=\"#ffffff\"")
        writer.text(span.label, left + width * (start + end) / 2, y + 15, anchor: "middle")
      }
    }
  }
}
