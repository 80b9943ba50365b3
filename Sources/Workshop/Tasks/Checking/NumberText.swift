internal import Foundation

/// Numbers in sentences.
enum NumberText {
  /// Six significant digits, `NaN` and `infinity` in words.
  static func value(_ x: Double) -> String {
    if x.isNaN { return "NaN" }
    if x.isInfinite { return x < 0 ? "-infinity" : "infinity" }
    return String(format: "%.6g", x)
  }

  /// As in `4.0 MiB`.
  static func bytes(_ count: Int) -> String {
    switch count {
    case ..<1024: "\(count) bytes"
    case ..<(100 << 10): String(format: "%.1f KiB", Double(count) / 1024)
    default: String(format: "%.2f MiB", Double(count) / 1_048_576)
    }
  }
}
