/// The fast shelf: float32, SIMD, threads; what is timed.
///
/// Inputs and outputs as in ``Problem``, already validated: sizes agree, no product of sizes
/// overflows. Scratch comes from the ledger.
enum FastKernels {
  /// What the fast kernels were compiled for: `AVX-512`, `AVX2`, `NEON`, `SSE2`.
  static var instructionSet: String { "not built yet" }

  /// Computes O and L with one of `standard`, `flash1`, `flash2`.
  ///
  /// - Throws: `KernelError.cancelled`, at a row of tiles.
  static func forward(
    _ kernel: KernelName, _ problem: Problem, q: UnsafePointer<Float>, k: UnsafePointer<Float>,
    v: UnsafePointer<Float>, o: UnsafeMutablePointer<Float>,
    logsumexp: UnsafeMutablePointer<Float>, _ options: RunOptions, _ ledger: Ledger,
    _ control: RunControl
  ) throws(KernelError) {
    throw .invalid("not built yet")
  }

  /// Scratch that ``forward`` will ask the ledger for at its peak, exactly, in bytes; saturates.
  static func scratchBytes(_ kernel: KernelName, _ problem: Problem, _ options: RunOptions) -> Int {
    0
  }
}
