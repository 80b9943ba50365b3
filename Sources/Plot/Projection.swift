#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How values of an axis map to 0...1.
struct Projection: Hashable, Sendable {
  let isLog: Bool
  let low: Double
  let high: Double
  private let origin: Double
  private let rate: Double

  /// A projection of a range, widened when it is empty or too narrow to resolve.
  init(_ scale: Axis.Scale, low: Double, high: Double) {
    // Limits set by hand may be infinite.
    var (low, high) = (min(low, high).clamped, max(low, high).clamped)
    if case .log = scale {
      isLog = true
      low = max(low, .leastNonzeroMagnitude)
      high = max(high, low)
      if log2(high) - log2(low) < 1e-6 {
        (low, high) = (max(low / 2, .leastNonzeroMagnitude), min(high * 2, 1.7e308))
      }
      origin = log2(low)
      rate = 1 / (log2(high) - origin)
    } else {
      isLog = false
      let size = max(abs(low), abs(high))
      if high * 0.25 - low * 0.25 < max(size * 1e-12, 1e-290) {
        let half = size < 1e-289 ? 1 : size * 0.1
        (low, high) = (max(low - half, -1.7e308), min(high + half, 1.7e308))
      }
      origin = low * 0.25
      rate = 1 / (high * 0.25 - origin)
    }
    self.low = low
    self.high = high
  }

  /// Whether the value has a place at all, within the range or beyond it.
  func isDrawable(_ value: Double) -> Bool { value.isFinite && (!isLog || value > 0) }

  /// The place of a drawable value; below 0 and above 1 outside the range.
  func fraction(_ value: Double) -> Double {
    let fraction = ((isLog ? log2(value) : value * 0.25) - origin) * rate
    return min(1e6, max(-1e6, fraction))
  }

  /// Whether the value lies in the range.
  func contains(_ value: Double) -> Bool {
    guard isDrawable(value) else { return false }
    let fraction = fraction(value)
    return fraction >= -1e-9 && fraction <= 1 + 1e-9
  }

  /// The cell, of so many, that a fraction in 0...1 falls in.
  static func cell(_ fraction: Double, of count: Int) -> Int {
    max(0, min(count - 1, Int(fraction * Double(count))))
  }
}

extension Double {
  /// The nearest number that has a place.
  fileprivate var clamped: Double { Swift.max(-1.7e308, Swift.min(1.7e308, self)) }
}
