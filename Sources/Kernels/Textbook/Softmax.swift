/// Softmax of one row, in the three ways that lesson 2 compares.
public enum Softmax {
  public enum Variant: String, Hashable, Sendable, CaseIterable {
    /// exp(x) / Σ exp(x): overflows.
    case raw
    /// Three passes: maximum, sum, quotient.
    case safe
    /// Two passes: running maximum and sum together, then quotient.
    case online
  }

  /// The softmax of each row of a matrix, in float32.
  ///
  /// - Parameters:
  ///   - x: the matrix, row-major; of `rows · columns` numbers.
  ///   - rows: how many.
  ///   - columns: how many.
  ///   - variant: how it is computed.
  /// - Returns: as many numbers; empty when `x` does not have the size.
  public static func rows(_ x: [Float], rows: Int, columns: Int, _ variant: Variant) -> [Float] {
    each(x, rows, columns) { row in
      switch variant {
      case .raw: rawSoftmax(row)
      case .safe: safeSoftmax(row)
      case .online: onlineSoftmax(row)
      }
    }
  }

  /// The same in float64 by the safe formula: the reference.
  public static func reference(_ x: [Float], rows: Int, columns: Int) -> [Double] {
    each(x.map { Double($0) }, rows, columns) { safeSoftmax($0) }
  }

  private static func each<Number>(
    _ x: [Number], _ rows: Int, _ columns: Int, _ softmax: ([Number]) -> [Number]
  ) -> [Number] {
    guard rows > 0, columns > 0, product([rows, columns]) == x.count else { return [] }
    return (0..<rows).flatMap { softmax(Array(x[$0 * columns..<($0 + 1) * columns])) }
  }

  /// The online pass over one row, step by step.
  public static func trace(_ x: [Float]) -> [SoftmaxStep] {
    var state = SoftmaxState<Float>.identity
    return x.indices.map { index in
      let next = state.adding(x[index])
      state = next.state
      return SoftmaxStep(
        index: index, value: x[index], rowMaximum: state.rowMaximum, rowSum: state.rowSum,
        rescale: next.rescale)
    }
  }

  /// What the online pass knows after a part of a row: −∞, 0, −∞ of an empty one.
  public static func summary(_ x: some Sequence<Float>) -> SoftmaxSummary {
    var state = SoftmaxState<Float>.identity
    for value in x { state = state.adding(value).state }
    return SoftmaxSummary(rowMaximum: state.rowMaximum, rowSum: state.rowSum)
  }

  /// What is known of two parts of a row together.
  public static func merge(_ left: SoftmaxSummary, _ right: SoftmaxSummary) -> SoftmaxSummary {
    let merged = left.state.merged(with: right.state)
    return SoftmaxSummary(rowMaximum: merged.rowMaximum, rowSum: merged.rowSum)
  }
}

/// Maximum and sum of a part of a row.
public struct SoftmaxSummary: Hashable, Sendable {
  public var rowMaximum: Float
  /// Σ exp(x − rowMaximum).
  public var rowSum: Float

  public init(rowMaximum: Float, rowSum: Float) {
    self.rowMaximum = rowMaximum
    self.rowSum = rowSum
  }

  /// log Σ exp(x); −∞ of nothing.
  public var logsumexp: Float { state.logsumexp }

  var state: AttentionState<Float> {
    AttentionState(rowMaximum: rowMaximum, rowSum: rowSum, accumulator: [])
  }
}

/// The state of online softmax after one element.
public struct SoftmaxStep: Hashable, Sendable {
  public var index: Int
  public var value: Float
  public var rowMaximum: Float
  public var rowSum: Float
  /// exp(old maximum − new maximum): what the earlier sum was multiplied by.
  public var rescale: Float

  public init(index: Int, value: Float, rowMaximum: Float, rowSum: Float, rescale: Float) {
    self.index = index
    self.value = value
    self.rowMaximum = rowMaximum
    self.rowSum = rowSum
    self.rescale = rescale
  }
}
