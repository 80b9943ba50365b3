import Screen

/// Draws a matrix as colours, or as characters of rising ink, with its colour bar.
struct HeatmapRenderer {
  private let map: Heatmap
  private let panel: Int
  private let rect: Rect
  private let capabilities: Capabilities
  private let colors: [Color]
  private let ramp: InkRamp
  private let scale: HeatmapScale
  private let pixels: HeatmapPixels
  private let shape: HeatmapShape
  private let plot: Rect
  private let bar: AxisPlan
  private let labelWidth: Int

  private var cellColumns: Int { shape.cellColumns }
  private var cellRows: Int { shape.cellRows }
  private var density: Int { shape.density }
  private var frame: FrameGlyphs { FrameGlyphs(capabilities.glyphs) }

  init(_ map: Heatmap, panel: Int, in rect: Rect, _ capabilities: Capabilities) {
    self.map = map
    self.panel = panel
    self.rect = rect
    self.capabilities = capabilities
    let isASCII = capabilities.glyphs == .ascii
    colors = map.colorMap.levels(capabilities.colors)
    let range = HeatmapScale(map, levels: 2)
    ramp = InkRamp(isDiverging: range.isDiverging, isASCII: isASCII)
    let top = (map.title.isEmpty ? 0 : 1) + (map.y.label.isEmpty && map.value.label.isEmpty ? 0 : 1)
    let rows = max(1, rect.rows - top - (map.x.label.isEmpty ? 1 : 2))
    bar = .vertical(map.value, range.projection, rows: rows, isASCII: isASCII)
    // Labels of hundreds of digits must not take the room of the cells.
    let barWidth = min(
      rect.columns / 3,
      Self.barLabels(bar, range, rows: rows).map { TextWidth.columns(of: $0.label) }.max() ?? 0)
    let last = Self.index(map, map.y, max(0, map.rows - 1), of: map.rows)
    labelWidth =
      max(
        TextWidth.columns(of: last),
        TextWidth.columns(of: Self.index(map, map.y, 0, of: map.rows))) + 1
    let columns = max(1, rect.columns - labelWidth - barWidth - 5)
    let usesRamp = colors.isEmpty || isASCII
    shape = HeatmapShape(
      map, rows: rows, columns: columns, unit: usesRamp ? .cells : .halves)
    pixels = HeatmapPixels(map, blockRows: shape.blockRows, blockColumns: shape.blockColumns)
    scale = range.with(levels: colors.isEmpty ? ramp.levels.count : colors.count)
    plot = Rect(
      column: rect.column + labelWidth, row: rect.row + top, columns: shape.columns,
      rows: shape.rows)
  }

  /// The rows that the map takes of so many.
  static func rows(_ map: Heatmap, columns: Int, maximum: Int) -> Int {
    let rect = Rect(column: 0, row: 0, columns: columns, rows: max(4, maximum))
    let renderer = HeatmapRenderer(map, panel: 0, in: rect, Capabilities())
    let labels = (map.x.label.isEmpty ? 1 : 2)
    return min(maximum, renderer.plot.row + max(4, renderer.plot.rows) + labels)
  }

  func draw(on canvas: inout Canvas) {
    drawTitles(on: &canvas)
    guard pixels.rows > 0, pixels.columns > 0 else {
      canvas.write("no data", plot.column, plot.row, Style(attributes: .dim), .note(0))
      return
    }
    for row in 0..<plot.rows {
      for column in 0..<plot.columns { drawCell(column, row, on: &canvas) }
    }
    drawNumbers(on: &canvas)
    drawBar(on: &canvas)
    drawIndices(on: &canvas)
    if scale.unscaled > 0 {
      canvas.warn("\(scale.unscaled) values beyond the scale are drawn as masked")
    }
    if scale.missing > 0 {
      canvas.warn("\(scale.missing) of \(map.rows * map.columns) cells have no value: hatched")
    }
    if pixels.isReduced {
      canvas.warn(
        "\(map.rows)x\(map.columns) shown as \(pixels.rows)x\(pixels.columns), "
          + "mean of \(pixels.blockRows)x\(pixels.blockColumns)")
    }
  }

  /// The value at a column and row in units of the shape: half rows or dots.
  private func value(_ column: Int, _ unitRow: Int) -> Double? {
    let (row, column) = (unitRow / cellRows, column / cellColumns)
    guard row < pixels.rows, column < pixels.columns else { return nil }
    return pixels.values[row * pixels.columns + column]
  }

  private func owner(_ column: Int, _ unitRow: Int) -> Owner {
    .cell(
      panel: panel, row: unitRow / cellRows * pixels.blockRows,
      column: column / cellColumns * pixels.blockColumns)
  }

