import Screen

/// Draws lanes of spans over a time axis.
///
/// Names that have no room in their spans are letters there and notes below.
struct TimelineRenderer {
  private let timeline: Timeline
  private let panel: Int
  private let rect: Rect
  private let capabilities: Capabilities
  private let projection: Projection
  /// Columns of the lanes, and where they begin.
  private let columns: Int
  private let start: Int
  /// Names without room in the order of their letters.
  private let noted: [String]

  /// A lane higher than this is no easier to see.
  private static let tallest = 6

  init(_ timeline: Timeline, panel: Int, in rect: Rect, _ capabilities: Capabilities) {
    self.timeline = timeline
    self.panel = panel
    self.rect = rect
    self.capabilities = capabilities
    projection = timeline.projection
    let widest = timeline.lanes.map { TextWidth.columns(of: $0.name) }.max() ?? 0
    let left = min(widest, rect.columns / 3) + 1
    columns = max(1, rect.columns - left - 1)
    start = rect.column + left
    var noted: [String] = []
    for span in timeline.lanes.flatMap(\.spans) where !span.label.isEmpty {
      guard let extent = Self.extent(span, projection, columns: columns),
        TextWidth.columns(of: span.label) + 2 > extent.count, !noted.contains(span.label)
      else { continue }
      noted.append(span.label)
    }
    self.noted = noted
  }

  /// Rows that the lanes, the title and the axis take.
  static func rows(_ timeline: Timeline) -> Int {
    timeline.lanes.count + (timeline.title.isEmpty ? 0 : 1) + 3
  }

  /// The same with the names that have no room in their spans.
  static func rows(_ timeline: Timeline, columns: Int) -> Int {
    let rect = Rect(column: 0, row: 0, columns: columns, rows: rows(timeline))
    let renderer = TimelineRenderer(timeline, panel: 0, in: rect, Capabilities())
    return rows(timeline) + renderer.footnotes.rows.count
  }

  func draw(on canvas: inout Canvas) {
    var row = rect.row
    if !timeline.title.isEmpty {
      canvas.write(
        timeline.title, rect.column, row, width: rect.columns, Style(attributes: .bold), .title)
      row += 1
    }
    let footnotes = footnotes
    let area = max(0, rect.row + rect.rows - 3 - row)
    // Names give way before a lane does.
    let notes = min(footnotes.rows.count, max(0, area - timeline.lanes.count), rect.rows / 4)
    let room = area - notes
    let shown = timeline.lanes.prefix(room)
    // Lanes grow with the room that there is; high ones keep apart.
    let tall = max(1, min(Self.tallest, room / max(1, shown.count)))
    for (index, lane) in shown.enumerated() {
      let place = Rect(
        column: start, row: row + index * tall, columns: columns, rows: tall > 1 ? tall - 1 : 1)
      let middle = place.row + (place.rows - 1) / 2
      canvas.write(
        lane.name, rect.column, middle, width: start - rect.column - 1, .plain, .tick)
      draw(lane, index, at: place, on: &canvas)
    }
    if timeline.lanes.allSatisfy(\.spans.isEmpty) {
      canvas.write("no data", start, row, Style(attributes: .dim), .note(0))
      row += shown.isEmpty ? 1 : 0
    }
    row += shown.count * tall
    drawAxis(row, on: &canvas)
    canvas.warn(timeline.lanes.count - shown.count, "lane")
    footnotes.draw(notes, below: row + 3, on: &canvas)
    canvas.warn(max(0, noted.count - Self.letters), "name")
  }

  private func drawAxis(_ row: Int, on canvas: inout Canvas) {
    let plan = AxisPlan.horizontal(
      timeline.time, projection, columns: columns, isASCII: canvas.isASCII)
    let frame = FrameGlyphs(capabilities.glyphs)
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
  }

  private func draw(
    _ lane: Timeline.Lane, _ index: Int, at place: Rect, on canvas: inout Canvas
  ) {
    let style = SeriesLook(index, capabilities).style
    let bodies: [Character] = canvas.isASCII ? ["=", "-"] : ["█", "▓"]
    var (skipped, outside) = (0, 0)
    var owners = Array(repeating: -1, count: place.columns)
    for (number, span) in lane.spans.enumerated() {
      guard let extent = Self.extent(span, projection, columns: place.columns) else {
        let isDrawable = projection.isDrawable(span.start) && projection.isDrawable(span.end)
        if isDrawable { outside += 1 } else { skipped += 1 }
        continue
      }
      let (body, owner) = (
        bodies[number % 2], Owner.point(panel: panel, series: index, point: number)
      )
      let fill = canvas.filled(style, with: body)
      for column in extent {
        owners[column] = number
        for row in place.row..<place.row + place.rows {
          canvas.put(body, start + column, row, fill, owner)
        }
      }
    }
    // Names stand where a span is on show, after all that may lie over it.
    for (number, span) in lane.spans.enumerated() where !span.label.isEmpty {
      guard let extent = Self.extent(span, projection, columns: place.columns) else { continue }
      let note = noted.firstIndex(of: span.label)
      guard note ?? 0 < Self.letters else { continue }
      let text = note.map(Self.letter) ?? span.label
      let width = TextWidth.columns(of: text)
      let first = extent.lowerBound + (extent.count - width) / 2
      guard (first..<first + width).allSatisfy({ owners[$0] == number }) else { continue }
      canvas.write(
        text, start + first, place.row + (place.rows - 1) / 2, canvas.inked(style.foreground),
        Owner.point(panel: panel, series: index, point: number))
    }
    canvas.warn(skipped, "span")
    let lost = lane.spans.count - skipped - outside - Set(owners.filter { $0 >= 0 }).count
    for (count, place) in [(outside, "outside the axis"), (lost, "under others")] where count > 0 {
      canvas.warn("\(count) span\(count == 1 ? "" : "s") of \(lane.name) \(place)")
    }
  }

  /// The columns of a span, at least one; nil when it has no place on the axis.
  private static func extent(
    _ span: Timeline.Span, _ projection: Projection, columns: Int
  ) -> Range<Int>? {
    guard projection.isDrawable(span.start), projection.isDrawable(span.end) else { return nil }
    let (low, high) = (
      projection.fraction(min(span.start, span.end)), projection.fraction(max(span.start, span.end))
    )
    guard high >= -1e-9, low <= 1 + 1e-9 else { return nil }
    let first = Projection.cell(max(0, low), of: columns)
    // A column belongs to the span that begins in it.
    let end = Int((min(1, high) * Double(columns) - 1e-9).rounded(.up))
    return first..<max(first + 1, min(columns, end))
  }

  private static let letters = 26

  private static func letter(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(97 + index % letters)))
  }

  private var footnotes: Footnotes {
    Footnotes(noted.prefix(Self.letters).enumerated().map { "(\(Self.letter($0))) \($1)" }, rect)
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
