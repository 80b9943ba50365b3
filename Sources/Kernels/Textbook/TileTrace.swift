/// One tile visited by a textbook kernel, with what it had done by then.
public struct TileStep: Hashable, Sendable {
  public enum Event: Hashable, Sendable {
    case computed
    /// Wholly masked, not touched.
    case skipped
  }

  public var step: Int
  /// Row and column of the tile in the grid of tiles.
  public var tileRow: Int
  public var tileColumn: Int
  public var event: Event
  /// Bytes read from and written to slow memory so far.
  public var bytesRead: Int
  public var bytesWritten: Int
  /// Running maximum and sum of the first query row of the tile after the step, and what the
  /// row's accumulator was multiplied by.
  public var rowMaximum: Double
  public var rowSum: Double
  public var rescale: Double
  /// The first element of that row of O after the step; nil where O was not touched.
  ///
  /// As the kernel then keeps it: divided by the sum in FlashAttention-1, not yet in
  /// FlashAttention-2.
  public var output: Double?

  public init(
    step: Int, tileRow: Int, tileColumn: Int, event: Event, bytesRead: Int, bytesWritten: Int,
    rowMaximum: Double, rowSum: Double, rescale: Double, output: Double?
  ) {
    self.step = step
    self.tileRow = tileRow
    self.tileColumn = tileColumn
    self.event = event
    self.bytesRead = bytesRead
    self.bytesWritten = bytesWritten
    self.rowMaximum = rowMaximum
    self.rowSum = rowSum
    self.rescale = rescale
    self.output = output
  }
}

/// A run of a textbook kernel, tile by tile, with its exact traffic.
public struct TileTrace: Sendable {
  public var steps: [TileStep]
  public var tileRows: Int
  public var tileColumns: Int
  /// Exact counts over the whole run, in bytes.
  public var bytesRead: Int
  public var bytesWritten: Int
  public var output: AttentionOutput
  /// The score matrix and the probabilities of the first head, for heatmaps, row-major.
  public var scores: [Float]
  public var probabilities: [Float]

  public init(
    steps: [TileStep], tileRows: Int, tileColumns: Int, bytesRead: Int, bytesWritten: Int,
    output: AttentionOutput, scores: [Float], probabilities: [Float]
  ) {
    self.steps = steps
    self.tileRows = tileRows
    self.tileColumns = tileColumns
    self.bytesRead = bytesRead
    self.bytesWritten = bytesWritten
    self.output = output
    self.scores = scores
    self.probabilities = probabilities
  }
}
