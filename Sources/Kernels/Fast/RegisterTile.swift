/// A piece of a product, held in registers: 8 rows × 32 columns.
///
/// Every product of the fast kernels is this one: `C[r][0..<32] = Σₜ panel[t][r] · strip[t][0..<32]`
/// with a *panel* of 8 numbers a step, each broadcast, and a *strip* of two vectors a step.
/// 16 accumulators hide the four cycles of a fused multiply-add on two ports; with 2 vectors and a
/// broadcast they take 19 of AVX-512's 32 registers. Ten loads feed 16 multiply-adds.
struct RegisterTile {
  /// Rows of a tile, numbers a panel has in each step.
  static let rows = 8
  /// Columns of a tile: the queries of a strip.
  static let columns = 32

  var a0 = Vector.zero, b0 = Vector.zero, a1 = Vector.zero, b1 = Vector.zero
  var a2 = Vector.zero, b2 = Vector.zero, a3 = Vector.zero, b3 = Vector.zero
  var a4 = Vector.zero, b4 = Vector.zero, a5 = Vector.zero, b5 = Vector.zero
  var a6 = Vector.zero, b6 = Vector.zero, a7 = Vector.zero, b7 = Vector.zero

  @inline(__always) init() {}

  /// Sums `steps` outer products of 8 and 32 numbers.
  @inline(__always)
  init(panel: UnsafePointer<Float>, strip: UnsafePointer<Vector>, steps: Int) {
    var p = panel
    var s = strip
    let end = panel + steps &* RegisterTile.rows
    while p < end {
      let x = s[0]
      let y = s[1]
      let r0 = Vector(repeating: p[0])
      a0 = multiplyAdd(r0, x, a0)
      b0 = multiplyAdd(r0, y, b0)
      let r1 = Vector(repeating: p[1])
      a1 = multiplyAdd(r1, x, a1)
      b1 = multiplyAdd(r1, y, b1)
      let r2 = Vector(repeating: p[2])
      a2 = multiplyAdd(r2, x, a2)
      b2 = multiplyAdd(r2, y, b2)
      let r3 = Vector(repeating: p[3])
      a3 = multiplyAdd(r3, x, a3)
      b3 = multiplyAdd(r3, y, b3)
      let r4 = Vector(repeating: p[4])
      a4 = multiplyAdd(r4, x, a4)
      b4 = multiplyAdd(r4, y, b4)
      let r5 = Vector(repeating: p[5])
      a5 = multiplyAdd(r5, x, a5)
      b5 = multiplyAdd(r5, y, b5)
      let r6 = Vector(repeating: p[6])
      a6 = multiplyAdd(r6, x, a6)
      b6 = multiplyAdd(r6, y, b6)
      let r7 = Vector(repeating: p[7])
      a7 = multiplyAdd(r7, x, a7)
      b7 = multiplyAdd(r7, y, b7)
      p += RegisterTile.rows
      s += 2
    }
  }

  /// Writes the tile, 32 numbers a row.
  @inline(__always)
  func write(to c: UnsafeMutablePointer<Vector>) {
    (c[0], c[1]) = (a0, b0)
    (c[2], c[3]) = (a1, b1)
    (c[4], c[5]) = (a2, b2)
    (c[6], c[7]) = (a3, b3)
    (c[8], c[9]) = (a4, b4)
    (c[10], c[11]) = (a5, b5)
    (c[12], c[13]) = (a6, b6)
    (c[14], c[15]) = (a7, b7)
  }

  /// Adds the tile to a multiple of what is there; the multiple differs by column.
  ///
  /// The sum of a block is added as a whole, not term by term, so that rounding errors grow with
  /// the number of blocks. It also makes the rescale of flash attention free.
  @inline(__always)
  func add(to c: UnsafeMutablePointer<Vector>, times x: Vector, _ y: Vector) {
    (c[0], c[1]) = (multiplyAdd(c[0], x, a0), multiplyAdd(c[1], y, b0))
    (c[2], c[3]) = (multiplyAdd(c[2], x, a1), multiplyAdd(c[3], y, b1))
    (c[4], c[5]) = (multiplyAdd(c[4], x, a2), multiplyAdd(c[5], y, b2))
    (c[6], c[7]) = (multiplyAdd(c[6], x, a3), multiplyAdd(c[7], y, b3))
    (c[8], c[9]) = (multiplyAdd(c[8], x, a4), multiplyAdd(c[9], y, b4))
    (c[10], c[11]) = (multiplyAdd(c[10], x, a5), multiplyAdd(c[11], y, b5))
    (c[12], c[13]) = (multiplyAdd(c[12], x, a6), multiplyAdd(c[13], y, b6))
    (c[14], c[15]) = (multiplyAdd(c[14], x, a7), multiplyAdd(c[15], y, b7))
  }

  /// Adds the tile to what is there.
  @inline(__always)
  func add(to c: UnsafeMutablePointer<Vector>) {
    (c[0], c[1]) = (c[0] + a0, c[1] + b0)
    (c[2], c[3]) = (c[2] + a1, c[3] + b1)
    (c[4], c[5]) = (c[4] + a2, c[5] + b2)
    (c[6], c[7]) = (c[6] + a3, c[7] + b3)
    (c[8], c[9]) = (c[8] + a4, c[9] + b4)
    (c[10], c[11]) = (c[10] + a5, c[11] + b5)
    (c[12], c[13]) = (c[12] + a6, c[13] + b6)
    (c[14], c[15]) = (c[14] + a7, c[15] + b7)
  }
}
