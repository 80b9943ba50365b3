#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The values of a matrix as texts for its cells.
enum HeatmapNumbers {
  /// Texts with equally many decimals; none when some cell would have too little room.
  ///
  /// Three digits for the greatest value, two where that is too wide. A zero is `0`; what only
  /// rounds to zero is not. Where sizes are what matters, on a logarithmic scale, all have two digits
  /// or one and an exponent.
  static func texts(_ values: [Double], room: Int, isLog: Bool = false) -> [String] {
    let finite = values.filter(\.isFinite)
    let largest = finite.map(abs).max() ?? 0
    let magnitude = DecimalNumber(largest, significant: 3)?.magnitude ?? 0
    var candidates: [(Double) -> String] = []
    if isLog {
      candidates += [2, 1].map { digits in
        { DecimalNumber($0, significant: digits)?.power(digits: digits) ?? "" }
      }
    } else if magnitude <= 5, finite.allSatisfy({ $0 == $0.rounded() }) {
      candidates.append { fixed($0, decimals: 0) }
    } else if magnitude >= -3, magnitude <= 5 {
      candidates += [3, 2].map { digits in
        { fixed($0, decimals: max(0, digits - 1 - magnitude)) }
      }
    } else {
      candidates.append { NumberText.short($0, digits: 2) }
    }
    for text in candidates {
      let texts = values.map { $0.isNaN ? "" : $0.isFinite ? text($0) : NumberText.short($0) }
      let widest = texts.map(\.utf8.count).max() ?? 0
      if widest > 0, widest <= room { return texts }
    }
    return []
  }

  private static func fixed(_ value: Double, decimals: Int) -> String {
    guard value != 0 else { return "0" }
    let mantissa = Int((value * pow(10, Double(decimals))).rounded())
    return DecimalNumber(mantissa: mantissa, exponent: -decimals).text(decimals: decimals)
  }
}
