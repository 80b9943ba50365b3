#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Slips in merging two parts of a row.
enum MergeSlip: Hashable, Sendable {
  case nothingRescaled, outputNotRescaled, sumNotRescaled, onlyLeftRescaled, onlyRightRescaled
  case upsideDown, averaged
}

/// Two parts of a row, each as maximum, sum and output one after the other, made one.
struct MergeReference {
  var left: [Double]
  var right: [Double]

  func callAsFunction(_ slip: MergeSlip? = nil) -> [NumberTable] {
    guard left.count == right.count, left.count >= 2 else { return [NumberTable(row: [])] }
    let maximum = max(left[0], right[0])
    var (a, b) = (factor(left[0], maximum), factor(right[0], maximum))
    switch slip {
    case .nothingRescaled: (a, b) = (1, 1)
    case .onlyLeftRescaled: b = 1
    case .onlyRightRescaled: a = 1
    case .upsideDown: (a, b) = (1 / a, 1 / b)
    default: break
    }
    let sum = slip == .sumNotRescaled ? left[1] + right[1] : a * left[1] + b * right[1]
    let outputs = (2..<left.count).map { index in
      switch slip {
      case .outputNotRescaled: left[index] + right[index]
      case .averaged: sum == 0 ? 0 : (a * left[index] + b * right[index]) / sum
      default: a * left[index] + b * right[index]
      }
    }
    return [NumberTable(row: [maximum, sum] + outputs)]
  }

  /// exp(old − new); 1 for a part without keys, whose sum and output are 0.
  private func factor(_ old: Double, _ new: Double) -> Double {
    old > -.infinity ? exp(old - new) : 1
  }
}
