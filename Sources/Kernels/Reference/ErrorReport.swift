/// How far an output, or gradients, lie from float64.
public struct ErrorReport: Hashable, Sendable {
  /// What was compared.
  public enum Subject: Hashable, Sendable {
    /// O.
    case output
    /// dQ, dK and dV, of so many key heads with the query heads that share them.
    case gradients(keyHeads: Int)
    /// dQ alone: a row of dK or dV depends on all queries, which took too long in float64.
    case queryGradients
  }

  public var maximum: Double
  public var rms: Double
  /// How many rows were compared, of how many.
  public var rowsCompared: Int
  public var rowsTotal: Int
  /// Numbers of the whole output that are NaN or infinite.
  public var nonFinite: Int
  public var subject: Subject
  /// The largest score that a compared row sees, unsigned; nil of gradients.
  public var largestScore: Double?
  /// The largest entry of V, unsigned; nil of gradients.
  public var largestValue: Double?

  public init(
    maximum: Double, rms: Double, rowsCompared: Int, rowsTotal: Int, nonFinite: Int = 0,
    subject: Subject = .output, largestScore: Double? = nil, largestValue: Double? = nil
  ) {
    self.maximum = maximum
    self.rms = rms
    self.rowsCompared = rowsCompared
    self.rowsTotal = rowsTotal
    self.nonFinite = nonFinite
    self.subject = subject
    self.largestScore = largestScore
    self.largestValue = largestValue
  }
}
