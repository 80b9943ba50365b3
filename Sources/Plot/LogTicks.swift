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
      var ticks: [Tick] = []
      for power in first...max(first, last) where power % step == 0 {
        for multiple in multiples {
          let tick =
            isBinary
            ? powerOfTwo(power, format, isASCII)
            : decimal(multiple, power, format, isASCII)
          guard let tick, tick.value >= low * (1 - slack), tick.value <= high * (1 + slack) else {
            continue
          }
          ticks.append(tick)
        }
      }
      return ticks
    }
    var candidates: [[Tick]] = []
    let isShort = !isBinary && log10(high) - log10(low) < 3
    if isShort { candidates.append(make([1, 2, 5], stride: 1)) }
    for step in 1...max(1, last - first) { candidates.append(make([1], stride: step)) }
    if isShort { candidates += [[1, 5], [1, 2], [2, 5]].map { make($0, stride: 1) } }
    guard let chosen = candidates.first(where: { $0.count >= 2 && fits($0) }) else {
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
    if isBinary {
      let labelled = Set(chosen.map(\.value))
      set.minor = make([1], stride: 1).map(\.value).filter { !labelled.contains($0) }
    }
    if chosen.contains(where: { $0.label.hasSuffix("K") }) { set.note = "K = 1024" }
    return set
  }

  private static func decimal(
    _ multiple: Int, _ power: Int, _ format: Axis.Format, _ isASCII: Bool
  ) -> Tick? {
    let number = DecimalNumber(mantissa: multiple, exponent: power)
    guard number.value > 0, number.value.isFinite else { return nil }
    if format == .percent { return Tick(value: number.value, label: number.text(shift: -2) + "%") }
    if format == .si || power >= 4 && power < 15 {
      let step = Int((Double(power) / 3).rounded(.down))
      if let prefix = Prefixes.si(step, isASCII: isASCII) {
        return Tick(value: number.value, label: number.text(shift: step * 3) + prefix)
      }
    }
    let isPlain = power >= -3 && power < 4
    return Tick(value: number.value, label: isPlain ? number.text() : number.scientific)
  }

  private static func powerOfTwo(_ power: Int, _ format: Axis.Format, _ isASCII: Bool) -> Tick? {
    let value = exp2(Double(power))
    guard value > 0, value.isFinite else { return nil }
    if power >= 10, power < 70 {
      let letters = ["", "K", "M", "G", "T", "P", "E"]
      let unit = format == .binary ? Prefixes.binary[power / 10] : letters[power / 10]
      return Tick(value: value, label: "\(1 << (power % 10))\(unit)")
    }
    if power >= 0, power < 10 { return Tick(value: value, label: "\(1 << power)") }
    if power < 0, power >= -4 { return Tick(value: value, label: NumberText.exact(value)) }
    return Tick(value: value, label: "2^\(power)")
  }
}
