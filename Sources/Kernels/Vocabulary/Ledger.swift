internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Where all scratch memory of a kernel comes from: knows the bytes in use and the most there were.
///
/// Safe from any thread. Counts the bytes asked for, not what the allocator rounds them up to, so
/// that a peak equals its formula exactly.
final class Ledger: Sendable {
  private let current = Atomic<Int>(0)
  private let peak = Atomic<Int>(0)

  var reading: LedgerReading {
    LedgerReading(
      currentBytes: current.load(ordering: .relaxed), peakBytes: peak.load(ordering: .relaxed))
  }

  /// Lends uninitialised memory for `count` numbers, aligned to 64 bytes, for the time of `body`.
  ///
  /// - Throws: ``KernelError/noMemory(bytes:)`` when the system has none to give, and what `body` throws.
  func withScratch<Number, Result>(
    of type: Number.Type, count: Int,
    _ body: (UnsafeMutableBufferPointer<Number>) throws(KernelError) -> Result
  ) throws(KernelError) -> Result {
    precondition(count >= 0, "a scratch buffer cannot have a negative size")
    guard let bytes = product([count, MemoryLayout<Number>.stride]) else {
      throw .noMemory(bytes: .max)
    }
    var given: UnsafeMutableRawPointer?
    guard posix_memalign(&given, 64, max(bytes, 1)) == 0, let memory = given else {
      throw .noMemory(bytes: bytes)
    }
    let now = current.add(bytes, ordering: .relaxed).newValue
    peak.max(now, ordering: .relaxed)
    defer {
      free(memory)
      current.subtract(bytes, ordering: .relaxed)
    }
    return try body(
      UnsafeMutableBufferPointer(
        start: memory.bindMemory(to: Number.self, capacity: max(count, 1)), count: count))
  }
}
