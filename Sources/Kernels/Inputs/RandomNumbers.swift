/// SplitMix64 (Steele, Lea and Flood 2014): 64 random bits from a counter and a mixing function.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Standard normal numbers from a seed, bit for bit the same on every machine.
///
/// Marsaglia's polar method. It needs one logarithm and one square root a pair; the square root is
/// exact by IEEE 754, and the logarithm is our own, since those of the C libraries differ in the
/// last bit.
struct NormalNumbers {
  private var bits: SplitMix64
  private var spare: Double?

  /// - Parameters:
  ///   - seed: of the inputs.
  ///   - stream: tells apart the tensors of one seed: Q, K and V do not depend on one another's
  ///     sizes.
  init(seed: UInt64, stream: UInt64) {
    var mixer = SplitMix64(seed: seed)
    var first = mixer.next()
    for _ in 0..<stream { first = mixer.next() }
    bits = SplitMix64(seed: first)
  }

  /// Uniform in −1 ..< 1, a multiple of 2⁻⁵².
  private mutating func symmetric() -> Double {
    Double(bits.next() >> 11) * 0x1p-52 - 1
  }

  mutating func next() -> Double {
    if let number = spare {
      spare = nil
      return number
    }
    while true {
      let (x, y) = (symmetric(), symmetric())
      let square = x * x + y * y
      guard square < 1, square > 0 else { continue }
      let factor = (-2 * NormalNumbers.logarithm(square) / square).squareRoot()
      spare = y * factor
      return x * factor
    }
  }

  /// The natural logarithm to about 1e-15, for normal positive numbers.
  ///
  /// `x = 2ᵉ · s` with s in √½ ..< √2, and `log s = 2 artanh((s − 1) / (s + 1))` by its series; only
  /// operations that IEEE 754 fixes to the last bit.
  static func logarithm(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    let t = (significand - 1) / (significand + 1)
    let square = t * t
    var series = 0.0
    var odd = 21.0
    while odd >= 1 {
      series = series * square + 1 / odd
      odd -= 2
    }
    return exponent * 0.693147180559945309 + 2 * t * series
  }
}
