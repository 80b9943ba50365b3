#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Round numbers that label a linear axis well: the extended Wilkinson search.
///
/// Talbot, Lin and Hanrahan, "An extension of Wilkinson's algorithm for positioning tick labels on
/// axes", InfoVis 2010. Ticks are integers times a decimal step, so they carry no rounding.
enum LinearTicks {
  private static let steps: [(mantissa: Int, digits: Int)] = [
    (1, 0), (5, 0), (2, 0), (25, 1), (4, 0), (3, 0),
  ]

  /// The best ticks for a range.
  ///
  /// - Parameters:
  ///   - low: the lower end, finite.
  ///   - high: the upper end, finite and above `low`.
  ///   - count: how many ticks are wanted.
  ///   - isWhole: whether the data are whole numbers, and so the ticks when the range has several.
  ///   - fits: nil when the labels of these ticks find no room; else how evenly they are spread
  ///     over rows, 0...1.
  /// - Returns: rising ticks within the range, none when there are none that fit.
  static func best(
    low: Double, high: Double, count: Int, isWhole: Bool = false,
    fits: ([DecimalNumber]) -> Double?
  ) -> [DecimalNumber] {
    let count = max(2, count)
    if isWhole, high - low >= 2 {
      let ticks = best(low: low, high: high, count: count) { numbers in
        numbers.allSatisfy { $0.reduced.exponent >= 0 } ? fits(numbers) : nil
      }
      if !ticks.isEmpty { return ticks }
    }
    // A span beyond the largest double is searched at a tenth.
    if !(high - low).isFinite {
      return best(low: low / 10, high: high / 10, count: count) {
        fits($0.map(tenfold))
      }.map(tenfold)
    }
    var bestScore = -2.0
    var result: [DecimalNumber] = []
    for skip in 1...4 {
      for (rank, step) in steps.enumerated() {
        let bound = simplicity(rank: rank, skip: skip, hasZero: true)
        if weigh(bound, 1, 1) < bestScore { continue }
        for wanted in 2...max(4, count * 2) {
          let density = Self.density(wanted, count)
          if weigh(bound, 1, density) < bestScore {
            guard wanted > count else { continue }
            break
          }
          let base = Double(step.mantissa * skip) / pow(10, Double(step.digits))
          let smallest = (high - low) / Double(wanted + 1) / base
          guard smallest > 0, smallest.isFinite else { continue }
          let first = Int(log10(smallest).rounded(.up))
          for power in first...first + 1 {
            let candidate = ticks(
              low: low, high: high, mantissa: step.mantissa * skip, exponent: power - step.digits)
            guard candidate.count >= 2, candidate.count <= count * 3 else { continue }
            let hasZero = candidate.contains { $0.mantissa == 0 }
            let score = weigh(
              simplicity(rank: rank, skip: skip, hasZero: hasZero),
              coverage(low, high, candidate), Self.density(candidate.count, count))
            guard score > bestScore, let evenness = fits(candidate) else { continue }
            let total = score - 0.08 * (1 - evenness)
            if total > bestScore {
              bestScore = total
              result = candidate
            }
          }
        }
      }
    }
    return result
  }

  /// Multiples of mantissa × 10^exponent within a range.
  private static func ticks(
    low: Double, high: Double, mantissa: Int, exponent: Int
  ) -> [DecimalNumber] {
    let step = DecimalNumber(mantissa: mantissa, exponent: exponent).value
    guard step > 0 else { return [] }
    let slack = 1e-9 * (high - low) / step
    let first = (low / step - slack).rounded(.up)
    let last = (high / step + slack).rounded(.down)
    guard abs(first) < 1e15, abs(last) < 1e15, last - first < 100, last >= first else { return [] }
    return (Int(first)...Int(last)).map {
      DecimalNumber(mantissa: $0 * mantissa, exponent: exponent)
    }
  }

  private static func weigh(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
    // Coverage weighs less than in the paper: these ticks never reach beyond the range, which
    // would tax every wide step.
    0.3 * simplicity + 0.1 * coverage + 0.6 * density
  }

  private static func simplicity(rank: Int, skip: Int, hasZero: Bool) -> Double {
    1 - Double(rank) / Double(steps.count - 1) - Double(skip) + 1 + (hasZero ? 1 : 0)
  }

  private static func coverage(_ low: Double, _ high: Double, _ ticks: [DecimalNumber]) -> Double {
    guard let first = ticks.first, let last = ticks.last else { return -1 }
    let span = (high - low) * 0.1
    let above = (high - last.value) / span
    let below = (low - first.value) / span
    return 1 - 0.5 * (above * above + below * below)
  }

  private static func density(_ count: Int, _ wanted: Int) -> Double {
    let ratio = Double(max(1, count - 1)) / Double(max(1, wanted - 1))
    return 2 - max(ratio, 1 / ratio)
  }

  private static func tenfold(_ number: DecimalNumber) -> DecimalNumber {
    DecimalNumber(mantissa: number.mantissa, exponent: number.exponent + 1)
  }
}
