extension Attention {
  /// Runs a kernel repeatedly and says what it took: after a warm-up, at least 7 runs or 0.3 s.
  ///
  /// Runs go on until there are `minimumRuns` of them or `minimumSeconds` have passed, whichever is
  /// later, but none is begun after `maximumSeconds`. Where one run takes longer than that, the
  /// warm-up is the run. The output of the last run is compared with float64: forward on a sample of
  /// rows, backward as ``error(of:_:_:dO:operations:_:)`` says.
  ///
  /// - Parameters:
  ///   - kernel: what to run.
  ///   - problem: its sizes.
  ///   - direction: backward runs are timed without the forward pass that they need.
  ///   - recipe: of the inputs.
  ///   - options: of each run.
  ///   - effort: how long to measure.
  ///   - control: progress and cancellation.
  /// - Returns: the times of all runs, and the error of the last.
  /// - Throws: ``KernelError``; cancelled between runs and inside of them.
  public static func measure(
    _ kernel: KernelName, _ problem: Problem, direction: Direction = .forward,
    recipe: InputRecipe = InputRecipe(), _ options: RunOptions = RunOptions(),
    _ effort: Effort = Effort(), _ control: RunControl = .quiet
  ) throws(KernelError) -> Measurement {
    try check(kernel, problem, options, direction: direction)
    // Timed runs listen for cancellation only: a listener to progress would be timed with them.
    let quiet = RunControl(isCancelled: control.isCancelled)
    let tensors = try inputs(for: problem, recipe, quiet)
    var output = try AttentionOutput(problem, kernel, quiet)
    var gradients: AttentionGradients?
    let seconds: [Double]
    let error: ErrorReport
    switch direction {
    case .forward:
      seconds = try repeated(effort, control) { () throws(KernelError) in
        try run(kernel, problem, tensors, &output, options, quiet)
      }
      error = try self.error(
        of: output, problem, tensors, sampledRows: sampledRows(problem), quiet)
    case .backward:
      let dO = try gradient(for: problem, recipe, quiet)
      try run(kernel, problem, tensors, &output, options, quiet)
      var result = AttentionGradients(problem, kernel)
      seconds = try repeated(effort, control) { () throws(KernelError) in
        try run(kernel, problem, tensors, output, dO, &result, options, quiet)
      }
      error = try self.error(of: result, problem, tensors, dO: dO, quiet)
      gradients = result
    }
    control.report(1)
    return Measurement(
      seconds: seconds, operations: CostModel.operations(problem, direction),
      peakScratchBytes: (gradients?.ledger ?? output.ledger).peakBytes, error: error,
      instructionSet: output.instructionSet, threads: threads(of: kernel, options))
  }

  /// The seconds of each run, after a warm-up.
  private static func repeated(
    _ effort: Effort, _ control: RunControl, _ body: () throws(KernelError) -> Void
  ) throws(KernelError) -> [Double] {
    let start = Clock.seconds()
    func once() throws(KernelError) -> Double {
      if control.isCancelled() { throw .cancelled }
      let begin = Clock.seconds()
      try body()
      let end = Clock.seconds()
      control.report(min(0.95, (end - start) / (effort.maximumSeconds + (end - begin))))
      return end - begin
    }
    var seconds: [Double] = []
    let warmUp = try once()
    if warmUp >= effort.maximumSeconds { seconds.append(warmUp) }
    var elapsed = 0.0
    while seconds.isEmpty
      || ((seconds.count < effort.minimumRuns || elapsed < effort.minimumSeconds)
        && Clock.seconds() - start < effort.maximumSeconds)
    {
      seconds.append(try once())
      elapsed += seconds[seconds.count - 1]
    }
    return seconds
  }

  /// So many rows of each head that the float64 reference takes some tens of milliseconds.
  private static func sampledRows(_ problem: Problem) -> Int {
    let row =
      Double(problem.batch) * Double(problem.heads) * Double(max(1, problem.keys))
      * Double(problem.headDim)
    return Int(min(256, max(4, 5e7 / row)))
  }

  private static func threads(of kernel: KernelName, _ options: RunOptions) -> Int {
    switch kernel {
    case .standard, .flash1, .flash2: options.threads
    case .naive, .unsafe, .online: 1
    }
  }
}
