#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Bars {
  /// The range of the values, with zero in it unless it is logarithmic.
  var projection: Projection {
    let isLog = value.scale != .linear
    let shown = series.flatMap { $0.values.prefix(categories.count) }.filter {
      $0.isFinite && (!isLog || $0 > 0)
    }
    var (low, high) = (shown.min() ?? 0, shown.max() ?? 1)
    if isLog {
      low /= 2
    } else {
      (low, high) = (min(0, low), max(0, high))
      if low == high { high = 1 }
    }
    if let domain = value.domain { (low, high) = (domain.lowerBound, domain.upperBound) }
    return Projection(value.scale, low: low, high: high)
  }

  /// What stands at the tips of the bars, a text for each value of each series.
  ///
  /// All have one prefix and equally many decimals: three digits for the greatest, two or more for
  /// the least. Where sizes differ too much for that, each value has its own.
  func texts(isASCII: Bool) -> [[String]] {
    let shown = series.flatMap { $0.values.prefix(categories.count) }.filter(isShown)
    let sizes = shown.filter { $0 != 0 }.map(magnitude)
    let (least, greatest) = (sizes.min() ?? 0, sizes.max() ?? 0)
    let prefix = prefix(greatest, isASCII: isASCII)
    guard greatest - least <= 2, prefix != nil || (-3...4).contains(greatest) else {
      return series.map {
        $0.values.prefix(categories.count).map { isShown($0) ? text($0, isASCII: isASCII) : "" }
      }
    }
    let shift = prefix?.shift ?? 0
    let places = max(0, 2 + shift - greatest, 1 + shift - least)
    func rounded(_ number: Double) -> DecimalNumber {
      let scaled = number * factor * pow(10, Double(places - shift))
      return DecimalNumber(mantissa: Int(scaled.rounded()), exponent: -places)
    }
    // Whole numbers stay whole.
    let decimals = shown.map { rounded($0).decimals() }.max() ?? 0
    let suffix = (prefix?.letter ?? "") + (value.format == .percent ? "%" : "")
    return series.map {
      $0.values.prefix(categories.count).map { number in
        guard isShown(number) else { return "" }
        return number == 0 ? "0" : rounded(number).text(decimals: decimals) + suffix
      }
    }
  }

  /// A value with three digits and a prefix of its own.
  private func text(_ number: Double, isASCII: Bool) -> String {
    let suffix = value.format == .percent ? "%" : ""
    guard number != 0, let prefix = prefix(magnitude(number), isASCII: isASCII),
      let decimal = DecimalNumber(number, significant: 3)
    else { return NumberText.short(number * factor) + suffix }
    return decimal.text(shift: prefix.shift) + prefix.letter
  }

  private func isShown(_ number: Double) -> Bool {
    (number * factor).isFinite && (value.scale == .linear || number > 0)
  }

  private var factor: Double { value.format == .percent ? 100 : 1 }

  /// The exponent of the leading digit.
  private func magnitude(_ number: Double) -> Int {
    DecimalNumber(number * factor, significant: 3)?.magnitude ?? 0
  }

  /// The letter for values of that magnitude, and the power of ten that it stands for.
  private func prefix(_ magnitude: Int, isASCII: Bool) -> (letter: String, shift: Int)? {
    guard value.format != .percent,
      value.format == .si ? magnitude >= 3 || magnitude < 0 : magnitude >= 5
    else { return nil }
    let step = Int((Double(magnitude) / 3).rounded(.down))
    return Prefixes.si(step, isASCII: isASCII).map { ($0, step * 3) }
  }
}