  private func drawCell(_ column: Int, _ row: Int, on canvas: inout Canvas) {
    let (x, y) = (plot.column + column, plot.row + row)
    guard let upper = value(column, row * density) else { return }
    let owner = owner(column, row * density)
    if density == 1 {
      let look = glyph(upper)
      canvas.put(look.character, x, y, look.style, owner)
      return
    }
    let lower = value(column, row * 2 + 1)
    switch (color(upper), lower.flatMap { color($0) }) {
    case (let top?, let bottom?) where top == bottom:
      canvas.put(" ", x, y, Style(background: top), owner)
    case (let top?, let bottom?):
      canvas.put("▀", x, y, Style(foreground: top, background: bottom), owner)
    case (let top?, nil): canvas.put("▀", x, y, Style(foreground: top), owner)
    case (nil, let bottom?): canvas.put("▄", x, y, Style(foreground: bottom), owner)
    case (nil, nil): canvas.put(frame.hatch, x, y, canvas.quiet, owner)
    }
  }

  private func color(_ value: Double) -> Color? {
    guard !colors.isEmpty, let level = scale.level(value) else { return nil }
    if scale.isCenter(value), let center = map.colorMap.center(capabilities.colors) {
      return center
    }
    return colors[level]
  }

  /// The character of a value where a row of the screen is one pixel.
  private func glyph(_ value: Double) -> Glyph {
    guard let level = scale.level(value) else {
      return Glyph("/", Style(attributes: .dim))
    }
    let character = scale.isCenter(value) ? ramp.center : ramp.character(level, of: scale.levels)
    guard let color = color(value) else { return Glyph(character) }
    return Glyph(character, Style(foreground: ink(level), background: color))
  }

  /// Black or white, whichever reads better on the colour of a level.
  private func ink(_ level: Int) -> Color {
    let color = colors[level]
    if case .ansi = color { return .ansi(color.isDark ? 7 : 0) }
    return .indexed(color.isDark ? 231 : 16)
  }

  /// Numbers in the cells when every one of them finds room.
  private func drawNumbers(on canvas: inout Canvas) {
    guard !pixels.isReduced, cellRows % density == 0, cellRows >= density
    else { return }
    // A blank either side keeps the digits apart from the shading, minus signs above all.
    let isShaded = density == 1
    let texts = HeatmapNumbers.texts(
      pixels.values, room: cellColumns - (isShaded ? 2 : 1), isLog: scale.projection.isLog)
    for (index, text) in texts.enumerated() {
      guard let level = scale.level(pixels.values[index]) else { continue }
      let (row, column) = (index / pixels.columns, index % pixels.columns)
      let style =
        color(pixels.values[index]).map { Style(foreground: ink(level), background: $0) } ?? .plain
      let middle = (row * cellRows + (cellRows - 1) / 2) / density
      let padded = isShaded ? " \(text) " : text
      let start = column * cellColumns + max(0, (cellColumns - padded.utf8.count) / 2)
      canvas.write(
        padded, plot.column + start, plot.row + middle, width: cellColumns, style,
        .cell(panel: panel, row: row, column: column))
    }
  }
}

extension HeatmapRenderer {
  private func drawTitles(on canvas: inout Canvas) {
    var row = rect.row
    if !map.title.isEmpty {
      canvas.write(
        map.title, rect.column, row, width: rect.columns, Style(attributes: .bold), .title)
      row += 1
    }
    if !map.y.label.isEmpty || !map.value.label.isEmpty {
      let end = canvas.write(map.y.label, rect.column, row, width: rect.columns, .plain, .title)
      let title = bar.title
      let start = max(
        end + 2,
        min(
          plot.column + plot.columns + 2, rect.column + rect.columns - TextWidth.columns(of: title))
      )
      canvas.write(title, start, row, width: rect.column + rect.columns - start, .plain, .title)
    }
    if !map.x.label.isEmpty {
      let start = max(0, (plot.columns - TextWidth.columns(of: map.x.label)) / 2)
      canvas.write(
        map.x.label, plot.column + start, plot.row + plot.rows + 1,
        width: rect.column + rect.columns - plot.column - start, .plain, .title)
    }
  }

