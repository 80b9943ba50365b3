/// Sizes in bytes as people write them.
enum ByteSize {
  private static let units: [(suffix: String, bytes: Double)] = [
    ("kib", 1024), ("mib", 1_048_576), ("gib", 1_073_741_824), ("tib", 1_099_511_627_776),
    ("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("tb", 1e12),
    ("k", 1024), ("m", 1_048_576), ("g", 1_073_741_824), ("t", 1_099_511_627_776), ("b", 1),
  ]

  /// Reads `512MiB`, `4 GB`, `2g` (binary) or a plain number of bytes; nil when it is none.
  static func parse(_ text: String) -> Int? {
    let text = text.lowercased().filter { !$0.isWhitespace }
    let unit = units.first { text.hasSuffix($0.suffix) }
    let digits = unit.map { String(text.dropLast($0.suffix.count)) } ?? text
    guard let number = Double(digits), number.isFinite else { return nil }
    return Int(exactly: (number * (unit?.bytes ?? 1)).rounded())
  }

  /// Writes a size with a binary prefix and three digits.
  static func text(_ bytes: Int) -> String {
    var value = Double(bytes)
    for unit in ["B", "KiB", "MiB", "GiB"] {
      if abs(value) < 1024 || unit == "GiB" {
        let isWhole = value == value.rounded() || abs(value) >= 100
        let digits = isWhole ? String(Int(value.rounded())) : String((value * 10).rounded() / 10)
        return "\(digits) \(unit)"
      }
      value /= 1024
    }
    return "\(bytes) B"
  }
}
