/// Base units of results and the prefixed units that lessons and figures write.
enum Units {
  /// What columns are in.
  static let bases = ["s", "B", "FLOP", "FLOP/s", "B/s", "FLOP/B"]

  private static let decimal: [(prefix: String, factor: Double)] = [
    ("", 1), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15),
  ]
  private static let binary: [(prefix: String, factor: Double)] = [
    ("", 1), ("Ki", 0x1p10), ("Mi", 0x1p20), ("Gi", 0x1p30), ("Ti", 0x1p40),
  ]
  private static let small: [(prefix: String, factor: Double)] = [
    ("", 1), ("m", 1e-3), ("µ", 1e-6), ("u", 1e-6), ("n", 1e-9),
  ]

  private static func prefixes(of base: String) -> [(prefix: String, factor: Double)] {
    switch base {
    case "s": small
    case "B": decimal + binary.dropFirst()
    case "FLOP/B": [("", 1)]
    case "": []
    default: decimal + (base.hasPrefix("B") ? Array(binary.dropFirst()) : [])
    }
  }

  /// Every unit that a column of this base unit may be shown in.
  static func names(base: String) -> [String] {
    if base.isEmpty { return ["", "%"] }
    return prefixes(of: base).map { $0.prefix + base }
  }

  /// How many base units one such unit is; nil when it measures something else.
  static func factor(of unit: String, base: String) -> Double? {
    if unit == base { return 1 }
    if base.isEmpty { return unit == "%" ? 0.01 : nil }
    return prefixes(of: base).first { $0.prefix + base == unit }?.factor
  }

  /// The unit in which the largest of the values reads best.
  static func display(for values: [Double], base: String) -> String {
    let largest = values.filter(\.isFinite).map(abs).max() ?? 0
    guard largest > 0 else { return base }
    switch base {
    case "s":
      let unit = small.first { $0.prefix != "u" && largest >= $0.factor * 0.9995 }
      return (unit?.prefix ?? "n") + base
    case "B":
      return (binary.last { largest >= $0.factor }?.prefix ?? "") + base
    case "FLOP", "FLOP/s", "B/s":
      return (decimal.last { largest >= $0.factor }?.prefix ?? "") + base
    default: return base
    }
  }

  /// A number with an optional unit, in base units: `96 KiB`, `5ms`, `1e-6`; nil when it is none.
  ///
  /// Without a base unit only plain numbers and percentages count.
  static func parse(_ text: String, base: String) -> Double? {
    let text = text.trimmed
    if let plain = Double(plainNumber: text) { return plain }
    for name in names(base: base) where !name.isEmpty && text.hasSuffix(name) {
      if let number = Double(plainNumber: text.dropLast(name.count).trimmed),
        let factor = factor(of: name, base: base)
      {
        return number * factor
      }
    }
    return nil
  }
}

extension Double {
  /// Decimal notation only: Swift's own reading takes `0x1p3`, `nan` and `inf` as well.
  fileprivate init?(plainNumber text: String) {
    guard text.allSatisfy({ "0123456789+-.eE".contains($0) }), let value = Double(text),
      value.isFinite
    else { return nil }
    self = value
  }
}
