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
    masks = Array(repeating: 0, count: max(0, columns * rows))
  }

  var dotColumns: Int { columns * across }
  var dotRows: Int { rows * down }

  mutating func light(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < dotColumns, y < dotRows else { return }
    masks[y / down * columns + x / across] |= 1 << UInt8(y % down * across + x % across)
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
  ///   - continues: whether the first dot belongs to the run before, which has seen to it.
  mutating func line(
    from start: (Int, Int), to end: (Int, Int), dash: inout Dash, continues: Bool = false
  ) {
    var (x, y) = start
    let (dx, dy) = (abs(end.0 - x), -abs(end.1 - y))
    let (stepX, stepY) = (x < end.0 ? 1 : -1, y < end.1 ? 1 : -1)
    var error = dx + dy
    var isSeenTo = continues
    while true {
      if !isSeenTo, dash.next() { light(x, y) }
      isSeenTo = false
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
  mutating func vertical(_ span: (column: Int, rows: ClosedRange<Int>)) {
    for row in span.rows { light(span.column, row) }
  }

  /// The character that shows these dots.
  func character(_ mask: UInt8) -> Character {
    switch glyphs {
    case .braille: Self.braille[Int(mask)]
    case .quadrant: Self.quadrants[Int(mask & 15)]
    case .block: Self.halves[Int(mask & 3)]
    case .ascii: "."
    }
  }

  /// The braille character of so many dots, as bits across then down.
  static func pattern(_ mask: Int) -> Character { braille[mask & 255] }

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
  private(set) var column = -1
  private var low = 0
  private var high = 0
  private var end = 0

  /// The last dot.
  var last: (Int, Int) { (column, end) }

  mutating func begin(_ column: Int, _ row: Int) {
    self.column = column
    (low, high, end) = (row, row, row)
  }

  mutating func add(_ row: Int) {
    low = min(low, row)
    high = max(high, row)
    end = row
  }

  /// What has been covered, if anything; the fold is empty afterwards.
  mutating func take() -> (column: Int, rows: ClosedRange<Int>)? {
    guard column >= 0 else { return nil }
    defer { column = -1 }
    return (column, low...high)
  }
}
