/// The loop that measures the peak: chains of fused multiply-adds that only registers hold.
enum PeakLoop {
  /// Operations of one call of ``run`` for so many rounds: two for each lane of each chain.
  static func operations(rounds: Int) -> Double { Double(rounds) * 2 * 16 * 12 }

  /// Twelve independent chains of sixteen lanes: with a latency of four cycles and two units, eight
  /// would do on AVX-512; twelve leave room, and with AVX2 take 24 of the registers' halves.
  ///
  /// Each chain converges to 1, so that no number overflows or becomes subnormal.
  ///
  /// - Returns: a sum of the chains, so that the work cannot be left out.
  @inline(never)
  static func run(rounds: Int, seed: Float) -> Float {
    let factor = Vector(repeating: 0.5)
    let addend = Vector(repeating: 0.5)
    var a = Vector(repeating: seed)
    var (b, c, d, e, f) = (a + 1, a + 2, a + 3, a + 4, a + 5)
    var (g, h, i, j, k, l) = (a + 6, a + 7, a + 8, a + 9, a + 10, a + 11)
    for _ in 0..<rounds {
      a = multiplyAdd(a, factor, addend)
      b = multiplyAdd(b, factor, addend)
      c = multiplyAdd(c, factor, addend)
      d = multiplyAdd(d, factor, addend)
      e = multiplyAdd(e, factor, addend)
      f = multiplyAdd(f, factor, addend)
      g = multiplyAdd(g, factor, addend)
      h = multiplyAdd(h, factor, addend)
      i = multiplyAdd(i, factor, addend)
      j = multiplyAdd(j, factor, addend)
      k = multiplyAdd(k, factor, addend)
      l = multiplyAdd(l, factor, addend)
    }
    let first = a + b + c + d + e + f
    let second = g + h + i + j + k + l
    return (first + second).sum()
  }
}
