import Synchronization

/// Passes on how much is done, never less than before: threads report out of order.
final class ProgressFloor: Sendable {
  private let highest = Mutex(0.0)
  private let progressed: @Sendable (Double) -> Void

  init(_ progressed: @escaping @Sendable (Double) -> Void) {
    self.progressed = progressed
  }

  /// Tells the share 0...1 that is done, when it is more than was told.
  func report(_ share: Double) {
    let share = min(share, 1)
    // Told within the lock, so that two threads cannot swap their order.
    highest.withLock { highest in
      guard share > highest else { return }
      highest = share
      progressed(share)
    }
  }
}
