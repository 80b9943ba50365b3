/// FlashAttention-2 for few queries and many keys, as in generating text token by token.
///
/// Strips of 32 queries would be mostly empty, and packing K and V would never be paid back: each
/// key is used a handful of times, so reading memory is all the cost there is. Here headDim lies
/// along the vector and rows are read where they lie, once and in order, for all query heads that
/// share them. When there are too few heads to go round, the keys are split: each part leaves an
/// accumulator with its own maximum and sum, and the parts are merged in order. The split depends
/// on the problem alone, so the number of threads changes no bit.
struct Decode {
  /// Beyond so many queries a head, packing is paid back (measured at headDim 64 and 128).
  static let queryLimit = 16
  /// Fewer keys than this are not worth a part of their own.
  static let leastPart = 1024
  /// Parts aimed at over all heads: enough for 16 threads to share evenly.
  static let wantedTasks = 64

  let operands: Operands
  let plan: Plan

  struct Plan {
    let groups: Int
    /// Query rows that read the same K and V.
    let rows: Int
    let parts: Int
    let partKeys: Int
    let workers: Int
    /// headDim up to whole vectors.
    let width: Int
    /// Keys whose scores are held at a time.
    ///
    /// A single row wants long unbroken reads of K, then of V: 84 % of the read bandwidth with 128
    /// keys, 90 % with 1024. Several rows want the tile to stay in cache from one to the next.
    let tile: Int

    init(_ problem: Problem, _ options: RunOptions) {
      groups = problem.batch * problem.kvHeads
      rows = problem.heads / max(problem.kvHeads, 1) * problem.queries
      tile = rows == 1 ? 1024 : 128
      width = Blocking.up(problem.headDim, 16)
      let wanted = max(1, Decode.wantedTasks / max(groups * (rows / max(problem.queries, 1)), 1))
      let parts = max(1, min(wanted, problem.keys / Decode.leastPart))
      partKeys = max(tile, Blocking.up((problem.keys + parts - 1) / parts, tile))
      self.parts = max(1, (problem.keys + partKeys - 1) / partKeys)
      workers = max(1, min(max(1, options.threads), groups * self.parts))
    }

    /// Accumulator, maximum and sum (padded to a vector) of one row of one part.
    var stateCount: Int { width + 16 }
    /// Packed queries and the scores of a tile.
    var workerCount: Int { rows * width + tile }
    var scratchCount: Int { workers * workerCount + groups * parts * rows * stateCount }
  }

  static func applies(to problem: Problem) -> Bool {
    problem.queries <= queryLimit && problem.keys > 2 * problem.queries
  }

  init(_ operands: Operands, _ options: RunOptions) {
    self.operands = operands
    plan = Plan(operands.problem, options)
  }

  func run(_ ledger: Ledger, _ control: RunControl) throws(KernelError) {
    let tasks = plan.groups * plan.parts
    let progress = Progress(control, total: tasks)
    try ledger.withScratch(of: Float.self, count: plan.scratchCount) {
      (memory) throws(KernelError) in
      guard let base = memory.baseAddress else { return }
      let states = base + plan.workers * plan.workerCount
      try Workers.run(tasks: tasks, workers: plan.workers, progress) { task, worker in
        part(
          task, base + worker * plan.workerCount, states + task * plan.rows * plan.stateCount,
          progress)
      }
      for group in 0..<plan.groups { merge(group, states) }
    }
  }

  /// The query row number `row` of a group: its head among all, and its place in the head.
  private func query(_ group: Int, _ row: Int) -> (head: Int, row: Int) {
    let problem = operands.problem
    let shared = problem.heads / problem.kvHeads
    let first = group / problem.kvHeads * problem.heads + group % problem.kvHeads * shared
    return (first + row / problem.queries, row % problem.queries)
  }

  /// One part of the keys for all query rows of a group.
  private func part(
    _ task: Int, _ scratch: UnsafeMutablePointer<Float>, _ states: UnsafeMutablePointer<Float>,
    _ progress: Progress
  ) -> Bool {
    let (problem, d, width) = (operands.problem, operands.problem.headDim, plan.width)
    let (group, index) = (task / plan.parts, task % plan.parts)
    let scores = scratch + plan.rows * width
    for row in 0..<plan.rows {
      let (head, local) = query(group, row)
      let source = operands.q + operands.queryOffset(head) + local * d
      for c in 0..<width { scratch[row * width + c] = c < d ? source[c] * operands.factor : 0 }
      let state = states + row * plan.stateCount
      state.update(repeating: 0, count: plan.stateCount)
      state[width] = -.infinity
    }
    let end = min((index + 1) * plan.partKeys, problem.keys)
    for key in stride(from: index * plan.partKeys, to: end, by: plan.tile) {
      if progress.isCancelled { return false }
      let keys = key..<min(key + plan.tile, end)
      for row in 0..<plan.rows {
        let (head, local) = query(group, row)
        let batch = operands.batch(head)
        let seen = operands.visible.range(row: local, batch: batch).clamped(to: keys)
        guard !seen.isEmpty else { continue }
        let offset = operands.keyOffset(head) + seen.lowerBound * d
        DecodeTile.scores(
          scratch + row * width, operands.k + offset, count: seen.count, headDim: d, into: scores)
        operands.visible.hide(row: scores, local, keys: seen, batch: batch)
        DecodeTile.accumulate(
          scores, operands.v + offset, count: seen.count, headDim: d,
          into: states + row * plan.stateCount, width: width)
      }
    }
    return true
  }

  /// Merges the parts of a group, (m, l, o) + (m′, l′, o′), in the order of the keys.
  private func merge(_ group: Int, _ states: UnsafeMutablePointer<Float>) {
    let (problem, d, width) = (operands.problem, operands.problem.headDim, plan.width)
    let first = states + group * plan.parts * plan.rows * plan.stateCount
    for row in 0..<plan.rows {
      let parts = (0..<plan.parts).map { first + ($0 * plan.rows + row) * plan.stateCount }
      let maximum = parts.map { $0[width] }.max() ?? -.infinity
      let base = maximum == -.infinity ? 0 : maximum
      let weights = parts.map { exp2(Vector(repeating: $0[width] - base))[0] }
      let sum = zip(parts, weights).reduce(Float(0)) { $0 + $1.0[width + 1] * $1.1 }
      let inverse: Float = sum == 0 ? 0 : 1 / sum
      let (head, local) = query(group, row)
      let target = operands.o + operands.queryOffset(head) + local * d
      for c in 0..<d {
        target[c] = zip(parts, weights).reduce(Float(0)) { $0 + $1.0[c] * $1.1 } * inverse
      }
      operands.logsumexp[head * problem.queries + local] = OnlineSoftmax.logsumexp(
        maximum: maximum, sum: sum)
    }
  }
}
