import Kernels
import Synchronization

/// What this machine can do at most, for each number of threads: the best that was measured so far.
///
/// Another program can only make a measurement slower, so a later one may raise a ceiling and never
/// lowers it.
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

  /// The ceilings known already; measured when there are none.
  static func known(threads: Int, _ control: RunControl) throws(KernelError) -> Ceilings {
    if let ceilings = known.withLock({ $0[threads] }) { return ceilings }
    return try measure(threads: threads, control)
  }

  /// Measures anew; the higher of this and what was known before counts.
  static func measure(threads: Int, _ control: RunControl) throws(KernelError) -> Ceilings {
    let measured = Ceilings(
      peak: try Machine.measurePeak(threads: threads, control),
      bandwidth: try Machine.measureReadBandwidth(
        bytes: bandwidthBytes, threads: threads, control))
    return known.withLock { known in
      let best = measured.raised(to: known[threads])
      known[threads] = best
      return best
    }
  }

  /// The higher of each ceiling.
  func raised(to other: Ceilings?) -> Ceilings {
    Ceilings(
      peak: max(peak, other?.peak ?? peak),
      bandwidth: max(bandwidth, other?.bandwidth ?? bandwidth))
  }
}
