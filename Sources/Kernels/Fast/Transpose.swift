/// Eight vectors, as an 8 × 16 matrix on its way to being transposed.
///
/// Reading 128 numbers as one sequence, `unshuffled` sends those at even places to the front and
/// those at odd places behind: it rotates the seven bits of an index by one. Four rotations turn
/// 8 × 16 into 16 × 8, three turn 16 × 8 into 8 × 16. Eight permutes a rotation: a fourth of an
/// instruction a number, where a loop over numbers needs two.
struct Transpose {
  var v0: Vector, v1: Vector, v2: Vector, v3: Vector
  var v4: Vector, v5: Vector, v6: Vector, v7: Vector

  /// Reads eight rows that lie `stride` numbers apart.
  @inline(__always)
  init(rows p: UnsafePointer<Float>, stride: Int) {
    v0 = load(p)
    v1 = load(p + stride)
    v2 = load(p + 2 &* stride)
    v3 = load(p + 3 &* stride)
    v4 = load(p + 4 &* stride)
    v5 = load(p + 5 &* stride)
    v6 = load(p + 6 &* stride)
    v7 = load(p + 7 &* stride)
  }

  /// Reads 16 rows of 8 numbers that lie `stride` numbers apart.
  @inline(__always)
  init(halfRows p: UnsafePointer<Float>, stride: Int) {
    v0 = Transpose.pair(p, stride)
    v1 = Transpose.pair(p + 2 &* stride, stride)
    v2 = Transpose.pair(p + 4 &* stride, stride)
    v3 = Transpose.pair(p + 6 &* stride, stride)
    v4 = Transpose.pair(p + 8 &* stride, stride)
    v5 = Transpose.pair(p + 10 &* stride, stride)
    v6 = Transpose.pair(p + 12 &* stride, stride)
    v7 = Transpose.pair(p + 14 &* stride, stride)
  }

  @inline(__always)
  static func pair(_ p: UnsafePointer<Float>, _ stride: Int) -> Vector {
    Vector(
      lowHalf: UnsafeRawPointer(p).loadUnaligned(as: SIMD8<Float>.self),
      highHalf: UnsafeRawPointer(p + stride).loadUnaligned(as: SIMD8<Float>.self))
  }

  @inline(__always)
  mutating func unshuffle() {
    let p0 = SIMD32(lowHalf: v0, highHalf: v1)
    let p1 = SIMD32(lowHalf: v2, highHalf: v3)
    let p2 = SIMD32(lowHalf: v4, highHalf: v5)
    let p3 = SIMD32(lowHalf: v6, highHalf: v7)
    (v0, v1, v2, v3) = (p0.evenHalf, p1.evenHalf, p2.evenHalf, p3.evenHalf)
    (v4, v5, v6, v7) = (p0.oddHalf, p1.oddHalf, p2.oddHalf, p3.oddHalf)
  }

  /// Writes 16 rows of 8 numbers, `stride` numbers apart, each times `factor`.
  @inline(__always)
  func writeHalfRows(to p: UnsafeMutablePointer<Float>, stride: Int, times factor: Float) {
    let f = Vector(repeating: factor)
    Transpose.write(v0 * f, to: p, stride)
    Transpose.write(v1 * f, to: p + 2 &* stride, stride)
    Transpose.write(v2 * f, to: p + 4 &* stride, stride)
    Transpose.write(v3 * f, to: p + 6 &* stride, stride)
    Transpose.write(v4 * f, to: p + 8 &* stride, stride)
    Transpose.write(v5 * f, to: p + 10 &* stride, stride)
    Transpose.write(v6 * f, to: p + 12 &* stride, stride)
    Transpose.write(v7 * f, to: p + 14 &* stride, stride)
  }

  @inline(__always)
  static func write(_ v: Vector, to p: UnsafeMutablePointer<Float>, _ stride: Int) {
    UnsafeMutableRawPointer(p).storeBytes(of: v.lowHalf, as: SIMD8<Float>.self)
    UnsafeMutableRawPointer(p + stride).storeBytes(of: v.highHalf, as: SIMD8<Float>.self)
  }
}