  private func drawBar(on canvas: inout Canvas) {
    guard !scale.isEmpty else { return }
    let column = plot.column + plot.columns + 2
    let half = shape.unit == .halves
    let parts = half ? 2 : 1
    for row in 0..<plot.rows {
      if let value = scale.single {
        for x in column..<column + 2 {
          let glyph = half ? Glyph(" ", Style(background: color(value) ?? .standard)) : glyph(value)
          canvas.put(glyph.character, x, plot.row + row, glyph.style, .colorBar)
        }
        continue
      }
      func level(_ pixel: Int) -> Int {
        let share = (Double(pixel) + 0.5) / Double(plot.rows * parts)
        return Projection.cell(1 - share, of: scale.levels)
      }
      for x in column..<column + 2 {
        if half {
          let (top, bottom) = (colors[level(row * 2)], colors[level(row * 2 + 1)])
          canvas.put(
            top == bottom ? " " : "▀", x, plot.row + row,
            Style(foreground: top == bottom ? .standard : top, background: bottom), .colorBar)
        } else {
          let level = level(row)
          let style =
            colors.isEmpty
            ? Style.plain : Style(foreground: ink(level), background: colors[level])
          canvas.put(
            ramp.character(level, of: scale.levels), x, plot.row + row, style, .colorBar)
        }
      }
    }
    for (label, row) in Self.barLabels(bar, scale, rows: plot.rows) {
      canvas.write(
        label, column + 3, plot.row + row, width: rect.column + rect.columns - column - 3, .plain,
        .tick)
    }
  }

  /// Both ends of the bar, and the ticks between them that keep clear of the ends.
  static func barLabels(
    _ bar: AxisPlan, _ scale: HeatmapScale, rows: Int
  ) -> [(label: String, row: Int)] {
    if scale.isEmpty { return [] }
    if let value = scale.single { return [(bar.text(value), (rows - 1) / 2)] }
    let ends = [(bar.projection.high, 0), (bar.projection.low, rows - 1)]
    var labels = ends.prefix(rows > 1 ? 2 : 1).map { value, row in
      (label: bar.text(value), row: row)
    }
    for tick in bar.ticks.ticks {
      let row = rows - 1 - Projection.cell(bar.projection.fraction(tick.value), of: rows)
      if labels.allSatisfy({ abs($0.row - row) >= 2 }) { labels.append((tick.label, row)) }
    }
    return labels
  }

  private func drawIndices(on canvas: inout Canvas) {
    for (label, row) in rowLabels {
      let start = plot.column - 1 - TextWidth.columns(of: label)
      canvas.write(label, max(rect.column, start), plot.row + row, .plain, .tick)
    }
    for (label, column) in columnLabels {
      canvas.write(
        label, max(rect.column, plot.column + column), plot.row + plot.rows, .plain, .tick)
    }
  }

  /// The numbers beside the map, equally many rows apart, and the rows of the plot they stand in.
  private var rowLabels: [(label: String, row: Int)] {
    let gap = pixels.rows * cellRows > 8 * density ? 2 : 1
    let step = Self.steps.first { $0 * cellRows >= gap * density } ?? pixels.rows
    return stride(from: 0, to: pixels.rows, by: step).compactMap { row in
      let middle = (row * cellRows + (cellRows - 1) / 2) / density
      guard middle < plot.rows else { return nil }
      return (Self.index(map, map.y, row * pixels.blockRows, of: map.rows), middle)
    }
  }

  /// The numbers below the map, equally many columns apart, and where they begin.
  private var columnLabels: [(label: String, column: Int)] {
    var labels: [(label: String, column: Int)] = []
    for step in Self.steps {
      labels = stride(from: 0, to: pixels.columns, by: step).compactMap { column in
        let label = Self.index(map, map.x, column * pixels.blockColumns, of: map.columns)
        let width = TextWidth.columns(of: label)
        let (first, across) = shape.span(column)
        let start = first + (across - width + (across > width ? 1 : 0)) / 2
        return start + width <= plot.columns + 2 ? (label, start) : nil
      }
      let keepsApart = zip(labels, labels.dropFirst()).allSatisfy { label, next in
        let width = TextWidth.columns(of: label.label)
        return next.column >= max(0, label.column) + max(width, plot.columns / 12) + 2
      }
      if keepsApart { break }
    }
    return labels
  }

  /// How many rows or columns of the map share a number; the last is more than a screen has.
  private static let steps = [
    1, 2, 4, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 1_000_000,
  ]

  /// What stands at a row or column: its number, or its place in the domain of the axis.
  static func index(_ map: Heatmap, _ axis: Axis, _ index: Int, of count: Int) -> String {
    guard let domain = axis.domain, count > 1 else { return "\(index)" }
    let share = Double(index) / Double(count - 1)
    return NumberText.short(
      domain.lowerBound + (domain.upperBound - domain.lowerBound) * share, digits: 4)
  }
}
