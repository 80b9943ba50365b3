/// A part of a product for processors with narrower registers than AVX-512: 6 or 4 rows × 16 columns.
///
/// With AVX2 six rows are 12 accumulators, 2 vectors and a broadcast out of 16 registers, the shape of
/// BLIS's Haswell kernel; the large tile would keep spilling. Two units ask for 8 accumulators at a
/// latency of 4 cycles and for 10 at Haswell's 5; four rows, which have 8, were as fast on a Zen 3.
/// It reads the same panels of 8 rows; six may begin in one panel and end in the next.
struct SmallTile {
  /// How many rows there are; the others are not touched.
  enum Rows {
    case four, six
  }

  var a0 = Vector.zero, a1 = Vector.zero, a2 = Vector.zero
  var a3 = Vector.zero, a4 = Vector.zero, a5 = Vector.zero

  /// Six rows of one panel.
  @inline(__always)
  init(six p: UnsafePointer<Float>, strip: UnsafePointer<Vector>, _ steps: Int) {
    self.init(p, split: 6, p, rows: .six, strip, steps)
  }

  /// Four rows of one panel.
  @inline(__always)
  init(four p: UnsafePointer<Float>, strip: UnsafePointer<Vector>, _ steps: Int) {
    self.init(p, split: 6, p, rows: .four, strip, steps)
  }

  /// The last two rows of a panel and the first four of the next.
  @inline(__always)
  init(
    two p: UnsafePointer<Float>, four q: UnsafePointer<Float>, strip: UnsafePointer<Vector>,
    _ steps: Int
  ) {
    self.init(p, split: 2, q, rows: .six, strip, steps)
  }

  /// The last four rows of a panel and the first two of the next.
  @inline(__always)
  init(
    four p: UnsafePointer<Float>, two q: UnsafePointer<Float>, strip: UnsafePointer<Vector>,
    _ steps: Int
  ) {
    self.init(p, split: 4, q, rows: .six, strip, steps)
  }

  /// Rows up to `split` from `p`, the others from `q`.
  @inline(__always)
  private init(
    _ p: UnsafePointer<Float>, split: Int, _ q: UnsafePointer<Float>, rows: Rows,
    _ strip: UnsafePointer<Vector>, _ steps: Int
  ) {
    var (p, q, s) = (p, q, strip)
    let end = strip + 2 &* steps
    while s < end {
      let x = s[0]
      a0 = multiplyAdd(Vector(repeating: p[0]), x, a0)
      a1 = multiplyAdd(Vector(repeating: p[1]), x, a1)
      a2 = multiplyAdd(Vector(repeating: split > 2 ? p[2] : q[0]), x, a2)
      a3 = multiplyAdd(Vector(repeating: split > 2 ? p[3] : q[1]), x, a3)
      if rows == .six {
        a4 = multiplyAdd(Vector(repeating: split > 4 ? p[4] : q[4 &- split]), x, a4)
        a5 = multiplyAdd(Vector(repeating: split > 4 ? p[5] : q[5 &- split]), x, a5)
      }
      p += RegisterTile.rows
      q += RegisterTile.rows
      s += 2
    }
  }

  @inline(__always)
  func write(_ rows: Rows, to c: UnsafeMutablePointer<Vector>) {
    (c[0], c[2], c[4], c[6]) = (a0, a1, a2, a3)
    if rows == .six { (c[8], c[10]) = (a4, a5) }
  }

  @inline(__always)
  func add(_ rows: Rows, to c: UnsafeMutablePointer<Vector>) {
    (c[0], c[2], c[4], c[6]) = (c[0] + a0, c[2] + a1, c[4] + a2, c[6] + a3)
    if rows == .six { (c[8], c[10]) = (c[8] + a4, c[10] + a5) }
  }

  @inline(__always)
  func add(_ rows: Rows, to c: UnsafeMutablePointer<Vector>, times x: Vector) {
    c[0] = multiplyAdd(c[0], x, a0)
    c[2] = multiplyAdd(c[2], x, a1)
    c[4] = multiplyAdd(c[4], x, a2)
    c[6] = multiplyAdd(c[6], x, a3)
    if rows == .six {
      c[8] = multiplyAdd(c[8], x, a4)
      c[10] = multiplyAdd(c[10], x, a5)
    }
  }
}
