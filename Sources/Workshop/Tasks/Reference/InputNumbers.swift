#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Seeded random inputs, rounded to single precision.
struct InputNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  private mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private mutating func uniform() -> Double { (Double(bits() >> 11) + 0.5) * 0x1p-53 }

  /// A standard normal number, by Box and Muller.
  mutating func normal() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// Normal numbers of a given spread.
  mutating func table(_ rows: Int, _ columns: Int, gain: Double = 1) -> NumberTable {
    let values = (0..<max(rows, 0) * max(columns, 0)).map { _ in Double(Float(gain * normal())) }
    return NumberTable(rows: rows, columns: columns, values: values)
      ?? NumberTable(rows: rows, columns: columns)
  }
}
