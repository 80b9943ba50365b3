/// The loop that measures the read bandwidth: a sum over memory, eight vectors at a time.
enum ReadLoop {
  /// - Returns: the sum of `count` numbers, a multiple of 128, so that each must be read.
  @inline(never)
  static func sum(_ numbers: UnsafePointer<Float>, count: Int) -> Float {
    var (a, b, c, d) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var (e, f, g, h) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var p = numbers
    let end = numbers + count
    while p < end {
      a += load(p)
      b += load(p + 16)
      c += load(p + 32)
      d += load(p + 48)
      e += load(p + 64)
      f += load(p + 80)
      g += load(p + 96)
      h += load(p + 112)
      p += 128
    }
    let first = a + b + c + d
    let second = e + f + g + h
    return (first + second).sum()
  }
}
