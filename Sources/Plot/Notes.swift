import Screen

/// Texts that belong to places: notes and the names of reference lines, never over data.
struct Notes {
  private struct Request {
    let text: String
    let anchor: Screen.Point
    let candidates: [Screen.Point]
  }

  private let requests: [Request]
  private let plot: Rect

  init(_ axes: AxesRenderer) {
    plot = axes.plot
    let plot = axes.plot
    requests = axes.plan.axes.layers.compactMap { layer in
      switch layer {
      case .note(let x, let y, let text):
        guard axes.plan.x.contains(x), axes.plan.y.contains(y) else { return nil }
        let anchor = Point(column: axes.column(x), row: axes.row(y))
        return Request(text: text, anchor: anchor, candidates: Self.around(anchor, text))
      case .horizontal(let value, let label) where !label.isEmpty && axes.plan.y.contains(value):
        let row = axes.row(value)
        let width = TextWidth.columns(of: label)
        let columns = stride(from: plot.columns - width - 1, through: 1, by: -2)
        return Request(
          text: label, anchor: Point(column: plot.column + plot.columns - 1, row: row),
          candidates: [row - 1, row + 1, row].flatMap { row in
            columns.map { Point(column: plot.column + $0, row: row) }
          })
      case .vertical(let value, let label) where !label.isEmpty && axes.plan.x.contains(value):
        let column = axes.column(value)
        let width = TextWidth.columns(of: label)
        return Request(
          text: label, anchor: Point(column: column, row: plot.row),
          candidates: (plot.row..<plot.row + plot.rows).flatMap { row in
            [column + 2, column - width - 1].map { Point(column: $0, row: row) }
          })
      case .ceiling(let peak, let bandwidth, let label) where !label.isEmpty:
        let ridge = peak / bandwidth
        guard axes.plan.x.contains(ridge), axes.plan.y.contains(peak) else { return nil }
        let anchor = Point(column: axes.column(ridge), row: axes.row(peak))
        return Request(
          text: label, anchor: anchor,
          candidates: (1...4).flatMap { distance in
            [anchor.row - distance, anchor.row + distance].flatMap { row in
              (0..<12).map { Point(column: anchor.column + $0 * 2, row: row) }
            }
          })
      default: return nil
      }
    }
  }

  /// Writes the notes where they cover nothing; returns the footnotes of those without room.
  func place(on canvas: inout Canvas) -> [String] {
    var footnotes: [String] = []
    for (index, request) in requests.enumerated() {
      let width = TextWidth.columns(of: request.text)
      let free = request.candidates.first { isFree($0, width, on: canvas) }
      if let free {
        canvas.write(request.text, free.column, free.row, .plain, .note(index))
        continue
      }
      let letter = String(UnicodeScalar(UInt8(97 + footnotes.count % 26)))
      footnotes.append("(\(letter)) \(request.text)")
      let spot = Self.around(request.anchor, letter).first {
        isFree($0, 1, on: canvas)
      }
      if let spot {
        canvas.write(letter, spot.column, spot.row, Style(attributes: .bold), .note(index))
      }
    }
    return footnotes
  }

  /// Whether a text of that width covers nothing there, and has a blank on either side, lest a
  /// marker look like its key.
  private func isFree(_ place: Screen.Point, _ width: Int, on canvas: Canvas) -> Bool {
    isInside(place, width) && canvas.isFree(place.column - 1, place.row, width: 1, orFrame: true)
      && canvas.isFree(place.column, place.row, width: width)
      && canvas.isFree(place.column + width, place.row, width: 1, orFrame: true)
  }

  private func isInside(_ point: Screen.Point, _ width: Int) -> Bool {
    point.row >= plot.row && point.row < plot.row + plot.rows && point.column >= plot.column
      && point.column + width <= plot.column + plot.columns
  }

  /// Eight places around a point, near ones first.
  private static func around(_ anchor: Screen.Point, _ text: String) -> [Screen.Point] {
    let width = TextWidth.columns(of: text)
    return (1...3).flatMap { distance in
      let (right, left) = (anchor.column + distance + 1, anchor.column - width - distance)
      let (above, below) = (anchor.row - distance, anchor.row + distance)
      return [
        Point(column: right, row: above), Point(column: left, row: above),
        Point(column: anchor.column - width / 2, row: above), Point(column: right, row: below),
        Point(column: left, row: below), Point(column: anchor.column - width / 2, row: below),
        Point(column: right, row: anchor.row), Point(column: left, row: anchor.row),
      ]
    }
  }
}

/// Notes that found no room in a plot, in rows below it: `(a) first  (b) second`.
struct Footnotes {
  let rows: [[String]]
  private let rect: Rect

  init(_ texts: [String], _ rect: Rect) {
    self.rect = rect
    var rows: [[String]] = []
    var end = rect.columns
    for text in texts {
      let width = TextWidth.columns(of: text)
      if end + Self.gap + width > rect.columns {
        rows.append([])
        end = -Self.gap
      }
      rows[rows.count - 1].append(text)
      end += Self.gap + width
    }
    self.rows = rows
  }

  private static let gap = 2

  /// Writes as many rows as there are, at the foot of the panel unless a row is named; a warning
  /// tells the others.
  func draw(_ count: Int, below top: Int? = nil, on canvas: inout Canvas) {
    let top = top ?? rect.row + rect.rows - count
    var index = 0
    for (place, texts) in rows.prefix(count).enumerated() {
      var column = rect.column
      for text in texts {
        let width = rect.column + rect.columns - column
        column = canvas.write(text, column, top + place, width: width, .plain, .note(index))
        column += Self.gap
        index += 1
      }
    }
    let hidden = rows.dropFirst(count).flatMap(\.self)
    guard !hidden.isEmpty else { return }
    canvas.warn(
      "\(hidden.count) note\(hidden.count == 1 ? "" : "s") not drawn: "
        + hidden.joined(separator: ", "))
  }
}
