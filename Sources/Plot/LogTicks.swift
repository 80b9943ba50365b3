#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Ticks at 1, 2, 5 × 10ᵏ over less than three decades, else at powers of the base, thinned until
/// their labels find room.
enum LogTicks {
  /// The ticks of a logarithmic axis; none when no power falls in the range often enough, in which
  /// case linear ticks serve better.
  ///
  /// - Parameters:
  ///   - low: the lower end, positive.
  ///   - high: the upper end, above `low`.
  ///   - base: 2 or 10; others as 10.
  ///   - format: how values are written.
  ///   - isASCII: whether labels must be ASCII.
  ///   - fits: whether ticks with these labels find room.
  /// - Returns: labelled ticks, and minor ones for the rest.
  static func best(
    low: Double, high: Double, base: Int, format: Axis.Format, isASCII: Bool,
    fits: ([Tick]) -> Bool
  ) -> TickSet {
    let isBinary = base == 2
    let first = Int((isBinary ? log2(low) : log10(low)).rounded(.down))
    let last = Int((isBinary ? log2(high) : log10(high)).rounded(.up))
    let slack = 1e-12
    func make(_ multiples: [Int], stride step: Int) -> [Tick] {
      let start = first + (step - first % step) % step
      let powers = stride(from: start, through: max(first, last), by: step)
      func isInRange(_ value: Double) -> Bool {
        value > 0 && value.isFinite && value >= low * (1 - slack) && value <= high * (1 + slack)
      }
      if isBinary {
        return powersOfTwo(powers.filter { isInRange(exp2(Double($0))) }, format)
      }
      let numbers = powers.flatMap { power in
        multiples.map { DecimalNumber(mantissa: $0, exponent: power) }
      }
      return decimals(numbers.filter { isInRange($0.value) }, format, isASCII)
    }
    let isShort = !isBinary && log10(high) - log10(low) < 3
    var candidates: [(multiples: [Int], step: Int)] = isShort ? [([1, 2, 5], 1)] : []
    // More than so many labels fit nowhere.
    let densest = max(1, (last - first) / 200)
    candidates += (densest...max(densest, last - first)).map { ([1], $0) }
    if isShort { candidates += [[1, 5], [1, 2], [2, 5]].map { ($0, 1) } }
    let made = candidates.lazy.map { make($0.multiples, stride: $0.step) }
    guard let chosen = made.first(where: { $0.count >= 2 && fits($0) }) else {
      return TickSet()
    }
    var set = TickSet(ticks: chosen)
    if !isBinary, last - first <= 6 {
      let values = (first...last).flatMap { power in
        (1...9).map { DecimalNumber(mantissa: $0, exponent: power).value }
      }
      let labelled = Set(chosen.map(\.value))
      set.minor = values.filter { $0 >= low && $0 <= high && !labelled.contains($0) }
    }
    if isBinary, last - first <= 200 {
      let labelled = Set(chosen.map(\.value))
      set.minor = make([1], stride: 1).map(\.value).filter { !labelled.contains($0) }
    }
    if chosen.contains(where: { $0.label.hasSuffix("K") }) { set.note = "K = 1024" }
    return set
  }

  /// Ticks in one notation: plain, with prefixes, or with exponents of ten.
  private static func decimals(
    _ numbers: [DecimalNumber], _ format: Axis.Format, _ isASCII: Bool
  ) -> [Tick] {
    let least = numbers.map(\.exponent).min() ?? 0
    let greatest = numbers.map(\.exponent).max() ?? 0
    func prefix(_ number: DecimalNumber) -> (letter: String, step: Int)? {
      let step = Int((Double(number.exponent) / 3).rounded(.down))
      return Prefixes.si(step, isASCII: isASCII).map { ($0, step) }
    }
    let isPlain = least >= -3 && greatest < 4
    // Shares with more digits than that before or behind the point.
    let isWide = least + 2 < -6 || greatest + 2 > 6
    let hasPrefixes =
      (format == .si || !isPlain && least >= 0 && greatest < 15)
      && numbers.allSatisfy { prefix($0) != nil }
    return numbers.map { number in
      let label: String
      if format == .percent {
        label =
          isWide
          ? number.text(shift: number.exponent) + "e\(number.exponent + 2)%"
          : number.text(shift: -2) + "%"
      } else if hasPrefixes, let prefix = prefix(number) {
        label = number.text(shift: prefix.step * 3) + prefix.letter
      } else if isPlain {
        label = number.text()
      } else {
        label = number.text(shift: number.exponent) + "e\(number.exponent)"
      }
      return Tick(value: number.value, label: label)
    }
  }

  /// Ticks in one notation: numbers, with prefixes from 1024 on, or powers.
  private static func powersOfTwo(_ powers: [Int], _ format: Axis.Format) -> [Tick] {
    let letters = format == .binary ? Prefixes.binary : ["", "K", "M", "G", "T", "P", "E"]
    let isPlain = powers.allSatisfy { (-4..<70).contains($0) }
    return powers.map { power in
      let value = exp2(Double(power))
      let label =
        !isPlain
        ? "2^\(power)"
        : power < 0
          ? NumberText.exact(value) : "\(1 << (power % 10))" + letters[power / 10]
      return Tick(value: value, label: label)
    }
  }
}
