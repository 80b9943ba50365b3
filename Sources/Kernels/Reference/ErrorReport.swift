/// How far an output lies from float64.
public struct ErrorReport: Hashable, Sendable {
  public var maximum: Double
  public var rms: Double
  /// How many query rows were compared, of how many.
  public var rowsCompared: Int
  public var rowsTotal: Int
  /// Numbers of the whole output that are NaN or infinite.
  public var nonFinite: Int

  public init(
    maximum: Double, rms: Double, rowsCompared: Int, rowsTotal: Int, nonFinite: Int = 0
  ) {
    self.maximum = maximum
    self.rms = rms
    self.rowsCompared = rowsCompared
    self.rowsTotal = rowsTotal
    self.nonFinite = nonFinite
  }
}
