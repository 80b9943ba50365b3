/// FlashAttention-2 forward, algorithm 1 of Dao 2023 (arXiv:2307.08691).
///
/// Blocks of queries outside, shared out among the workers; tiles of keys inside. The accumulator
/// stays unnormalised until the end, and only L = m + log l is kept of the softmax. Within a block
/// each tile of K and V is packed once and serves all strips of 32 queries.
struct Flash2 {
  let operands: Operands
  let blocking: Blocking

  init(_ operands: Operands, _ options: RunOptions) {
    self.operands = operands
    blocking = Blocking(operands.problem, options)
  }

  /// Numbers of scratch of a whole run: as many tiles as workers, whatever the length.
  static func scratchCount(_ problem: Problem, _ blocking: Blocking) -> Int {
    blocking.workers * TileScratch.count(blocking)
  }

  func run(_ ledger: Ledger, _ control: RunControl) throws(KernelError) {
    let progress = Progress(control, total: blocking.tasks)
    let each = TileScratch.count(blocking)
    try ledger.withScratch(of: Float.self, count: Flash2.scratchCount(operands.problem, blocking)) {
      (memory) throws(KernelError) in
      guard let base = memory.baseAddress else { return }
      try Workers.run(tasks: blocking.tasks, workers: blocking.workers, progress) { task, worker in
        block(task, TileScratch(base + worker * each, blocking), progress)
      }
    }
  }

  /// One block of queries against all keys that it may see (lines 3–15).
  ///
  /// The last blocks of each head come first: under a causal mask they take longest.
  ///
  /// - Returns: false when cancelled.
  private func block(_ task: Int, _ scratch: TileScratch, _ progress: Progress) -> Bool {
    let problem = operands.problem
    let heads = problem.batch * problem.heads
    let head = task % heads
    let first = (blocking.rowBlocks - 1 - task / heads) * blocking.blockQ
    let rows = first..<min(first + blocking.blockQ, problem.queries)
    load(rows, head, scratch)
    let hull = operands.visible.hull(rows: rows, batch: operands.batch(head))
    var key = hull.lowerBound / blocking.blockK * blocking.blockK
    while key < hull.upperBound {
      if progress.isCancelled { return false }
      let keys = key..<min(key + blocking.blockK, problem.keys)
      packKeys(keys, head, scratch)
      for (index, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: 32).enumerated() {
        strip(index, row..<min(row + 32, rows.upperBound), keys, head, scratch)
      }
      key += blocking.blockK
    }
    finish(rows, head, scratch)
    return true
  }

  /// Packs Qᵢ and begins Oᵢ = 0, lᵢ = 0, mᵢ = −∞ (lines 4–5).
  private func load(_ rows: Range<Int>, _ head: Int, _ scratch: TileScratch) {
    let d = blocking.headDim
    let q = operands.q + operands.queryOffset(head)
    for (index, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: 32).enumerated() {
      Packing.strip(
        q + row * d, count: min(32, rows.upperBound - row), columns: d, stride: d,
        times: operands.factor, into: scratch.queries + index * 32 * d)
      scratch.states.advanced(by: index * 64).update(repeating: -.infinity, count: 32)
      scratch.states.advanced(by: index * 64 + 32).update(repeating: 0, count: 32)
    }
    scratch.accumulators.update(
      repeating: 0, count: Blocking.up(rows.count, 32) * blocking.paddedDim)
  }

  private func packKeys(_ keys: Range<Int>, _ head: Int, _ scratch: TileScratch) {
    let d = blocking.headDim
    let offset = operands.keyOffset(head) + keys.lowerBound * d
    Packing.keyPanels(operands.k + offset, count: keys.count, columns: d, into: scratch.keys)
    Packing.columnPanels(
      operands.v + offset, count: keys.count, columns: d, capacity: blocking.blockK,
      into: scratch.values)
  }

  /// Sᵢⱼ, its softmax and its share of Oᵢ for 32 queries (lines 8–10).
  ///
  /// Only the panels that some row of the strip may see are touched.
  private func strip(
    _ index: Int, _ rows: Range<Int>, _ keys: Range<Int>, _ head: Int, _ scratch: TileScratch
  ) {
    let batch = operands.batch(head)
    let seen = operands.visible.hull(rows: rows, batch: batch).clamped(to: keys)
    guard !seen.isEmpty else { return }
    let panels =
      (seen.lowerBound - keys.lowerBound) / 8..<(seen.upperBound - keys.lowerBound + 7) / 8
    Strip.scores(
      scratch.queries + index * 32 * blocking.headDim, scratch.keys, panels: panels,
      headDim: blocking.headDim, into: scratch.scores)
    let first = keys.lowerBound + panels.lowerBound * 8
    let columns = first..<first + panels.count * 8
    if !operands.visible.isOpen(rows: rows, columns: columns, batch: batch) {
      operands.visible.hide(scratch.scores, rows: rows, columns: columns, batch: batch)
    }
    let stored = vectors(scratch.states + index * 64)
    var state = OnlineSoftmax.State()
    (state.maximum0, state.maximum1, state.sum0, state.sum1) =
      (stored[0], stored[1], stored[2], stored[3])
    OnlineSoftmax.step(scratch.scores, keys: columns.count, &state)
    if let dropout = operands.dropout {
      dropout.apply(
        operands.problem, scratch.scores, head: head, rows: rows, columns: columns)
    }
    (stored[0], stored[1], stored[2], stored[3]) =
      (state.maximum0, state.maximum1, state.sum0, state.sum1)
    Strip.accumulate(
      scratch.scores, scratch.values, panels: panels, blockK: blocking.blockK,
      paddedDim: blocking.paddedDim,
      into: scratch.accumulators + index * 32 * blocking.paddedDim,
      times: state.rescale0, state.rescale1)
  }

  /// Oᵢ = Oᵢ / lᵢ and L (lines 12–15); a row that saw no key becomes 0 and −∞.
  private func finish(_ rows: Range<Int>, _ head: Int, _ scratch: TileScratch) {
    let d = blocking.headDim
    let o = operands.o + operands.queryOffset(head)
    let logsumexp = operands.logsumexp + head * operands.problem.queries
    for (index, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: 32).enumerated() {
      let count = min(32, rows.upperBound - row)
      let state = scratch.states + index * 64
      for i in 0..<count {
        let sum = state[32 + i]
        logsumexp[row + i] = OnlineSoftmax.logsumexp(maximum: state[i], sum: sum)
        state[32 + i] = sum == 0 ? 0 : 1 / sum
      }
      Packing.rows(
        fromStrip: scratch.accumulators + index * 32 * blocking.paddedDim, count: count,
        columns: d, stride: d, factors: state + 32, into: o + row * d)
    }
  }
}
