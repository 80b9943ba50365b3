/// Softmax of a row in three passes: maximum, sum, quotient.
///
/// Subtracting the maximum changes no quotient, and no exponential exceeds 1. A row of nothing but
/// −∞ has no softmax; it becomes 0.
func safeSoftmax<Number: TextbookNumber>(_ x: [Number]) -> [Number] {
  var rowMaximum = Number.minusInfinity
  for value in x { rowMaximum = max(rowMaximum, value) }
  guard rowMaximum > .minusInfinity else { return x.map { _ in .zero } }
  var rowSum = Number.zero
  for value in x { rowSum += exponential(value - rowMaximum) }
  return x.map { exponential($0 - rowMaximum) / rowSum }
}

/// Softmax of a row in two passes: maximum and sum in one, then the quotient.
///
/// Milakov and Gimelshein 2018 (arXiv:1805.02867), algorithm 3.
func onlineSoftmax<Number: TextbookNumber>(_ x: [Number]) -> [Number] {
  var state = SoftmaxState<Number>.identity
  for value in x { state = state.adding(value).state }
  guard state.rowMaximum > .minusInfinity else { return x.map { _ in .zero } }
  return x.map { exponential($0 - state.rowMaximum) / state.rowSum }
}

/// eˣ over its sum: overflows.
func rawSoftmax<Number: TextbookNumber>(_ x: [Number]) -> [Number] {
  var rowSum = Number.zero
  for value in x { rowSum += exponential(value) }
  return x.map { exponential($0) / rowSum }
}

/// What online softmax knows of the part of a row that it has seen: m and l of the papers.
struct SoftmaxState<Number: TextbookNumber>: Sendable {
  var rowMaximum: Number
  /// Σ exp(x − rowMaximum).
  var rowSum: Number

  /// Nothing seen.
  static var identity: SoftmaxState { SoftmaxState(rowMaximum: .minusInfinity, rowSum: .zero) }

  /// The state after one more number, and what the earlier sum was multiplied by.
  func adding(_ value: Number) -> (state: SoftmaxState, rescale: Number) {
    let newMaximum = max(rowMaximum, value)
    // −∞ − (−∞) is not a number; nothing was seen and nothing has to be rescaled.
    guard newMaximum > .minusInfinity else { return (self, Number(1)) }
    let rescale = exponential(rowMaximum - newMaximum)
    let sum = rowSum * rescale + exponential(value - newMaximum)
    return (SoftmaxState(rowMaximum: newMaximum, rowSum: sum), rescale)
  }
}

/// Softmax state with the weighted sum of values: (m, l, o), the o not yet divided by l.
///
/// Merging is commutative and, to rounding, associative, with ``identity`` (−∞, 0, 0): a row may be
/// cut into any parts, in any order, on any threads.
struct AttentionState<Number: TextbookNumber>: Sendable {
  var rowMaximum: Number
  var rowSum: Number
  var accumulator: [Number]

  static func identity(headDim: Int) -> AttentionState {
    AttentionState(
      rowMaximum: .minusInfinity, rowSum: .zero,
      accumulator: [Number](repeating: .zero, count: headDim))
  }

  /// The state of two disjoint parts of a row together.
  func merged(with other: AttentionState) -> AttentionState {
    let newMaximum = max(rowMaximum, other.rowMaximum)
    guard newMaximum > .minusInfinity else { return self }
    let mine = exponential(rowMaximum - newMaximum)
    let theirs = exponential(other.rowMaximum - newMaximum)
    return AttentionState(
      rowMaximum: newMaximum, rowSum: rowSum * mine + other.rowSum * theirs,
      accumulator: zip(accumulator, other.accumulator).map { $0 * mine + $1 * theirs })
  }

  /// o / l; 0 for a row that saw no key.
  var output: [Number] {
    guard rowMaximum > .minusInfinity else { return accumulator }
    return accumulator.map { $0 / rowSum }
  }

  /// m + log l; −∞ for a row that saw no key.
  var logsumexp: Number {
    rowMaximum > .minusInfinity ? rowMaximum + logarithm(rowSum) : .minusInfinity
  }
}
