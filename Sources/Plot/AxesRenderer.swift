import Screen

/// Draws a coordinate system in a rectangle of the canvas.
struct AxesRenderer {
  let plan: AxesPlan
  let panel: Int
  let rect: Rect
  let capabilities: Capabilities
  /// The cells that data may take.
  let plot: Rect
  let x: AxisPlan
  let y: AxisPlan
  let legend: Legend
  let looks: [SeriesLook]

  var isASCII: Bool { capabilities.glyphs == .ascii }

  /// Rows that a plot keeps before it makes room for names and footnotes.
  private static let leastRows = 2

  /// Rows of the plot that footnotes may have.
  var spareRows: Int { plot.rows - Self.leastRows }

  /// Lays the panel out, with so many rows kept under the plot for footnotes.
  init(_ plan: AxesPlan, panel: Int, in rect: Rect, _ capabilities: Capabilities, footnotes: Int) {
    self.plan = plan
    self.panel = panel
    self.rect = rect
    self.capabilities = capabilities
    let isASCII = capabilities.glyphs == .ascii
    looks = plan.names.indices.map { SeriesLook($0, capabilities) }
    let hasTitle = !plan.axes.title.isEmpty
    let hasLabels = rect.rows >= 10
    let top = (hasTitle ? 1 : 0) + 1
    let frame = top + 2 + (hasLabels ? 1 : 0) + footnotes
    legend = Legend(
      plan, columns: rect.columns, rows: rect.rows - frame, least: Self.leastRows)
    let rows = max(1, rect.rows - frame - legend.rows)
    y = .vertical(
      plan.axes.y, plan.y, rows: rows, isASCII: isASCII, isWhole: plan.isWhole(\.y))
    let margin = y.ticks.ticks.map { TextWidth.columns(of: $0.label) }.max() ?? 0
    let left = min(margin, max(0, rect.columns - 6)) + 1
    let columns = max(1, rect.columns - left - legend.margin - (legend.margin > 0 ? 0 : 1))
    plot = Rect(column: rect.column + left, row: rect.row + top, columns: columns, rows: rows)
    x = .horizontal(
      plan.axes.x, plan.x, columns: columns, isASCII: isASCII, isWhole: plan.isWhole(\.x))
  }

  /// Draws everything; returns the notes that found no room.
  func draw(on canvas: inout Canvas) -> [String] {
    drawTitles(on: &canvas)
    drawFrame(on: &canvas)
    drawGrid(on: &canvas)
    if plan.isEmpty {
      canvas.write(
        "no data", plot.column + max(0, (plot.columns - 7) / 2), plot.row + plot.rows / 2,
        Style(attributes: .dim), .note(0))
    }
    drawRules(on: &canvas)
    let covered = SeriesPainter(self).draw(on: &canvas)
    BandsPainter(self).draw(on: &canvas)
    var legend = legend
    legend.note(covered, plan.names, on: &canvas)
    legend.draw(self, on: &canvas)
    let footnotes = Notes(self).place(on: &canvas)
    canvas.warn(plan.undrawable, "value")
    if plan.outside > 0 {
      let words = plan.outside == 1 ? "1 value lies" : "\(plan.outside) values lie"
      canvas.warn("\(words) outside the axes")
    }
    return footnotes
  }

  func column(_ value: Double) -> Int {
    plot.column + Projection.cell(plan.x.fraction(value), of: plot.columns)
  }

  func row(_ value: Double) -> Int {
    plot.row + plot.rows - 1 - Projection.cell(plan.y.fraction(value), of: plot.rows)
  }

  private func drawTitles(on canvas: inout Canvas) {
    var row = rect.row
    if !plan.axes.title.isEmpty {
      canvas.write(
        plan.axes.title, rect.column, row, width: rect.columns, Style(attributes: .bold), .title)
      row += 1
    }
    let hasLabels = rect.rows >= 10
    let joined = x.title.isEmpty ? y.title : "\(y.title) against \(x.title)"
    canvas.write(
      hasLabels ? y.title : joined, rect.column, row, width: rect.columns, .plain, .title)
    if hasLabels {
      let width = TextWidth.columns(of: x.title)
      let start = max(0, (plot.columns - width) / 2)
      canvas.write(
        x.title, plot.column + start, plot.row + plot.rows + 2, width: plot.columns, .plain, .title)
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
    for row in minorPlaces(y, of: plot.rows) {
      canvas.put(frame.minorLeft, left, plot.row + plot.rows - 1 - row, .plain, .frame)
    }
    for column in minorPlaces(x, of: plot.columns) {
      canvas.put(frame.minorDown, plot.column + column, bottom, .plain, .frame)
    }
    for tick in y.ticks.ticks {
      let row = row(tick.value)
      canvas.put(frame.tickLeft, left, row, .plain, .tick)
      let width = TextWidth.columns(of: tick.label)
      canvas.write(
        tick.label, max(rect.column, left - width), row, width: left - rect.column, .plain, .tick)
    }
    for tick in x.ticks.ticks {
      let column = column(tick.value)
      canvas.put(frame.tickDown, column, bottom, .plain, .tick)
      let width = TextWidth.columns(of: tick.label)
      let start = min(max(rect.column, column - width / 2), rect.column + rect.columns - width)
      canvas.write(tick.label, start, bottom + 1, .plain, .tick)
    }
  }

  /// The cells of ticks without a label, as many as leave the axis legible.
  private func minorPlaces(_ axis: AxisPlan, of cells: Int) -> Set<Int> {
    let places = Set(
      axis.ticks.minor.map { Projection.cell(axis.projection.fraction($0), of: cells) })
    return places.count * 2 <= cells ? places : []
  }

  private func drawGrid(on canvas: inout Canvas) {
    guard !isASCII, plot.rows >= 6 else { return }
    let style = canvas.quiet
    for tick in y.ticks.ticks {
      let row = row(tick.value)
      guard row < plot.row + plot.rows - 1 else { continue }
      for column in plot.column..<plot.column + plot.columns where (column - plot.column) % 4 == 3 {
        canvas.put("·", column, row, style, .gridLine)
      }
    }
  }

  private func drawRules(on canvas: inout Canvas) {
    let style = canvas.quiet
    let frame = FrameGlyphs(capabilities.glyphs)
    for layer in plan.axes.layers {
      switch layer {
      case .horizontal(let value, _) where plan.y.contains(value):
        for column in plot.column..<plot.column + plot.columns {
          canvas.put(frame.ruleAcross, column, row(value), style, .gridLine)
        }
      case .vertical(let value, _) where plan.x.contains(value):
        for row in plot.row..<plot.row + plot.rows {
          canvas.put(frame.ruleDown, column(value), row, style, .gridLine)
        }
      default: break
      }
    }
  }
}
