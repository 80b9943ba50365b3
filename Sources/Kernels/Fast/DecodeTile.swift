/// One query row against a tile of keys, with headDim along the vector.
enum DecodeTile {
  /// `scores[j] = q · k[j]`; places up to a multiple of 16 are filled with −∞.
  static func scores(
    _ q: UnsafePointer<Float>, _ k: UnsafePointer<Float>, count: Int, headDim d: Int,
    into scores: UnsafeMutablePointer<Float>
  ) {
    var j = 0
    withUnsafeTemporaryAllocation(of: Vector.self, capacity: 16) { parts in
      guard let parts = parts.baseAddress else { return }
      while j &+ 16 <= count {
        dots(q, k + j &* d, d, into: parts)
        let a = sums(parts[0], parts[1], parts[2], parts[3])
        let b = sums(parts[4], parts[5], parts[6], parts[7])
        let e = sums(parts[8], parts[9], parts[10], parts[11])
        let f = sums(parts[12], parts[13], parts[14], parts[15])
        store(sums(a, b, e, f), scores + j)
        j &+= 16
      }
    }
    guard j < count else { return }
    var rest = Vector(repeating: -.infinity)
    for lane in 0..<count &- j {
      let x = dot(q, k + (j &+ lane) &* d, d)
      let y = sums(x, .zero, .zero, .zero)
      rest[lane] = sums(y, .zero, .zero, .zero)[0]
    }
    store(rest, scores + j)
  }

  /// Sixteen partial sums of the dot products with sixteen rows.
  ///
  /// A loop, so that one instruction reads all of memory in order: with a copy of it for each row the
  /// prefetcher saw sixteen streams of leaps, and a Zen 4 read K at 0.6 of its bandwidth, not at 0.9.
  @inline(__always)
  private static func dots(
    _ q: UnsafePointer<Float>, _ k: UnsafePointer<Float>, _ d: Int,
    into parts: UnsafeMutablePointer<Vector>
  ) {
    for row in 0..<16 { parts[row] = dot(q, k + row &* d, d) }
  }

  /// Sixteen partial sums of a dot product.
  @inline(__always)
  private static func dot(_ q: UnsafePointer<Float>, _ k: UnsafePointer<Float>, _ d: Int) -> Vector
  {
    var sum = Vector.zero
    var c = 0
    while c &+ 16 <= d {
      sum = multiplyAdd(load(q + c), load(k + c), sum)
      c &+= 16
    }
    if c < d { sum = multiplyAdd(load(q + c), load(k + c, count: d &- c), sum) }
    return sum
  }

