/// The fast shelf: float32, SIMD, threads; what is timed.
///
/// Inputs and outputs as in ``Problem``, already validated: sizes agree, no product of sizes
/// overflows. Scratch comes from the ledger. Each row is computed by one worker in one order, so
/// the number of threads and the size of the blocks of queries change no bit of the result.
enum FastKernels {
  /// What the fast kernels were compiled for: `AVX-512`, `AVX2`, `NEON`, `SSE2`.
  static var instructionSet: String {
    if Processor.hasAVX512 {
      "AVX-512"
    } else if Processor.hasAVX2 {
      "AVX2"
    } else if Processor.hasNEON {
      "NEON"
    } else {
      "SSE2"
    }
  }

  /// Computes O and L with one of `standard`, `flash1`, `flash2`.
  ///
  /// `standard` and `flash2` can drop probabilities on the way to O; L is that of all of them.
  ///
  /// - Throws: `KernelError.cancelled`, at a row of tiles.
  static func forward(
    _ kernel: KernelName, _ problem: Problem, q: UnsafePointer<Float>, k: UnsafePointer<Float>,
    v: UnsafePointer<Float>, o: UnsafeMutablePointer<Float>,
    logsumexp: UnsafeMutablePointer<Float>, _ options: RunOptions, _ ledger: Ledger,
    _ control: RunControl, dropout: Dropout? = nil
  ) throws(KernelError) {
    var operands = Operands(problem, q: q, k: k, v: v, o: o, logsumexp: logsumexp)
    operands.dropout = dropout
    switch kernel {
    case .flash2 where Decode.applies(to: problem) && dropout == nil:
      try Decode(operands, options).run(ledger, control)
    case .flash2: try Flash2(operands, options).run(ledger, control)
    case .flash1 where dropout != nil: throw .invalid("flash1 drops no probabilities")
    case .flash1: try Flash1(operands, options).run(ledger, control)
    case .standard: try Standard(operands, options).run(ledger, control)
    case .naive, .unsafe, .online: throw .invalid("\(kernel.rawValue) is not a fast kernel")
    }
  }

  /// Computes dQ, dK and dV from the output and logsumexp of a forward pass, and dO.
  ///
  /// `flash2` computes P again tile by tile; `standard` stores P and dS. Rows without keys give
  /// zero gradients; query heads that share a key head have their dK and dV summed.
  ///
  /// - Throws: `KernelError.cancelled`, at a row of tiles; `.invalid` for other kernels.
  static func backward(
    _ kernel: KernelName, _ problem: Problem, q: UnsafePointer<Float>, k: UnsafePointer<Float>,
    v: UnsafePointer<Float>, o: UnsafePointer<Float>, logsumexp: UnsafePointer<Float>,
    dO: UnsafePointer<Float>, dQ: UnsafeMutablePointer<Float>, dK: UnsafeMutablePointer<Float>,
    dV: UnsafeMutablePointer<Float>, _ options: RunOptions, _ ledger: Ledger,
    _ control: RunControl
  ) throws(KernelError) {
    let operands = Operands(
      problem, q: q, k: k, v: v, o: UnsafeMutablePointer(mutating: o),
      logsumexp: UnsafeMutablePointer(mutating: logsumexp))
    let gradients = Gradients(dO: dO, dQ: dQ, dK: dK, dV: dV)
    switch kernel {
    case .flash2: try FlashBackward(operands, gradients, options).run(ledger, control)
    case .standard: try StandardBackward(operands, gradients, options).run(ledger, control)
    default: throw .invalid("\(kernel.rawValue) has no fast backward pass")
    }
  }

  /// Scratch that ``backward`` will ask the ledger for at its peak, exactly, in bytes; saturates.
  static func backwardScratchBytes(
    _ kernel: KernelName, _ problem: Problem, _ options: RunOptions
  ) -> Int {
    let count =
      switch kernel {
      case .flash2: FlashBackward.Plan(problem, options).scratchCount
      case .standard: StandardBackward.Plan(problem, options).scratchCount
      default: 0
      }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    return overflow ? .max : bytes
  }

  /// Scratch that ``forward`` will ask the ledger for at its peak, exactly, in bytes; saturates.
  static func scratchBytes(_ kernel: KernelName, _ problem: Problem, _ options: RunOptions) -> Int {
    let blocking = Blocking(problem, options)
    let count =
      switch kernel {
      case .flash2 where Decode.applies(to: problem): Decode.Plan(problem, options).scratchCount
      case .flash2: Flash2.scratchCount(problem, blocking)
      case .flash1: Flash1.scratchCount(problem, blocking)
      case .standard:
        Standard.scratchCount(problem, Standard.blocking(problem, options))
      case .naive, .unsafe, .online: 0
      }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    return overflow ? .max : bytes
  }
}

/// Where the tensors of a run lie, and how to find a head in them.
struct Operands {
  let problem: Problem
  let visible: VisibleKeys
  let q: UnsafePointer<Float>
  let k: UnsafePointer<Float>
  let v: UnsafePointer<Float>
  let o: UnsafeMutablePointer<Float>
  let logsumexp: UnsafeMutablePointer<Float>
  /// Scale · log₂ e: multiplied into Q once, so that each exponential is a bare 2ˣ.
  let factor: Float
  /// Which probabilities are dropped; nil: none.
  var dropout: Dropout?

  init(
    _ problem: Problem, q: UnsafePointer<Float>, k: UnsafePointer<Float>, v: UnsafePointer<Float>,
    o: UnsafeMutablePointer<Float>, logsumexp: UnsafeMutablePointer<Float>
  ) {
    self.problem = problem
    visible = VisibleKeys(problem)
    self.q = q
    self.k = k
    self.v = v
    self.o = o
    self.logsumexp = logsumexp
    let scale = problem.scale.map(Double.init) ?? 1 / Double(problem.headDim).squareRoot()
    factor = Float(scale * 1.44269504088896341)
  }

  /// The batch entry of a head counted through all batch entries.
  @inline(__always) func batch(_ head: Int) -> Int { head / problem.heads }

  /// Offset of a head's rows in Q and O, in numbers.
  @inline(__always) func queryOffset(_ head: Int) -> Int {
    head * problem.queries * problem.headDim
  }

  /// Offset in K and V of the head that a query head reads.
  @inline(__always) func keyOffset(_ head: Int) -> Int {
    let group = problem.heads / problem.kvHeads
    let kvHead = batch(head) * problem.kvHeads + head % problem.heads / group
    return kvHead * problem.keys * problem.headDim
  }
}
