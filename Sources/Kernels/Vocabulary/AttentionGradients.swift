/// Which way through attention: from the inputs to O, or from dO to the gradients of the inputs.
public enum Direction: String, Hashable, Sendable, CaseIterable {
  case forward
  case backward
}

/// What a backward pass yields.
public struct AttentionGradients: Sendable {
  /// Shape of Q.
  public var dQ: [Float]
  /// Shape of K: summed over the query heads that share a key head.
  public var dK: [Float]
  /// Shape of V, summed likewise.
  public var dV: [Float]
  public var ledger: LedgerReading
  public var instructionSet: String

  public init(
    dQ: [Float], dK: [Float], dV: [Float], ledger: LedgerReading, instructionSet: String
  ) {
    self.dQ = dQ
    self.dK = dK
    self.dV = dV
    self.ledger = ledger
    self.instructionSet = instructionSet
  }
}