  /// Four vectors → one, whose quarters hold the sums over fours of each: two levels of a tree.
  ///
  /// Applied to sixteen vectors in two rounds, lane i is the sum of vector i: 30 permutes instead
  /// of the 240 additions of sixteen sums over lanes.
  @inline(__always)
  private static func sums(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> Vector {
    let ab = SIMD32(lowHalf: a, highHalf: b)
    let cd = SIMD32(lowHalf: c, highHalf: d)
    let all = SIMD32(lowHalf: ab.evenHalf + ab.oddHalf, highHalf: cd.evenHalf + cd.oddHalf)
    return all.evenHalf + all.oddHalf
  }

  /// Online softmax of the scores, and their share of the accumulator.
  ///
  /// The state is the accumulator of `width` numbers, then maximum and sum.
  static func accumulate(
    _ scores: UnsafeMutablePointer<Float>, _ v: UnsafePointer<Float>, count: Int, headDim d: Int,
    into state: UnsafeMutablePointer<Float>, width: Int
  ) {
    var top = Vector(repeating: state[width])
    for j in stride(from: 0, to: count, by: 16) { top = larger(top, load(scores + j)) }
    let maximum = top.max()
    let base = maximum == -.infinity ? 0 : maximum
    let rescale = exp2(Vector(repeating: state[width] - base))
    var sum = Vector.zero
    for j in stride(from: 0, to: count, by: 16) {
      let p = exp2(load(scores + j) - Vector(repeating: base))
      store(p, scores + j)
      sum += p
    }
    state[width] = maximum
    state[width + 1] = state[width + 1] * rescale[0] + sum.sum()
    var c = 0
    while c &+ 128 <= d {
      wideColumns(scores, v + c, count, d, state + c, rescale)
      c &+= 128
    }
    while c &+ 64 <= d {
      columns(scores, v + c, count, d, state + c, rescale)
      c &+= 64
    }
    while c < d {
      var total = Vector.zero
      let rest = d &- c
      for j in 0..<count {
        let x = rest >= 16 ? load(v + (j &* d &+ c)) : load(v + (j &* d &+ c), count: rest)
        total = multiplyAdd(Vector(repeating: scores[j]), x, total)
      }
      store(multiplyAdd(load(state + c), rescale, total), state + c)
      c &+= 16
    }
  }

  /// Four vectors of columns at a time: four chains of two rows each hide the latency.
  @inline(__always)
  private static func columns(
    _ p: UnsafePointer<Float>, _ v: UnsafePointer<Float>, _ count: Int, _ d: Int,
    _ accumulator: UnsafeMutablePointer<Float>, _ rescale: Vector
  ) {
    var (a0, a1, a2, a3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var row = v
    for j in 0..<count {
      let x = Vector(repeating: p[j])
      a0 = multiplyAdd(x, load(row), a0)
      a1 = multiplyAdd(x, load(row + 16), a1)
      a2 = multiplyAdd(x, load(row + 32), a2)
      a3 = multiplyAdd(x, load(row + 48), a3)
      row += d
    }
    store(multiplyAdd(load(accumulator), rescale, a0), accumulator)
    store(multiplyAdd(load(accumulator + 16), rescale, a1), accumulator + 16)
    store(multiplyAdd(load(accumulator + 32), rescale, a2), accumulator + 32)
    store(multiplyAdd(load(accumulator + 48), rescale, a3), accumulator + 48)
  }

  /// Eight vectors of columns at a time: whole rows of headDim 128, so that memory is read in order.
  ///
  /// In two halves the hardware's prefetcher lost its way: 54 % of the read bandwidth.
  @inline(__always)
  private static func wideColumns(
    _ p: UnsafePointer<Float>, _ v: UnsafePointer<Float>, _ count: Int, _ d: Int,
    _ accumulator: UnsafeMutablePointer<Float>, _ rescale: Vector
  ) {
    var (a0, a1, a2, a3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var (a4, a5, a6, a7) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var row = v
    for j in 0..<count {
      let x = Vector(repeating: p[j])
      a0 = multiplyAdd(x, load(row), a0)
      a1 = multiplyAdd(x, load(row + 16), a1)
      a2 = multiplyAdd(x, load(row + 32), a2)
      a3 = multiplyAdd(x, load(row + 48), a3)
      a4 = multiplyAdd(x, load(row + 64), a4)
      a5 = multiplyAdd(x, load(row + 80), a5)
      a6 = multiplyAdd(x, load(row + 96), a6)
      a7 = multiplyAdd(x, load(row + 112), a7)
      row += d
    }
    let total = accumulator
    store(multiplyAdd(load(total), rescale, a0), total)
    store(multiplyAdd(load(total + 16), rescale, a1), total + 16)
    store(multiplyAdd(load(total + 32), rescale, a2), total + 32)
    store(multiplyAdd(load(total + 48), rescale, a3), total + 48)
    store(multiplyAdd(load(total + 64), rescale, a4), total + 64)
    store(multiplyAdd(load(total + 80), rescale, a5), total + 80)
    store(multiplyAdd(load(total + 96), rescale, a6), total + 96)
    store(multiplyAdd(load(total + 112), rescale, a7), total + 112)
  }
}
