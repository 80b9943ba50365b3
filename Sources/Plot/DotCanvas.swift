import Screen

/// Lines of one series as dots, several to a screen cell.
struct DotCanvas {
  let columns: Int
  let rows: Int
  let glyphs: GlyphSet
  /// Dots of a cell across and down.
  let across: Int
  let down: Int
  /// The lit dots of every cell, row-major, as bits across then down.
  private(set) var masks: [UInt8]
  /// The point that the dots of each cell are nearest to; negative where there is none.
  private(set) var points: [Int32]
  /// In ASCII, the direction of the line in each cell.
  private(set) var strokes: [Stroke]

  /// How a line leans.
  enum Stroke: UInt8 {
    case dot, across, up, rising, falling

    /// The stroke of a line between two dots, rows counted downwards.
    init(from start: (Int, Int), to end: (Int, Int)) {
      let (dx, dy) = (end.0 - start.0, end.1 - start.1)
      self =
        abs(dy) * 3 <= abs(dx)
        ? .across : abs(dx) * 3 <= abs(dy) ? .up : (dx > 0) == (dy < 0) ? .rising : .falling
    }
  }

  init(columns: Int, rows: Int, glyphs: GlyphSet) {
    self.columns = columns
    self.rows = rows
    self.glyphs = glyphs
    (across, down) =
      switch glyphs {
      case .braille: (2, 4)
      case .quadrant: (2, 2)
      case .block: (1, 2)
      case .ascii: (1, 1)
      }
    let count = max(0, columns * rows)
    masks = Array(repeating: 0, count: count)
    points = Array(repeating: -1, count: count)
    strokes = glyphs == .ascii ? Array(repeating: .dot, count: count) : []
  }

  var dotColumns: Int { columns * across }
  var dotRows: Int { rows * down }

  mutating func light(_ x: Int, _ y: Int, point: Int32 = -1, _ stroke: Stroke = .dot) {
    guard x >= 0, y >= 0, x < dotColumns, y < dotRows else { return }
    let cell = y / down * columns + x / across
    if !strokes.isEmpty, masks[cell] == 0 { strokes[cell] = stroke }
    masks[cell] |= 1 << UInt8(y % down * across + x % across)
    points[cell] = point
  }

  /// Lights dots of one cell.
  mutating func light(_ mask: UInt8, cell: Int) {
    guard masks.indices.contains(cell) else { return }
    masks[cell] |= mask
  }

  mutating func clear() {
    masks = Array(repeating: 0, count: masks.count)
  }

  /// A straight run of dots, both ends lit, after Bresenham.
  ///
  /// - Parameters:
  ///   - start: the first dot, within the canvas.
  ///   - end: the last dot, within the canvas.
  ///   - dash: which dots of the run are left out.
  ///   - points: the numbers of the points at both ends.
  ///   - continues: whether the first dot belongs to the run before, which has seen to it.
  mutating func line(
    from start: (Int, Int), to end: (Int, Int), dash: inout Dash, points: (Int32, Int32),
    continues: Bool = false
  ) {
    var (x, y) = start
    let (dx, dy) = (abs(end.0 - x), -abs(end.1 - y))
    let (stepX, stepY) = (x < end.0 ? 1 : -1, y < end.1 ? 1 : -1)
    let stroke = strokes.isEmpty ? Stroke.dot : Stroke(from: start, to: end)
    let half = max(dx, -dy) / 2
    var step = 0
    var error = dx + dy
    var isSeenTo = continues
    while true {
      if !isSeenTo, dash.next() { light(x, y, point: step > half ? points.1 : points.0, stroke) }
      isSeenTo = false
      step += 1
      if x == end.0, y == end.1 { return }
      let double = 2 * error
      if double >= dy {
        error += dy
        x += stepX
      }
      if double <= dx {
        error += dx
        y += stepY
      }
    }
  }

  /// All dots of a column between two rows.
  mutating func vertical(_ span: ColumnFold.Span) {
    let middle = (span.low.row + span.high.row) / 2
    for row in span.low.row...max(span.low.row, span.high.row) {
      light(span.column, row, point: row > middle ? span.high.point : span.low.point)
    }
  }

  /// The character that shows these dots of a cell.
  func character(_ mask: UInt8, cell: Int) -> Character {
    switch glyphs {
    case .braille: Self.braille[Int(mask)]
    case .quadrant: Self.quadrants[Int(mask & 15)]
    case .block: Self.halves[Int(mask & 3)]
    case .ascii: Self.strokes[Int(strokes[cell].rawValue)]
    }
  }

  /// The braille character of so many dots, as bits across then down.
  static func pattern(_ mask: Int) -> Character { braille[mask & 255] }

  private static let strokes: [Character] = Array(".-|/\\")
  private static let quadrants: [Character] = Array(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
  private static let halves: [Character] = Array(" ▀▄█")
  /// All patterns, indexed by dots across then down.
  private static let braille: [Character] = (0..<256).map { mask in
    let order: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    let bits = order.indices.reduce(UInt32(0)) { mask >> $1 & 1 == 1 ? $0 | order[$1] : $0 }
    return Unicode.Scalar(0x2800 + bits).map(Character.init) ?? " "
  }
}

/// Where along a line dots are left out.
struct Dash {
  private let pattern: [Int]
  private var index = 0
  private var used = 0

  init(_ pattern: [Int]) {
    self.pattern = pattern
  }

  /// Whether the next dot is drawn.
  mutating func next() -> Bool {
    guard !pattern.isEmpty else { return true }
    let isDrawn = index % 2 == 0
    used += 1
    if used >= pattern[index] {
      used = 0
      index = (index + 1) % pattern.count
    }
    return isDrawn
  }
}

/// The stretch of one dot column that successive points of a line have covered.
struct ColumnFold {
  /// A dot row and the number of a point in it.
  struct End {
    var row: Int
    var point: Int32
  }

  /// A column with its extreme rows.
  struct Span {
    var column: Int
    var low: End
    var high: End
  }

  private(set) var column = -1
  private var low = End(row: 0, point: -1)
  private var high = End(row: 0, point: -1)
  private var end = End(row: 0, point: -1)

  /// The last dot and its point.
  var last: (place: (Int, Int), point: Int32) { ((column, end.row), end.point) }

  mutating func begin(_ column: Int, _ row: Int, point: Int32) {
    self.column = column
    end = End(row: row, point: point)
    (low, high) = (end, end)
  }

  mutating func add(_ row: Int, point: Int32) {
    end = End(row: row, point: point)
    if row < low.row { low = end }
    if row > high.row { high = end }
  }

  /// What has been covered, if anything; the fold is empty afterwards.
  mutating func take() -> Span? {
    guard column >= 0 else { return nil }
    defer { column = -1 }
    return Span(column: column, low: low, high: high)
  }
}
