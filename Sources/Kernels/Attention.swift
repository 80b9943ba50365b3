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
    try check(kernel, problem, options)
    try problem.validate(tensors)
    var output = try AttentionOutput(problem, kernel, control)
    try run(kernel, problem, tensors, &output, options, control)
    return output
  }

  /// Runs a kernel on what has been checked before, into arrays of the right sizes.
  static func run(
    _ kernel: KernelName, _ problem: Problem, _ tensors: Tensors, _ output: inout AttentionOutput,
    _ options: RunOptions, _ control: RunControl
  ) throws(KernelError) {
    let ledger = Ledger()
    defer { output.ledger = ledger.reading }
    switch kernel {
    case .standard, .flash1, .flash2:
      try FastKernels.forward(
        kernel, problem, q: tensors.q, k: tensors.k, v: tensors.v, o: &output.o,
        logsumexp: &output.logsumexp, options, ledger, control)
    case .naive, .unsafe:
      let softmax: PlainSoftmax = kernel == .naive ? .safe : .raw
      try PlainAttention(problem, softmax)(
        tensors, &output.o, &output.logsumexp, ledger, control)
    case .online:
      try PlainOnline(problem)(
        tensors, &output.o, &output.logsumexp, ledger, control)
    }
  }

  /// Bytes a run would take: tensors, outputs, scratch; backward also dO and the gradients.
  ///
  /// Nothing is allocated; the number saturates, and is `Int.max` for an impossible problem.
  public static func estimatedBytes(
    _ kernel: KernelName, _ problem: Problem, _ options: RunOptions = RunOptions(),
    direction: Direction = .forward
  ) -> Int {
    guard (try? problem.validate()) != nil else { return .max }
    let copies = direction == .forward ? 2 : 4
    let numbers = saturatingSum(
      [problem.queryCount, problem.keyCount].map { product([copies, $0]) ?? .max }
        + [problem.rowCount])
    let (bytes, overflow) = numbers.multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    let scratch = scratchBytes(kernel, problem, options, direction: direction)
    return overflow ? .max : saturatingSum([bytes, scratch])
  }

  /// The peak of the ledger in a run, exactly; saturates.
  static func scratchBytes(
    _ kernel: KernelName, _ problem: Problem, _ options: RunOptions,
    direction: Direction = .forward
  ) -> Int {
    guard direction == .forward else {
      return FastKernels.backwardScratchBytes(kernel, problem, options)
    }
    return switch kernel {
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

extension AttentionOutput {
  /// Zeros in the shapes of a problem.
  ///
  /// - Throws: ``KernelError/cancelled``, as making gigabytes of them takes a while.
  init(_ problem: Problem, _ kernel: KernelName, _ control: RunControl) throws(KernelError) {
    func zeros(_ count: Int) throws(KernelError) -> [Float] {
      try Attention.filled(count, control) { piece in
        for index in piece.indices { piece[index] = 0 }
      }
    }
    self.init(
      o: try zeros(problem.queryCount), logsumexp: try zeros(problem.rowCount),
      ledger: LedgerReading(currentBytes: 0, peakBytes: 0),
      instructionSet: Attention.instructionSet(of: kernel))
  }
}
