/// FlashAttention-1 forward, algorithm 1 of arXiv:2205.14135 (Dao and others, 2022).
///
/// Blocks of keys outside, queries inside. O, l and m of the whole head live in slow memory and
/// are read, normalised and written again for each block of keys; one worker has one head, as in
/// the paper. O is kept in strips until the head is done.
struct Flash1 {
  let operands: Operands
  let blocking: Blocking

  init(_ operands: Operands, _ options: RunOptions) {
    self.operands = operands
    blocking = Blocking(operands.problem, options)
  }

  static func workers(_ problem: Problem, _ options: Blocking) -> Int {
    min(options.threads, max(1, problem.batch * problem.heads))
  }

  /// Numbers of scratch of one head: O, m, l of all its queries, and the tiles.
  private static func each(_ problem: Problem, _ b: Blocking) -> Int {
    Blocking.up(problem.queries, 32) * (b.paddedDim + 2) + TileScratch.count(b)
  }

  static func scratchCount(_ problem: Problem, _ blocking: Blocking) -> Int {
    workers(problem, blocking) * each(problem, blocking)
  }

  func run(_ ledger: Ledger, _ control: RunControl) throws(KernelError) {
    let problem = operands.problem
    let heads = problem.batch * problem.heads
    let columns = (problem.keys + blocking.blockK - 1) / blocking.blockK
    let progress = Progress(control, total: heads * columns)
    let each = Flash1.each(problem, blocking)
    try ledger.withScratch(of: Float.self, count: Flash1.scratchCount(problem, blocking)) {
      (memory) throws(KernelError) in
      guard let base = memory.baseAddress else { return }
      try Workers.run(tasks: heads, workers: Flash1.workers(problem, blocking), progress) {
        self.head($0, base + $1 * each, progress)
      }
    }
  }

  private func head(
    _ head: Int, _ memory: UnsafeMutablePointer<Float>, _ progress: Progress
  ) -> Bool {
    let problem = operands.problem
    let padded = Blocking.up(problem.queries, 32)
    let states = memory + padded * blocking.paddedDim
    let scratch = TileScratch(states + padded * 2, blocking)
    memory.update(repeating: 0, count: padded * blocking.paddedDim)
    for strip in 0..<padded / 32 {
      states.advanced(by: strip * 64).update(repeating: -.infinity, count: 32)
      states.advanced(by: strip * 64 + 32).update(repeating: 0, count: 32)
    }
    for key in stride(from: 0, to: problem.keys, by: blocking.blockK) {
      if progress.isCancelled { return false }
      column(key..<min(key + blocking.blockK, problem.keys), head, memory, states, scratch)
      progress.advance()
    }
    finish(head, memory, states)
    return true
  }

  /// One block of keys against all queries that may see any of it (lines 6–14).
  private func column(
    _ keys: Range<Int>, _ head: Int, _ accumulators: UnsafeMutablePointer<Float>,
    _ states: UnsafeMutablePointer<Float>, _ scratch: TileScratch
  ) {
    let (problem, d) = (operands.problem, blocking.headDim)
    let offset = operands.keyOffset(head) + keys.lowerBound * d
    Packing.keyPanels(operands.k + offset, count: keys.count, columns: d, into: scratch.keys)
    Packing.columnPanels(
      operands.v + offset, count: keys.count, columns: d, capacity: blocking.blockK,
      into: scratch.values)
    for row in stride(from: 0, to: problem.queries, by: 32) {
      let rows = row..<min(row + 32, problem.queries)
      let seen = operands.visible.hull(rows: rows, batch: operands.batch(head)).clamped(to: keys)
      guard !seen.isEmpty else { continue }
      Packing.strip(
        operands.q + operands.queryOffset(head) + row * d, count: rows.count, columns: d,
        stride: d, times: operands.factor, into: scratch.queries)
      let panels =
        (seen.lowerBound - keys.lowerBound) / 8..<(seen.upperBound - keys.lowerBound + 7) / 8
      tile(
        rows, keys, panels, head, vectors(accumulators + row * blocking.paddedDim),
        vectors(states + row * 2), scratch)
    }
  }

  /// One strip of queries and one block of keys; O is left normalised (lines 9–13).
  private func tile(
    _ rows: Range<Int>, _ keys: Range<Int>, _ panels: Range<Int>, _ head: Int,
    _ accumulator: UnsafeMutablePointer<Vector>, _ stored: UnsafeMutablePointer<Vector>,
    _ scratch: TileScratch
  ) {
    let batch = operands.batch(head)
    Strip.scores(
      scratch.queries, scratch.keys, panels: panels, headDim: blocking.headDim,
      into: scratch.scores)
    let first = keys.lowerBound + panels.lowerBound * 8
    let columns = first..<first + panels.count * 8
    if !operands.visible.isOpen(rows: rows, columns: columns, batch: batch) {
      operands.visible.hide(scratch.scores, rows: rows, columns: columns, batch: batch)
    }
    var state = OnlineSoftmax.State()
    (state.maximum0, state.maximum1, state.sum0, state.sum1) =
      (stored[0], stored[1], stored[2], stored[3])
    OnlineSoftmax.step(scratch.scores, keys: columns.count, &state)
    // diag(l)·e^(m − m_new) O + P V, then divided by l_new; a row without keys stays 0.
    Strip.accumulate(
      scratch.scores, scratch.values, panels: panels, blockK: blocking.blockK,
      paddedDim: blocking.paddedDim,
      into: UnsafeMutableRawPointer(accumulator).assumingMemoryBound(to: Float.self),
      times: stored[2] * state.rescale0, stored[3] * state.rescale1)
    let one = Vector(repeating: 1)
    let inverse0 = (one / state.sum0).replacing(with: Vector.zero, where: state.sum0 .== .zero)
    let inverse1 = (one / state.sum1).replacing(with: Vector.zero, where: state.sum1 .== .zero)
    for c in 0..<blocking.paddedDim {
      accumulator[2 * c] *= inverse0
      accumulator[2 * c + 1] *= inverse1
    }
    (stored[0], stored[1], stored[2], stored[3]) =
      (state.maximum0, state.maximum1, state.sum0, state.sum1)
  }

  private func finish(
    _ head: Int, _ accumulators: UnsafeMutablePointer<Float>, _ states: UnsafeMutablePointer<Float>
  ) {
    let (problem, d) = (operands.problem, blocking.headDim)
    let logsumexp = operands.logsumexp + head * problem.queries
    for row in stride(from: 0, to: problem.queries, by: 32) {
      let count = min(32, problem.queries - row)
      let state = states + row * 2
      for i in 0..<count {
        logsumexp[row + i] = OnlineSoftmax.logsumexp(maximum: state[i], sum: state[32 + i])
        state[i] = 1
      }
      Packing.rows(
        fromStrip: accumulators + row * blocking.paddedDim, count: count, columns: d, stride: d,
        factors: state, into: operands.o + operands.queryOffset(head) + row * d)
    }
  }
}
