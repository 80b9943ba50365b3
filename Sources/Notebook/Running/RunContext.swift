/// What the command line and the machine fix for every run.
public struct RunContext: Hashable, Sendable {
  /// Overrides the lesson's seed.
  public var seed: UInt64?
  public var threads: Int
  /// nil: half of what the machine has free.
  public var memoryLimitBytes: Int?

  public init(seed: UInt64? = nil, threads: Int, memoryLimitBytes: Int? = nil) {
    self.seed = seed
    self.threads = threads
    self.memoryLimitBytes = memoryLimitBytes
  }
}

/// What a run tells while it runs; may be called from any thread.
public struct RunObserver: Sendable {
  public var isCancelled: @Sendable () -> Bool
  /// The share of the whole that is done, 0...1.
  public var progressed: @Sendable (Double) -> Void
  /// Results so far, figures drawn from them: the points of a sweep as they arrive.
  public var partial: @Sendable (CellOutcome) -> Void

  public init(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progressed: @escaping @Sendable (Double) -> Void = { _ in },
    partial: @escaping @Sendable (CellOutcome) -> Void = { _ in }
  ) {
    self.isCancelled = isCancelled
    self.progressed = progressed
    self.partial = partial
  }
}
