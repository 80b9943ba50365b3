/// The two products of attention on packed operands, whatever the processor's registers hold.
///
/// Each works on a run of panels of 8 rows that lie `stride` numbers apart; rows of the result
/// follow each other, 32 numbers a row.
enum Products {
  /// Scores of 8 keys a panel and 32 queries: `c[8 · count][32] = Σ panel · strip`.
  @inline(__always)
  static func scores(
    panels: UnsafePointer<Float>, stride: Int, count: Int, strip: UnsafePointer<Vector>,
    steps: Int, into c: UnsafeMutablePointer<Vector>
  ) {
    if Processor.hasAVX512 {
      for i in 0..<count {
        RegisterTile(panel: panels + i &* stride, strip: strip, steps: steps)
          .write(to: c + i &* panelVectors)
      }
    } else {
      forEachTile(panels: panels, stride: stride, count: count, strip: strip, steps: steps) {
        (tile, rows, place) in tile.write(rows, to: c + place)
      }
    }
  }

  /// Adds sums: `c = c + Σ panel · strip`.
  @inline(__always)
  static func add(
    panels: UnsafePointer<Float>, stride: Int, count: Int, strip: UnsafePointer<Vector>,
    steps: Int, into c: UnsafeMutablePointer<Vector>
  ) {
    if Processor.hasAVX512 {
      for i in 0..<count {
        RegisterTile(panel: panels + i &* stride, strip: strip, steps: steps)
          .add(to: c + i &* panelVectors)
      }
    } else {
      forEachTile(panels: panels, stride: stride, count: count, strip: strip, steps: steps) {
        (tile, rows, place) in tile.add(rows, to: c + place)
      }
    }
  }

  /// Adds sums to a rescaled accumulator: `c = c · (x, y) + Σ panel · strip`.
  @inline(__always)
  static func accumulate(
    panels: UnsafePointer<Float>, stride: Int, count: Int, strip: UnsafePointer<Vector>,
    steps: Int, into c: UnsafeMutablePointer<Vector>, times x: Vector, _ y: Vector
  ) {
    if Processor.hasAVX512 {
      for i in 0..<count {
        RegisterTile(panel: panels + i &* stride, strip: strip, steps: steps)
          .add(to: c + i &* panelVectors, times: x, y)
      }
    } else {
      forEachTile(panels: panels, stride: stride, count: count, strip: strip, steps: steps) {
        (tile, rows, place) in tile.add(rows, to: c + place, times: place & 1 == 0 ? x : y)
      }
    }
  }

  /// Vectors in the result of one panel.
  private static let panelVectors = 2 * RegisterTile.rows

  /// Calls `body(tile, rows, place)` for the small tiles that make up a run of panels.
  ///
  /// Three panels are four tiles of six rows; what is left are tiles of six and of four.
  @inline(__always)
  private static func forEachTile(
    panels: UnsafePointer<Float>, stride: Int, count: Int, strip: UnsafePointer<Vector>,
    steps: Int, _ body: (SmallTile, SmallTile.Rows, Int) -> Void
  ) {
    var first = panels
    var row = 0
    var left = count
    while left >= 3 {
      let (second, third) = (first + stride, first + 2 &* stride)
      for column in 0..<2 {
        let (s, place) = (strip + column, row &* 2 &+ column)
        body(SmallTile(six: first, strip: s, steps), .six, place)
        body(SmallTile(two: first + 6, four: second, strip: s, steps), .six, place &+ 12)
        body(SmallTile(four: second + 4, two: third, strip: s, steps), .six, place &+ 24)
        body(SmallTile(six: third + 2, strip: s, steps), .six, place &+ 36)
      }
      first = third + stride
      row &+= 24
      left &-= 3
    }
    for column in 0..<2 {
      let (s, place) = (strip + column, row &* 2 &+ column)
      if left == 2 {
        let second = first + stride
        body(SmallTile(six: first, strip: s, steps), .six, place)
        body(SmallTile(two: first + 6, four: second, strip: s, steps), .six, place &+ 12)
        body(SmallTile(four: second + 4, strip: s, steps), .four, place &+ 24)
      } else if left == 1 {
        body(SmallTile(four: first, strip: s, steps), .four, place)
        body(SmallTile(four: first + 4, strip: s, steps), .four, place &+ 8)
      }
    }
  }
}
