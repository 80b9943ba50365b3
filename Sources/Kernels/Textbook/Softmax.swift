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
  public static func rows(_ x: [Float], rows: Int, columns: Int, _ variant: Variant) -> [Float] {
    []
  }

  /// The same in float64 by the safe formula: the reference.
  public static func reference(_ x: [Float], rows: Int, columns: Int) -> [Double] { [] }

  /// The online pass over one row, step by step.
  public static func trace(_ x: [Float]) -> [SoftmaxStep] { [] }
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
