extension Attention {
  /// Runs the textbook listing of a kernel (`standard`, `online`, `flash1`, `flash2`) on one head
  /// and records every tile, in float32.
  ///
  /// `standard` knows no tiles: its trace is three visits of one. `online` takes rows of one query,
  /// whatever `blockQ`.
  ///
  /// - Throws: ``KernelError``; sizes beyond 4096 rows are refused.
  public static func trace(
    _ kernel: KernelName, _ problem: Problem, _ tensors: Tensors, blockQ: Int, blockK: Int,
    _ control: RunControl = .quiet
  ) throws(KernelError) -> TileTrace {
    try problem.validate()
    try problem.validate(tensors)
    guard problem.batch == 1, problem.heads == 1 else {
      throw .invalid("a trace is of one head; this problem has \(problem.batch * problem.heads)")
    }
    guard problem.queries <= 4096, problem.keys <= 4096 else {
      throw .invalid("a trace has at most 4096 queries and keys")
    }
    for (name, size) in [("blockQ", blockQ), ("blockK", blockK)] {
      guard (1...4096).contains(size) else {
        throw .invalid("\(name) is \(size); a trace needs 1...4096")
      }
    }
    let q = Matrix(problem.queries, problem.headDim, tensors.q)
    let k = Matrix(problem.keys, problem.headDim, tensors.k)
    let v = Matrix(problem.keys, problem.headDim, tensors.v)
    let tiles = (rows: kernel == .online ? 1 : blockQ, columns: blockK)
    var run = Textbook(
      q: q, k: k, v: v, problem, blockQ: tiles.rows, blockK: tiles.columns, control)
    switch kernel {
    case .standard: try run.standardAttention()
    case .online: try run.onlineAttention()
    case .flash1: try run.flashAttention1()
    case .flash2: try run.flashAttention2()
    case .naive, .unsafe: throw .invalid("there is no textbook listing of \(kernel.rawValue)")
    }
    let (scores, probabilities) = matrices(run)
    let isWhole = kernel == .standard
    return TileTrace(
      steps: run.steps, tileRows: isWhole ? 1 : run.tileRows,
      tileColumns: isWhole ? 1 : run.tileColumns,
      bytesRead: run.memory.numbersRead * MemoryLayout<Float>.size,
      bytesWritten: run.memory.numbersWritten * MemoryLayout<Float>.size,
      output: AttentionOutput(
        o: run.o.numbers, logsumexp: run.logsumexp.numbers,
        ledger: LedgerReading(currentBytes: 0, peakBytes: 0), instructionSet: "scalar"),
      scores: scores.numbers, probabilities: probabilities.numbers)
  }

  /// S with −∞ where the mask hides, and P; for pictures, not counted.
  private static func matrices(
    _ run: Textbook<Float>
  ) -> (scores: Matrix<Float>, probabilities: Matrix<Float>) {
    var s = run.q.times(transposed: run.k, scale: run.scale)
    run.hide(&s, 0..<run.q.count, 0..<run.k.count)
    var p = s
    for i in 0..<p.count {
      for j in 0..<p.columns { p[i, j] = weight(s[i, j], run.logsumexp[i, 0]) }
    }
    return (s, p)
  }
}
