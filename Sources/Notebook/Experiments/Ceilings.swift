import Kernels
import Synchronization

/// What this machine can do at most: the best that was measured in this process.
///
/// A busy machine reaches less. So whoever asks `again` may raise what is known, never lower it.
struct Ceilings: Hashable, Sendable {
  /// Operations a second.
  var peak: Double
  /// Bytes a second.
  var bandwidth: Double

  var columns: [String: Value] {
    [
      "peak": .number(peak), "bandwidth": .number(bandwidth),
      "ridge": .number(peak / bandwidth),
    ]
  }

  private static let known = Mutex<[Int: Ceilings]>([:])

  /// Larger than the caches, so that memory is what is read.
  static var bandwidthBytes: Int {
    let caches = Machine.inspect().cacheBytes.map(\.bytes).max() ?? 0
    return min(max(64 << 20, 4 * caches), 512 << 20)
  }

  static func measure(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError)
    -> Ceilings
  {
    try measure(
      threads: settings.integer("threads") ?? environment.threads,
      RunControl(isCancelled: environment.control.isCancelled))
  }

  static func measure(
    threads: Int, again: Bool = false, _ control: RunControl
  ) throws(KernelError) -> Ceilings {
    if !again, let ceilings = known.withLock({ $0[threads] }) { return ceilings }
    let measured = Ceilings(
      peak: try Machine.measurePeak(threads: threads, control),
      bandwidth: try Machine.measureReadBandwidth(
        bytes: bandwidthBytes, threads: threads, control))
    return note(measured, threads: threads)
  }

  /// The better of what is known and what was measured; it is known from now on.
  static func note(_ measured: Ceilings, threads: Int) -> Ceilings {
    known.withLock { known in
      let before = known[threads] ?? measured
      let best = Ceilings(
        peak: max(before.peak, measured.peak),
        bandwidth: max(before.bandwidth, measured.bandwidth))
      known[threads] = best
      return best
    }
  }
}
