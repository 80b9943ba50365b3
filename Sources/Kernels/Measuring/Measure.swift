extension Attention {
  /// Runs a kernel repeatedly and says what it took: after a warm-up, at least 7 runs or 0.3 s.
  ///
  /// Runs go on until there are `minimumRuns` of them or `minimumSeconds` have passed, whichever is
  /// later, but none is begun after `maximumSeconds`. Where one run takes longer than that, the
  /// warm-up is the run. The output of the last run is compared with float64 on a sample of rows.
  ///
  /// - Throws: ``KernelError``; cancelled between runs and inside of them.
  public static func measure(
    _ kernel: KernelName, _ problem: Problem, recipe: InputRecipe = InputRecipe(),
    _ options: RunOptions = RunOptions(), _ effort: Effort = Effort(),
    _ control: RunControl = .quiet
  ) throws(KernelError) -> Measurement {
    try problem.validate()
    try options.validate()
    try MemoryBudget.require(
      estimatedBytes(kernel, problem, options), limit: options.memoryLimitBytes)
    let tensors = try inputs(for: problem, recipe)
    var output = AttentionOutput(
      o: [Float](repeating: 0, count: problem.queryCount),
      logsumexp: [Float](repeating: 0, count: problem.rowCount),
      ledger: LedgerReading(currentBytes: 0, peakBytes: 0),
      instructionSet: instructionSet(of: kernel))
    let start = Clock.seconds()
    // Timed runs listen for cancellation only: a listener to progress would be timed with them.
    let quiet = RunControl(isCancelled: control.isCancelled)
    func once() throws(KernelError) -> Double {
      if control.isCancelled() { throw .cancelled }
      let ledger = Ledger()
      let begin = Clock.seconds()
      try run(kernel, problem, tensors, &output.o, &output.logsumexp, options, ledger, quiet)
      let end = Clock.seconds()
      output.ledger = ledger.reading
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
    let report = try error(
      of: output, problem, tensors, sampledRows: sampledRows(problem), quiet)
    control.report(1)
    return Measurement(
      seconds: seconds, operations: CostModel.operations(problem),
      peakScratchBytes: output.ledger.peakBytes, error: report,
      instructionSet: output.instructionSet, threads: threads(of: kernel, options))
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
