#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The monotonic clock.
enum Clock {
  /// Seconds since some fixed moment; never goes back.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
