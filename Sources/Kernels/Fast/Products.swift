/// The two products of attention on packed operands, whatever the processor's registers hold.
enum Products {
  /// Scores of 8 keys and 32 queries: `scores[8][32] = Σ panel · strip`.
  @inline(__always)
  static func scores(
    panel: UnsafePointer<Float>, strip: UnsafePointer<Vector>, steps: Int,
    into c: UnsafeMutablePointer<Vector>
  ) {
    if Processor.hasAVX512 {
      RegisterTile(panel: panel, strip: strip, steps: steps).write(to: c)
    } else {
      for part in 0..<4 {
        let (row, column) = (part >> 1 &* 4, part & 1)
        SmallTile(panel: panel + row, strip: strip + column, steps: steps)
          .write(to: c + (row &* 2 &+ column))
      }
    }
  }

  /// Adds 8 × 32 sums: `c = c + Σ panel · strip`.
  @inline(__always)
  static func add(
    panel: UnsafePointer<Float>, strip: UnsafePointer<Vector>, steps: Int,
    into c: UnsafeMutablePointer<Vector>
  ) {
    if Processor.hasAVX512 {
      RegisterTile(panel: panel, strip: strip, steps: steps).add(to: c)
    } else {
      let one = Vector(repeating: 1)
      accumulate(panel: panel, strip: strip, steps: steps, into: c, times: one, one)
    }
  }

  /// Adds 8 × 32 sums to a rescaled accumulator: `c = c · (x, y) + Σ panel · strip`.
  @inline(__always)
  static func accumulate(
    panel: UnsafePointer<Float>, strip: UnsafePointer<Vector>, steps: Int,
    into c: UnsafeMutablePointer<Vector>, times x: Vector, _ y: Vector
  ) {
    if Processor.hasAVX512 {
      RegisterTile(panel: panel, strip: strip, steps: steps).add(to: c, times: x, y)
    } else {
      for part in 0..<4 {
        let (row, column) = (part >> 1 &* 4, part & 1)
        SmallTile(panel: panel + row, strip: strip + column, steps: steps)
          .add(to: c + (row &* 2 &+ column), times: column == 0 ? x : y)
      }
    }
  }
}

/// A quarter of a ``RegisterTile``, 4 rows × 16 columns: for processors with narrower registers.
///
/// With AVX2 it is 8 accumulators, 2 vectors and a broadcast out of 16 registers, where the large
/// tile would keep spilling; with NEON 16, 4 and 1 out of 32. It reads the same panels and strips.
struct SmallTile {
  var a0 = Vector.zero, a1 = Vector.zero, a2 = Vector.zero, a3 = Vector.zero

  @inline(__always)
  init(panel: UnsafePointer<Float>, strip: UnsafePointer<Vector>, steps: Int) {
    var p = panel
    var s = strip
    let end = panel + steps &* RegisterTile.rows
    while p < end {
      let x = s[0]
      a0 = multiplyAdd(Vector(repeating: p[0]), x, a0)
      a1 = multiplyAdd(Vector(repeating: p[1]), x, a1)
      a2 = multiplyAdd(Vector(repeating: p[2]), x, a2)
      a3 = multiplyAdd(Vector(repeating: p[3]), x, a3)
      p += RegisterTile.rows
      s += 2
    }
  }

  @inline(__always)
  func write(to c: UnsafeMutablePointer<Vector>) {
    (c[0], c[2], c[4], c[6]) = (a0, a1, a2, a3)
  }

  @inline(__always)
  func add(to c: UnsafeMutablePointer<Vector>, times x: Vector) {
    c[0] = multiplyAdd(c[0], x, a0)
    c[2] = multiplyAdd(c[2], x, a1)
    c[4] = multiplyAdd(c[4], x, a2)
    c[6] = multiplyAdd(c[6], x, a3)
  }
}
