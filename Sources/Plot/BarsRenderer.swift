import Screen

/// Draws bars from left to right, a row each, the value at the tip.
struct BarsRenderer {
  private struct Row {
    let label: String
    let series: Int
    let category: Int
    let value: Double?
  }

  private let bars: Bars
  private let panel: Int
  private let rect: Rect
  private let capabilities: Capabilities
  private let rows: [Row]
  private let projection: Projection

  init(_ bars: Bars, panel: Int, in rect: Rect, _ capabilities: Capabilities) {
    self.bars = bars
    self.panel = panel
    self.rect = rect
    self.capabilities = capabilities
    var rows: [Row] = []
    let isGrouped = bars.series.count > 1
    for (index, category) in bars.categories.enumerated() {
      if isGrouped { rows.append(Row(label: category, series: -1, category: index, value: nil)) }
      for (series, values) in bars.series.enumerated() {
        let value = values.values.indices.contains(index) ? values.values[index] : .nan
        rows.append(
          Row(
            label: isGrouped ? "  " + values.name : category, series: series, category: index,
            value: value))
      }
    }
    self.rows = rows
    projection = bars.projection
  }

  /// Rows that the bars, their title and their axis take.
  static func rows(_ bars: Bars) -> Int {
    let each = bars.series.count > 1 ? bars.series.count + 1 : 1
    return bars.categories.count * each + (bars.title.isEmpty ? 0 : 1) + 3
  }

  func draw(on canvas: inout Canvas) {
    var row = rect.row
    if !bars.title.isEmpty {
      canvas.write(
        bars.title, rect.column, row, width: rect.columns, Style(attributes: .bold), .title)
      row += 1
    }
    let bottom = rect.row + rect.rows - 3
    let shown = rows.prefix(max(1, bottom - row))
    let widest = rows.map { TextWidth.columns(of: $0.label) }.max() ?? 0
    let left = min(widest, rect.columns / 3) + 2
    let values = bars.texts(isASCII: capabilities.glyphs == .ascii)
    let texts = rows.map { row in
      row.series >= 0 && values[row.series].indices.contains(row.category)
        ? values[row.series][row.category] : ""
    }
    let tip = (texts.map { TextWidth.columns(of: $0) }.max() ?? 0) + 2
    let tips = rows.contains { ($0.value ?? 0) < 0 } && projection.low < 0 ? tip : 0
    let start = rect.column + left + tips
    let columns = max(1, rect.columns - left - tips - tip)
    let zero = projection.isLog ? 0 : min(1, max(0, projection.fraction(0)))
    for (index, item) in shown.enumerated() {
      let indented = item.series < 0 ? Style(attributes: .bold) : .plain
      canvas.write(item.label, rect.column, row + index, width: left - 2, indented, .tick)
      guard let value = item.value else { continue }
      guard projection.isDrawable(value) else {
        let origin = Int((zero * Double(columns)).rounded())
        canvas.write(
          "no value", start + origin + 1, row + index, Style(attributes: .dim), .note(index))
        continue
      }
      draw(
        value, from: zero, item, text: texts[index], at: start, row + index, columns: columns,
        on: &canvas)
    }
    drawAxis(at: start, row + shown.count, columns: columns, zero: zero, rows: shown.count, &canvas)
    canvas.warn(rows.count { $0.value.map { !projection.isDrawable($0) } ?? false }, "value")
    canvas.warn(rows.count - shown.count, "bar")
  }

  private func draw(
    _ value: Double, from zero: Double, _ item: Row, text: String, at start: Int, _ row: Int,
    columns: Int, on canvas: inout Canvas
  ) {
    let style = SeriesLook(item.series, capabilities).style
    let owner = Owner.point(panel: panel, series: item.series, point: item.category)
    let place = min(1, max(0, projection.fraction(value)))
    let eighths = Int((abs(place - zero) * Double(columns) * 8).rounded())
    let origin = Int((zero * Double(columns)).rounded())
    let full = eighths / 8
    let body: Character = capabilities.glyphs == .ascii ? "#" : "█"
    let fill = canvas.filled(style, with: body)
    if place >= zero {
      for column in 0..<full { canvas.put(body, start + origin + column, row, fill, owner) }
      var end = start + origin + full
      if let tip = partial(eighths % 8) {
        canvas.put(tip, end, row, style, owner)
        end += 1
      } else if full == 0, value != 0 {
        canvas.put(thinnest, end, row, style, owner)
        end += 1
      }
      canvas.write(text, end + 1, row, .plain, .tick)
    } else {
      let half = eighths % 8 >= 4 || full == 0
      for column in 0..<full { canvas.put(body, start + origin - 1 - column, row, fill, owner) }
      let end = start + origin - full - (half ? 1 : 0)
      if half {
        canvas.put(capabilities.glyphs == .ascii ? "#" : "▐", end, row, style, owner)
      }
      canvas.write(text, end - 1 - TextWidth.columns(of: text), row, .plain, .tick)
    }
  }

  /// What stands for a bar too short to be drawn.
  private var thinnest: Character {
    switch capabilities.glyphs {
    case .ascii: "|"
    case .block: "│"
    case .braille, .quadrant: "▏"
    }
  }

  /// The character that fills so many eighths of a column from the left.
  private func partial(_ eighths: Int) -> Character? {
    switch capabilities.glyphs {
    case .ascii: eighths >= 4 ? "#" : nil
    case .block: eighths >= 3 ? "▌" : nil
    case .braille, .quadrant: eighths == 0 ? nil : Array("▏▎▍▌▋▊▉")[eighths - 1]
    }
  }

  private func drawAxis(
    at start: Int, _ row: Int, columns: Int, zero: Double, rows: Int, _ canvas: inout Canvas
  ) {
    let plan = AxisPlan.horizontal(
      bars.value, projection, columns: columns, isASCII: capabilities.glyphs == .ascii)
    let frame = FrameGlyphs(capabilities.glyphs)
    for column in 0..<columns { canvas.put(frame.horizontal, start + column, row, .plain, .frame) }
    for tick in plan.ticks.ticks {
      let column = start + Projection.cell(projection.fraction(tick.value), of: columns)
      canvas.put(frame.tickDown, column, row, .plain, .tick)
      let width = TextWidth.columns(of: tick.label)
      let place = min(max(rect.column, column - width / 2), rect.column + rect.columns - width)
      canvas.write(tick.label, place, row + 1, .plain, .tick)
    }
    let width = TextWidth.columns(of: plan.title)
    let center = start + max(0, (columns - width) / 2)
    canvas.write(plan.title, center, row + 2, width: columns, .plain, .title)
    canvas.write(
      bars.categoryLabel, rect.column, row + 2, width: center - rect.column - 1, .plain, .title)
  }
}
