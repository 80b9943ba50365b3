/// Progress and cancellation of one run, checked at each row of tiles.
///
/// Called from any thread; cheap enough for a hundred thousand calls a second.
public struct RunControl: Sendable {
  /// Says whether the run shall stop.
  public var isCancelled: @Sendable () -> Bool
  /// Hears how much of the whole is done, 0...1, not decreasing.
  public var report: @Sendable (Double) -> Void

  public init(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (Double) -> Void = { _ in }
  ) {
    self.isCancelled = isCancelled
    self.report = report
  }

  /// Never cancelled, nobody listening.
  public static let quiet = RunControl()
}
