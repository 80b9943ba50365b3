public import Screen

/// A figure drawn for one place, and what could not be drawn.
public struct Rendering: Hashable, Sendable {
  public var grid: Grid
  /// What belongs to each glyph of ``grid``, row-major, for read-out and tests.
  public var owners: [Owner]
  /// Sentences: values that were not drawn, notes that found no room.
  public var warnings: [String]

  public init(grid: Grid, owners: [Owner], warnings: [String]) {
    self.grid = grid
    self.owners = owners
    self.warnings = warnings
  }

  /// What the glyph at a place stands for.
  public func owner(column: Int, row: Int) -> Owner {
    guard column >= 0, row >= 0, column < grid.size.columns, row < grid.size.rows else {
      return .none
    }
    let index = row * grid.size.columns + column
    return owners.indices.contains(index) ? owners[index] : .none
  }
}

/// What a glyph of a drawn figure stands for.
public enum Owner: Hashable, Sendable {
  case none, title, frame, gridLine, tick, legend, colorBar, note(Int)
  /// A series as a whole, such as its fitted line; series are numbered by first appearance in
  /// their panel.
  case series(panel: Int, series: Int)
  /// One point of a series, one bar, or one span of a lane.
  ///
  /// The points of series that share a name are numbered on.
  case point(panel: Int, series: Int, point: Int)
  /// The line between points, and the nearest of them.
  case line(panel: Int, series: Int, nearest: Int)
  /// What a machine can reach.
  case ceiling(panel: Int)
  /// The area of a band, by its place among the bands of the panel, and its nearest bounds.
  case band(panel: Int, band: Int, nearest: Int)
  case cell(panel: Int, row: Int, column: Int)
}

extension Figure {
  /// Draws the figure in an area; never fails: what has no room is said in the warnings.
  public func render(in size: Size, _ capabilities: Capabilities) -> Rendering {
    var capabilities = capabilities
    // Frames, blocks and shades are of ambiguous width.
    if capabilities.isAmbiguousWide { capabilities.glyphs = .ascii }
    var canvas = Canvas(size, capabilities)
    let size = canvas.grid.size
    // A short table needs less than a plot does.
    let least = min(6, preferredRows(columns: size.columns, maximum: 6))
    if size.columns < 24 || size.rows < least {
      drawInWords(on: &canvas)
    } else {
      aligned.draw(on: &canvas)
    }
    return Rendering(grid: canvas.grid, owners: canvas.owners, warnings: canvas.warnings)
  }

  private func draw(on canvas: inout Canvas) {
    let size = canvas.grid.size
    let notes = captionLines(size.columns)
    let top = title.isEmpty ? 0 : 1
    canvas.write(title, 0, 0, Style(attributes: .bold), .title)
    let names = sharedNames
    let legend = names.isEmpty ? 0 : 1
    // The caption gives way before a panel does.
    let room = size.rows - top - legend - FigureLayout.leastRows(self, columns: size.columns)
    let hasAll = preferredRows(columns: size.columns, maximum: size.rows + 1) <= size.rows
    let bottom = hasAll ? notes.count : min(notes.count, max(0, min(size.rows / 4, room)))
    let area = Rect(
      column: 0, row: top, columns: size.columns, rows: size.rows - top - bottom - legend)
    let layout = FigureLayout(self, in: area)
    for (index, place) in layout.places.enumerated() {
      draw(place.panel, index, in: place.rect, on: &canvas)
    }
    canvas.warn(layout.hidden, "panel")
    canvas.warn(notes.count - bottom, "caption line")
    if legend > 0 {
      Legend.draw(names, row: min(canvas.lastRow + 1, size.rows - bottom - 1), on: &canvas)
    }
    // Right below what is drawn, however high the area is.
    let end = min(canvas.lastRow + 1, size.rows - bottom)
    for (index, line) in notes.prefix(bottom).enumerated() {
      canvas.write(line.text, 0, end + index, Style(attributes: .dim), .title)
    }
  }

  private func captionLines(_ columns: Int) -> [Line] {
    caption.isEmpty ? [] : Line(caption).wrapped(to: columns)
  }

  private func draw(_ panel: Panel, _ index: Int, in rect: Rect, on canvas: inout Canvas) {
    let capabilities = canvas.capabilities
    switch panel {
    case .axes(let axes): draw(AxesPlan(axes), index, in: rect, on: &canvas)
    case .bars(let bars):
      if bars.direction == .up,
        let renderer = VerticalBarsRenderer(bars, panel: index, in: rect, capabilities)
      {
        renderer.draw(on: &canvas)
      } else {
        BarsRenderer(bars, panel: index, in: rect, capabilities).draw(on: &canvas)
      }
    case .heatmap(let map):
      HeatmapRenderer(map, panel: index, in: rect, capabilities).draw(on: &canvas)
    case .table(let table): TableRenderer(table: table, rect: rect).draw(on: &canvas)
    case .tileMap(let map):
      TileMapRenderer(map, panel: index, in: rect, capabilities).draw(on: &canvas)
    case .timeline(let timeline):
      TimelineRenderer(timeline, panel: index, in: rect, capabilities).draw(on: &canvas)
    }
  }

  /// Draws once; when notes find no room, once more with rows for them below the plot.
  private func draw(_ plan: AxesPlan, _ index: Int, in rect: Rect, on canvas: inout Canvas) {
    // Kept only when notes may need another go.
    let before = plan.hasNotes ? canvas : nil
    let whole = AxesRenderer(plan, panel: index, in: rect, canvas.capabilities, footnotes: 0)
    var footnotes = whole.draw(on: &canvas)
    guard !footnotes.isEmpty, let before else { return }
    // Fewer rows for the plot may cost more notes their place, so the rows are settled first.
    let rows = max(0, min(Footnotes(footnotes, rect).rows.count, rect.rows / 4, whole.spareRows))
    canvas = before
    footnotes = AxesRenderer(
      plan, panel: index, in: rect, canvas.capabilities, footnotes: rows
    ).draw(on: &canvas)
    Footnotes(footnotes, rect).draw(rows, on: &canvas)
  }

  /// Where no plot fits: the title and what it says.
  private func drawInWords(on canvas: inout Canvas) {
    let size = canvas.grid.size
    guard size.columns >= 10, size.rows >= 3 else {
      canvas.write("needs 24x6", 0, 0, .plain, .note(0))
      canvas.warn("the figure needs at least 24 columns and 6 rows")
      return
    }
    canvas.warn("too small for a plot: 24 columns and 6 rows are needed")
    let lines = (Line(title).wrapped(to: size.columns) + Line(summary).wrapped(to: size.columns))
    for (row, line) in lines.enumerated() {
      canvas.write(line.text, 0, row, Style(attributes: row == 0 ? .bold : []), .note(0))
    }
  }

  /// The rows that suit the figure at that many columns, at most `maximum`.
  public func preferredRows(columns: Int, maximum: Int) -> Int {
    let rows = FigureLayout.arranged(self, columns: columns)
    let rest =
      (title.isEmpty ? 0 : 1) + captionLines(columns).count + max(0, rows.count - 1)
      + (aligned.sharedNames.isEmpty ? 0 : 1)
    let room = max(1, maximum - rest)
    let panels = rows.reduce(0) { sum, row in
      let width = columns / max(1, row.count)
      return sum + (row.map { $0.preferredRows(columns: width, maximum: room) }.max() ?? 0)
    }
    return max(1, min(maximum, panels + rest))
  }
}
