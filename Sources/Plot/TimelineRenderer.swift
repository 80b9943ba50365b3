import Screen

/// Draws lanes of spans over a time axis.
struct TimelineRenderer {
  private let timeline: Timeline
  private let panel: Int
  private let rect: Rect
  private let capabilities: Capabilities
  private let projection: Projection

  init(_ timeline: Timeline, panel: Int, in rect: Rect, _ capabilities: Capabilities) {
    self.timeline = timeline
    self.panel = panel
    self.rect = rect
    self.capabilities = capabilities
    projection = timeline.projection
  }

  /// Rows that the lanes, the title and the axis take.
  static func rows(_ timeline: Timeline) -> Int {
    timeline.lanes.count + (timeline.title.isEmpty ? 0 : 1) + 3
  }

  func draw(on canvas: inout Canvas) {
    var row = rect.row
    if !timeline.title.isEmpty {
      canvas.write(
        timeline.title, rect.column, row, width: rect.columns, Style(attributes: .bold), .title)
      row += 1
    }
    let widest = timeline.lanes.map { TextWidth.columns(of: $0.name) }.max() ?? 0
    let left = min(widest, rect.columns / 3) + 1
    let columns = max(1, rect.columns - left - 1)
    let room = max(0, rect.row + rect.rows - 3 - row)
    let shown = timeline.lanes.prefix(room)
    // Lanes grow with the room that there is; high ones keep apart.
    let tall = max(1, min(Self.tallest, room / max(1, shown.count)))
    for (index, lane) in shown.enumerated() {
      let place = Rect(
        column: rect.column + left, row: row + index * tall, columns: columns,
        rows: tall > 1 ? tall - 1 : 1)
      let middle = place.row + (place.rows - 1) / 2
      canvas.write(lane.name, rect.column, middle, width: left - 1, .plain, .tick)
      draw(lane, index, at: place, on: &canvas)
    }
    row += shown.count * tall
    let plan = AxisPlan.horizontal(
      timeline.time, projection, columns: columns, isASCII: canvas.isASCII)
    let frame = FrameGlyphs(capabilities.glyphs)
    let start = rect.column + left
    for column in 0..<columns { canvas.put(frame.horizontal, start + column, row, .plain, .frame) }
    for tick in plan.ticks.ticks {
      let column = start + Projection.cell(projection.fraction(tick.value), of: columns)
      canvas.put(frame.tickDown, column, row, .plain, .tick)
      let width = TextWidth.columns(of: tick.label)
      let place = min(max(rect.column, column - width / 2), rect.column + rect.columns - width)
      canvas.write(tick.label, place, row + 1, .plain, .tick)
    }
    canvas.write(
      plan.title, start + max(0, (columns - TextWidth.columns(of: plan.title)) / 2), row + 2,
      width: columns, .plain, .title)
    canvas.warn(timeline.lanes.count - shown.count, "lane")
  }

  /// A lane higher than this is no easier to see.
  private static let tallest = 6

  private func draw(
    _ lane: Timeline.Lane, _ index: Int, at lanePlace: Rect, on canvas: inout Canvas
  ) {
    let start = lanePlace.column
    let style = SeriesLook(index, capabilities).style
    let bodies: [Character] = canvas.isASCII ? ["=", "-"] : ["█", "▓"]
    var skipped = 0
    for (number, span) in lane.spans.enumerated() {
      guard projection.isDrawable(span.start), projection.isDrawable(span.end) else {
        skipped += 1
        continue
      }
      func place(_ value: Double) -> Int {
        Projection.cell(min(1, max(0, projection.fraction(value))), of: lanePlace.columns)
      }
      let (first, last) = (place(min(span.start, span.end)), place(max(span.start, span.end)))
      let owner = Owner.point(panel: panel, series: index, point: number)
      for row in lanePlace.row..<lanePlace.row + lanePlace.rows {
        for column in first...max(first, last) {
          canvas.put(bodies[number % 2], start + column, row, style, owner)
        }
      }
      let width = TextWidth.columns(of: span.label)
      if width > 0, width + 2 <= last - first + 1 {
        canvas.write(
          span.label, start + first + (last - first + 1 - width) / 2,
          lanePlace.row + (lanePlace.rows - 1) / 2,
          canvas.inked(style.foreground), owner)
      }
    }
    canvas.warn(skipped, "span")
  }
}

extension Timeline {
  /// The range of all spans, or the limits that are set.
  var projection: Projection {
    let times = lanes.flatMap { $0.spans.flatMap { [$0.start, $0.end] } }.filter {
      $0.isFinite && (time.scale == .linear || $0 > 0)
    }
    return Projection(
      time.scale, low: time.domain?.lowerBound ?? times.min() ?? 0,
      high: time.domain?.upperBound ?? times.max() ?? 1)
  }
}
