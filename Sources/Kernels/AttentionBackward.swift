extension KernelName {
  /// Whether it has a backward pass.
  public var hasBackward: Bool {
    switch self {
    case .standard, .flash2: true
    case .naive, .unsafe, .online, .flash1: false
    }
  }
}

extension Attention {
  /// The backward pass of one kernel: gradients of Σ O ∘ dO.
  ///
  /// `standard` stores P and dS, `flash2` computes P again from L.
  ///
  /// - Parameters:
  ///   - kernel: one that ``KernelName/hasBackward``.
  ///   - problem: that the forward pass ran on.
  ///   - tensors: that the forward pass ran on.
  ///   - output: of the forward pass of any kernel.
  ///   - dO: the gradient of O, in its shape.
  ///   - options: of this run.
  ///   - control: progress and cancellation.
  /// - Returns: the gradients and what the ledger read.
  /// - Throws: ``KernelError``, before anything large is allocated when sizes do not fit.
  public static func backward(
    _ kernel: KernelName, _ problem: Problem, _ tensors: Tensors, output: AttentionOutput,
    dO: [Float], _ options: RunOptions = RunOptions(), _ control: RunControl = .quiet
  ) throws(KernelError) -> AttentionGradients {
    try check(kernel, problem, options, direction: .backward)
    try problem.validate(tensors)
    try problem.validate(output)
    try problem.validate(dO: dO)
    var gradients = AttentionGradients(problem, kernel)
    try run(kernel, problem, tensors, output, dO, &gradients, options, control)
    return gradients
  }

  /// Runs a backward pass on what has been checked before, into arrays of the right sizes.
  static func run(
    _ kernel: KernelName, _ problem: Problem, _ tensors: Tensors, _ output: AttentionOutput,
    _ dO: [Float], _ gradients: inout AttentionGradients, _ options: RunOptions,
    _ control: RunControl
  ) throws(KernelError) {
    let ledger = Ledger()
    try FastKernels.backward(
      kernel, problem, q: tensors.q, k: tensors.k, v: tensors.v, o: output.o,
      logsumexp: output.logsumexp, dO: dO, dQ: &gradients.dQ, dK: &gradients.dK, dV: &gradients.dV,
      options, ledger, control)
    gradients.ledger = ledger.reading
  }

  private static func requireBackward(_ kernel: KernelName) throws(KernelError) {
    guard kernel.hasBackward else {
      let others = KernelName.allCases.filter(\.hasBackward).map(\.rawValue)
      throw .invalid(
        "\(kernel.rawValue) has no backward pass; \(others.joined(separator: " and ")) have one")
    }
  }
}

extension AttentionGradients {
  /// Zeros in the shapes of a problem.
  init(_ problem: Problem, _ kernel: KernelName) {
    self.init(
      dQ: [Float](repeating: 0, count: problem.queryCount),
      dK: [Float](repeating: 0, count: problem.keyCount),
      dV: [Float](repeating: 0, count: problem.keyCount),
      ledger: LedgerReading(currentBytes: 0, peakBytes: 0),
      instructionSet: Attention.instructionSet(of: kernel))
  }
}

extension Problem {
  /// Checks that an output has the shapes of the problem.
  ///
  /// - Throws: ``KernelError/invalid(_:)``, naming the tensor.
  func validate(_ output: AttentionOutput) throws(KernelError) {
    try require(output.o, "O", queryCount)
    try require(output.logsumexp, "the logsumexp", rowCount)
  }

  /// Checks that a gradient of O has its shape.
  ///
  /// - Throws: ``KernelError/invalid(_:)``.
  func validate(dO: [Float]) throws(KernelError) {
    try require(dO, "dO", queryCount)
  }

  /// Checks that gradients have the shapes of the inputs.
  ///
  /// - Throws: ``KernelError/invalid(_:)``, naming the tensor.
  func validate(_ gradients: AttentionGradients) throws(KernelError) {
    try require(gradients.dQ, "dQ", queryCount)
    try require(gradients.dK, "dK", keyCount)
    try require(gradients.dV, "dV", keyCount)
  }

  private func require(_ numbers: [Float], _ name: String, _ expected: Int) throws(KernelError) {
    guard numbers.count == expected else {
      throw .invalid("\(name) has \(numbers.count) numbers; its shape asks for \(expected)")
    }
  }
}

extension Attention {
  /// Checks all that can be known before a run: sizes, options, memory, and that there is a kernel
  /// for the direction.
  ///
  /// - Throws: ``KernelError``, as the run itself would.
  public static func check(
    _ kernel: KernelName, _ problem: Problem, _ options: RunOptions = RunOptions(),
    direction: Direction = .forward
  ) throws(KernelError) {
    if direction == .backward { try requireBackward(kernel) }
    try problem.validate()
    try options.validate()
    try MemoryBudget.require(
      estimatedBytes(kernel, problem, options, direction: direction),
      limit: options.memoryLimitBytes)
  }
}
