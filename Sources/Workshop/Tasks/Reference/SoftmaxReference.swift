#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Softmax of one row, and the two numbers that describe it, in double precision.
struct SoftmaxReference {
  var scores: [Double]

  var maximum: Double { scores.reduce(-.infinity, max) }

  /// The sum of exp(score − maximum); 0 when all are masked.
  var sum: Double {
    let maximum = maximum
    guard maximum > -.infinity else { return 0 }
    return scores.reduce(0) { $0 + exp($1 - maximum) }
  }

  /// The weights; zeros when all are masked.
  var weights: [Double] {
    let (maximum, sum) = (maximum, sum)
    return scores.map { sum > 0 ? exp($0 - maximum) / sum : 0 }
  }

  /// Single precision's exp, which overflows.
  static func singleExp(_ x: Double) -> Double { Double(exp(Float(x))) }
}

/// Slips in keeping a running maximum and a running sum.
enum RunningSlip: Hashable, Sendable {
  case notRescaled, rescaledUpside, startsAtZero, rawSum, skipsFirst, countsMaximumTwice
}

extension SoftmaxReference {
  /// One pass with a slip: maximum and sum.
  func running(_ slip: RunningSlip) -> [NumberTable] {
    var maximum = slip == .startsAtZero ? 0 : -Double.infinity
    var sum = 0.0
    for score in slip == .skipsFirst ? scores.dropFirst() : scores[...] {
      let larger = max(maximum, score)
      guard larger > -.infinity else { continue }
      let rescale = exp(maximum - larger)
      switch slip {
      case .notRescaled: sum += exp(score - larger)
      case .rescaledUpside: sum = (sum > 0 ? sum / rescale : 0) + exp(score - larger)
      case .rawSum: sum += SoftmaxReference.singleExp(score)
      case .countsMaximumTwice where larger > maximum && maximum > -.infinity:
        sum = sum * rescale + 2 * exp(score - larger)
      default: sum = sum * rescale + exp(score - larger)
      }
      maximum = larger
    }
    return [NumberTable(row: [maximum]), NumberTable(row: [sum])]
  }
}
