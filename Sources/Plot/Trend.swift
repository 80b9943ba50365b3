#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A straight line fitted by least squares in the space that is drawn.
struct Trend: Hashable, Sendable {
  let slope: Double
  let intercept: Double
  /// The share of the variance that the line explains.
  let r2: Double
  let isLogX: Bool
  let isLogY: Bool

  /// The fit through the drawable points; nil with fewer than two different x.
  init?(_ series: Series, isLogX: Bool, isLogY: Bool) {
    self.isLogX = isLogX
    self.isLogY = isLogY
    // Sorted, so that the sums do not depend on the order of the points.
    let points = zip(series.x, series.y).compactMap { x, y -> (Double, Double)? in
      guard x.isFinite, y.isFinite, !isLogX || x > 0, !isLogY || y > 0 else { return nil }
      return (isLogX ? log(x) : x, isLogY ? log(y) : y)
    }.sorted { $0 < $1 }
    guard points.count >= 2 else { return nil }
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.0 / count }
    let meanY = points.reduce(0) { $0 + $1.1 / count }
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (x, y) in points {
      xx += (x - meanX) * (x - meanX)
      xy += (x - meanX) * (y - meanY)
      yy += (y - meanY) * (y - meanY)
    }
    guard xx > 0, xx.isFinite, xy.isFinite, yy.isFinite else { return nil }
    slope = xy / xx
    intercept = meanY - slope * meanX
    r2 = yy == 0 ? 1 : xy * xy / (xx * yy)
  }

  func value(at x: Double) -> Double {
    let y = intercept + slope * (isLogX ? log(x) : x)
    return isLogY ? exp(y) : y
  }

  /// The exponent on log-log axes, else the slope.
  var label: String {
    // Two decimals, however small the exponent is.
    let cents = DecimalNumber(mantissa: Int((slope * 100).rounded().clamped(to: 1e9)), exponent: -2)
    return isLogX && isLogY
      ? "~ x^\(cents.text(decimals: 2))" : "slope \(NumberText.short(slope))"
  }
}

extension Trend {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}

extension Double {
  fileprivate func clamped(to bound: Double) -> Double {
    isNaN ? 0 : Swift.max(-bound, Swift.min(bound, self))
  }
}
