/// The kernels by name.
public enum Attention {
  /// The forward pass of one kernel.
  ///
  /// - Throws: ``KernelError``, before anything large is allocated when sizes do not fit.
  public static func forward(
    _ kernel: KernelName, _ problem: Problem, _ tensors: Tensors,
    _ options: RunOptions = RunOptions(),
    _ control: RunControl = .quiet
  ) throws(KernelError) -> AttentionOutput {
    try problem.validate()
    try options.validate()
    try problem.validate(tensors)
    try MemoryBudget.require(
      estimatedBytes(kernel, problem, options), limit: options.memoryLimitBytes)
    var o = [Float](repeating: 0, count: problem.queryCount)
    var logsumexp = [Float](repeating: 0, count: problem.rowCount)
    let ledger = Ledger()
    try run(kernel, problem, tensors, &o, &logsumexp, options, ledger, control)
    return AttentionOutput(
      o: o, logsumexp: logsumexp, ledger: ledger.reading, instructionSet: instructionSet(of: kernel)
    )
  }

  /// Runs a kernel on what has been checked before, into arrays of the right sizes.
  static func run(
    _ kernel: KernelName, _ problem: Problem, _ tensors: Tensors, _ o: inout [Float],
    _ logsumexp: inout [Float], _ options: RunOptions, _ ledger: Ledger, _ control: RunControl
  ) throws(KernelError) {
    switch kernel {
    case .standard, .flash1, .flash2:
      try FastKernels.forward(
        kernel, problem, q: tensors.q, k: tensors.k, v: tensors.v, o: &o, logsumexp: &logsumexp,
        options, ledger, control)
    case .naive, .unsafe:
      let softmax: PlainSoftmax = kernel == .naive ? .safe : .raw
      try PlainAttention(problem, softmax)(tensors, &o, &logsumexp, ledger, control)
    case .online:
      try PlainOnline(problem)(tensors, &o, &logsumexp, ledger, control)
    }
  }

  /// Bytes a run would take, tensors, outputs, scratch.
  ///
  /// Nothing is allocated; the number saturates, and is `Int.max` for an impossible problem.
  public static func estimatedBytes(
    _ kernel: KernelName, _ problem: Problem, _ options: RunOptions = RunOptions()
  ) -> Int {
    guard (try? problem.validate()) != nil else { return .max }
    let numbers = saturatingSum([2 * problem.queryCount, 2 * problem.keyCount, problem.rowCount])
    let (bytes, overflow) = numbers.multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    return overflow ? .max : saturatingSum([bytes, scratchBytes(kernel, problem, options)])
  }

  /// The peak of the ledger in a run, exactly; saturates.
  static func scratchBytes(
    _ kernel: KernelName, _ problem: Problem, _ options: RunOptions
  ) -> Int {
    switch kernel {
    case .standard, .flash1, .flash2: FastKernels.scratchBytes(kernel, problem, options)
    case .naive, .unsafe: PlainAttention.scratchBytes(problem)
    case .online: PlainOnline.scratchBytes(problem)
    }
  }

  static func instructionSet(of kernel: KernelName) -> String {
    switch kernel {
    case .standard, .flash1, .flash2: FastKernels.instructionSet
    case .naive, .unsafe, .online: "scalar"
    }
  }
}
