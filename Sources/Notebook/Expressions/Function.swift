import Foundation
import Lessons

extension ExpressionFunction {
  /// The functions that work on each row by itself; nil for the others.
  var elementwise: ((Double) -> Double)? {
    switch self {
    case .abs: { Swift.abs($0) }
    case .sqrt: { $0.squareRoot() }
    case .exp: { Foundation.exp($0) }
    case .log: { Foundation.log($0) }
    case .log2: { Foundation.log2($0) }
    case .log10: { Foundation.log10($0) }
    case .floor: { $0.rounded(.down) }
    case .ceil: { $0.rounded(.up) }
    case .round: { $0.rounded() }
    default: nil
    }
  }

  /// Whether the result of such a function measures what its argument does.
  var keepsUnit: Bool { [.abs, .floor, .ceil, .round].contains(self) }

  /// The functions from many numbers to one; nil for the others.
  var aggregate: (([Double]) -> Double)? {
    switch self {
    case .min: { $0.contains(where: \.isNaN) ? .nan : $0.min() ?? .nan }
    case .max: { $0.contains(where: \.isNaN) ? .nan : $0.max() ?? .nan }
    case .mean: { $0.reduce(0, +) / Double($0.count) }
    case .median: { Regression.median($0) }
    case .sum: { $0.reduce(0, +) }
    case .first: { $0.first ?? .nan }
    case .last: { $0.last ?? .nan }
    default: nil
    }
  }
}

/// Fits in the space where both axes are logarithmic.
enum Regression {
  /// The middle value, or the mean of the two in the middle; NaN when there is none.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.indices.last else { return .nan }
    return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
  }

  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// Slope and coefficient of determination of log y over log x by least squares; nil with fewer
  /// than two different positive x.
  static func powerLaw(y: [Double], x: [Double]) -> (slope: Double, r2: Double)? {
    let points = zip(x, y).filter { $0 > 0 && $1 > 0 && $0.isFinite && $1.isFinite }
      .map { (x: Foundation.log($0), y: Foundation.log($1)) }
    guard points.count >= 2 else { return nil }
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count
    let meanY = points.reduce(0) { $0 + $1.y } / count
    let xx = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    let xy = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
    let yy = points.reduce(0) { $0 + ($1.y - meanY) * ($1.y - meanY) }
    guard xx > 0 else { return nil }
    return (xy / xx, yy > 0 ? xy * xy / (xx * yy) : 1)
  }
}
