#if canImport(Glibc)
internal import Glibc
#endif

/// Asks the system to back a large scratch with pages of 2 MiB where it can; a hint, nothing more.
///
/// S and P of a long sequence are fresh memory: with pages of 4 KiB, `standard` at n = 4096 spent
/// more time in page faults than in its products, which would flatter the flash kernels.
func adviseLargePages(_ memory: UnsafeMutableBufferPointer<Float>) {
  #if os(Linux)
  guard let base = UnsafeMutableRawPointer(memory.baseAddress) else { return }
  let start = base.alignedUp(toMultipleOf: 4096)
  let length = memory.count * MemoryLayout<Float>.stride - (start - base)
  guard length >= 4 << 20 else { return }
  // MADV_HUGEPAGE; a kernel without it answers with an error that changes nothing.
  _ = madvise(start, length, 14)
  #endif
}
