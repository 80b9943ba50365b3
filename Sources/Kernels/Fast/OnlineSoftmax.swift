#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// One step of online softmax on a strip: 32 queries along two vectors, keys down.
///
/// With the queries along the vector, maximum and sum are plain vector operations: nothing is ever
/// reduced within a vector, and P is ready for the product with V as it stands.
enum OnlineSoftmax {
  /// Running maximum and sum of 32 rows, and what their accumulators must be multiplied by.
  struct State {
    var maximum0 = Vector(repeating: -.infinity), maximum1 = Vector(repeating: -.infinity)
    var sum0 = Vector.zero, sum1 = Vector.zero
    var rescale0 = Vector(repeating: 1), rescale1 = Vector(repeating: 1)
  }

  /// Turns scores (to the base 2) into probabilities up to a factor, and brings the state up to
  /// date.
  ///
  /// A row that has seen no key has the maximum −∞. It is taken as 0 in the differences, so that
  /// the row's exponentials are 2^−∞ = 0 and not 2^(∞−∞) = NaN.
  @inline(__always)
  static func step(_ scores: UnsafeMutablePointer<Vector>, keys: Int, _ state: inout State) {
    var (m0, m1) = (state.maximum0, state.maximum1)
    var (n0, n1) = (m0, m1)
    var s = UnsafeMutablePointer(scores)
    let end = scores + keys &* 2
    while s < end {
      m0 = larger(m0, s[0])
      m1 = larger(m1, s[1])
      n0 = larger(n0, s[2])
      n1 = larger(n1, s[3])
      s += 4
    }
    m0 = larger(m0, n0)
    m1 = larger(m1, n1)
    let none = Vector(repeating: -.infinity)
    let base0 = m0.replacing(with: Vector.zero, where: m0 .== none)
    let base1 = m1.replacing(with: Vector.zero, where: m1 .== none)
    state.rescale0 = exp2(state.maximum0 - base0)
    state.rescale1 = exp2(state.maximum1 - base1)
    state.maximum0 = m0
    state.maximum1 = m1
    let sum0 = exponentials(scores, keys: keys, minus: base0, into: scores)
    let sum1 = exponentials(
      scores + 1, keys: keys, minus: base1, into: scores + 1)
    state.sum0 = multiplyAdd(state.sum0, state.rescale0, sum0)
    state.sum1 = multiplyAdd(state.sum1, state.rescale1, sum1)
  }

  /// Exponentials of every other vector of scores, and their sum.
  ///
  /// One vector a turn: the next turns overlap with it, and the constants of two would not fit into
  /// the sixteen registers of AVX2.
  ///
  /// - Parameters:
  ///   - scores: to the base 2, two vectors a key.
  ///   - keys: how many.
  ///   - base: what is subtracted before.
  ///   - p: where they go; may be where the scores are.
  /// - Returns: the sums.
  @inline(__always)
  static func exponentials(
    _ scores: UnsafePointer<Vector>, keys: Int, minus base: Vector,
    into p: UnsafeMutablePointer<Vector>
  ) -> Vector {
    var sum = Vector.zero
    for key in 0..<keys {
      let x = exp2(scores[2 &* key] - base)
      p[2 &* key] = x
      sum += x
    }
    return sum
  }

  /// `log Σ exp` from a maximum and a sum to the base 2; −∞ for a row without keys.
  static func logsumexp(maximum: Float, sum: Float) -> Float {
    guard sum != 0 else { return -.infinity }
    return Float((Double(maximum) + log2(Double(sum))) * 0.693147180559945309)
  }
}
