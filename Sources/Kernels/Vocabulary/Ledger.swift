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
  func withScratch<Number, Result>(
    of type: Number.Type, count: Int,
    _ body: (UnsafeMutableBufferPointer<Number>) throws(KernelError) -> Result
  ) throws(KernelError) -> Result {
    precondition(count >= 0, "a scratch buffer cannot have a negative size")
    let bytes = count * MemoryLayout<Number>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 1), alignment: 64)
    let now = current.add(bytes, ordering: .relaxed).newValue
    peak.max(now, ordering: .relaxed)
    defer {
      memory.deallocate()
      current.subtract(bytes, ordering: .relaxed)
    }
    return try body(
      UnsafeMutableBufferPointer(
        start: memory.bindMemory(to: Number.self, capacity: max(count, 1)), count: count))
  }
}
