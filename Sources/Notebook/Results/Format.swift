import Foundation

/// Numbers as texts for people.
enum Format {
  /// Four significant digits, without needless zeros; whole numbers below 10⁹ in full.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    if value == value.rounded(), abs(value) < 1e9 { return String(Int(value)) }
    return String(format: "%.4g", value)
  }

  /// The shortest text that reads back as the same number.
  static func exact(_ value: Double) -> String {
    if !value.isFinite { return number(value) }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return "\(value)"
  }

  /// A number with its unit, the prefix chosen so that one to four digits stand before the point:
  /// `3.2 ms`, `16 MiB`, `84.1 GFLOP/s`.
  static func human(_ value: Double, unit: String) -> String {
    guard value.isFinite, !unit.isEmpty else {
      return number(value) + (unit.isEmpty ? "" : " \(unit)")
    }
    let display = Units.display(for: [value], base: unit)
    let factor = Units.factor(of: display, base: unit) ?? 1
    return "\(String(trimming: value / factor)) \(display)"
  }
}

extension String {
  /// Three significant digits, without needless zeros.
  fileprivate init(trimming value: Double) {
    if abs(value) >= 1000 || value == value.rounded() {
      self = Format.number(value.rounded())
    } else {
      self = String(format: "%.3g", value)
    }
  }
}
