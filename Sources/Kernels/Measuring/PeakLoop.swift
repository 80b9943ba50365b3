/// The loop that measures the peak: chains of fused multiply-adds that only registers hold.
enum PeakLoop {
  /// Operations of one call of ``run`` for so many rounds: two for each lane of each chain.
  static func operations(rounds: Int) -> Double { Double(rounds) * 2 * 16 * 12 }

  /// Runs as many chains as the registers hold.
  ///
  /// With a latency of four cycles and two units, eight registers in flight keep a processor busy;
  /// more than it has would measure how fast they are spilled. A chain of sixteen lanes is one
  /// register of AVX-512 (twelve chains), two of AVX2 and four of NEON (six), four of SSE (three).
  ///
  /// - Returns: a sum of the chains, so that the work cannot be left out.
  @inline(never)
  static func run(rounds: Int, seed: Float) -> Float {
    var first = Chains(seed)
    if Processor.hasAVX512 {
      var (second, third, fourth) = (Chains(seed + 1), Chains(seed + 2), Chains(seed + 3))
      for _ in 0..<rounds {
        first.advance()
        second.advance()
        third.advance()
        fourth.advance()
      }
      return first.sum + second.sum + third.sum + fourth.sum
    }
    if Processor.hasFusedMultiplyAdd {
      var second = Chains(seed + 1)
      for _ in 0..<2 &* rounds {
        first.advance()
        second.advance()
      }
      return first.sum + second.sum
    }
    for _ in 0..<4 &* rounds { first.advance() }
    return first.sum
  }

  /// Three chains.
  ///
  /// Each converges to 1, so that no number overflows or becomes subnormal.
  private struct Chains {
    var a: Vector, b: Vector, c: Vector

    @inline(__always)
    init(_ seed: Float) {
      a = Vector(repeating: seed)
      b = a + 0.25
      c = a + 0.5
    }

    @inline(__always)
    mutating func advance() {
      let half = Vector(repeating: 0.5)
      a = multiplyAdd(a, half, half)
      b = multiplyAdd(b, half, half)
      c = multiplyAdd(c, half, half)
    }

    var sum: Float { (a + b + c).sum() }
  }
}
