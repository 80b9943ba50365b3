import Kernels
import Synchronization

/// What this machine can do at most, measured once a process for each number of threads.
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

  static func measure(threads: Int, _ control: RunControl) throws(KernelError) -> Ceilings {
    if let ceilings = known.withLock({ $0[threads] }) { return ceilings }
    let ceilings = Ceilings(
      peak: try Machine.measurePeak(threads: threads, control),
      bandwidth: try Machine.measureReadBandwidth(
        bytes: bandwidthBytes, threads: threads, control))
    known.withLock { $0[threads] = ceilings }
    return ceilings
  }
}
