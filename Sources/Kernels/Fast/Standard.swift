/// Attention as the textbook has it: S, then P = softmax(S), then O = P V; S and P are stored.
///
/// The baseline that the flash kernels are compared with, on the same register tiles, packing and
/// exp2, so that a difference is the algorithm's. One head is in flight; each of its three steps is
/// finished for all rows before the next begins, and all workers share the rows of a step. S and P
/// are kept in strips of 32 queries, `keys × 32` each.
struct Standard {
  let operands: Operands
  let blocking: Blocking

  init(_ operands: Operands, _ options: RunOptions) {
    self.operands = operands
    blocking = Standard.blocking(operands.problem, options)
  }

  /// Threads share the rows of one head at a time, so that one S and one P serve all heads.
  static func blocking(_ problem: Problem, _ options: RunOptions) -> Blocking {
    Blocking(problem, options, heads: 1)
  }

  /// Numbers in S, and in P, of one head.
  static func matrixCount(_ problem: Problem) -> Int {
    Blocking.up(problem.queries, 32) * Blocking.up(problem.keys, 16)
  }

  static func workers(_ b: Blocking) -> Int { max(1, min(b.threads, b.rowBlocks)) }

  /// S, P, and the tiles of each worker.
  static func scratchCount(_ problem: Problem, _ blocking: Blocking) -> Int {
    2 * matrixCount(problem) + workers(blocking) * TileScratch.count(blocking)
  }

  func run(_ ledger: Ledger, _ control: RunControl) throws(KernelError) {
    let problem = operands.problem
    let heads = problem.batch * problem.heads
    let progress = Progress(control, total: heads * blocking.rowBlocks * 3)
    let matrix = Standard.matrixCount(problem)
    let each = TileScratch.count(blocking)
    let workers = Standard.workers(blocking)
    try ledger.withScratch(of: Float.self, count: Standard.scratchCount(problem, blocking)) {
      (memory) throws(KernelError) in
      guard let s = memory.baseAddress else { return }
      adviseLargePages(memory)
      let p = s + matrix
      let tiles = p + matrix
      let stages = [Int](repeating: blocking.rowBlocks, count: heads * 3)
      try Workers.run(stages: stages, workers: workers, progress) { stage, block, worker in
        let head = stage / 3
        let first = block * blocking.blockQ
        let rows = first..<min(first + blocking.blockQ, problem.queries)
        let scratch = TileScratch(tiles + worker * each, blocking)
        switch stage % 3 {
        case 0: return scores(rows, head, .scores, s, scratch, progress)
        case 1: return softmax(rows, head, s, p, progress)
        default: return output(rows, head, p, scratch, progress)
        }
      }
    }
  }

  var paddedKeys: Int { Blocking.up(operands.problem.keys, 16) }

  /// What is multiplied: Q Kᵀ, or dO Vᵀ in the backward pass.
  enum Product {
    case scores
    case gradients(UnsafePointer<Float>)
  }

  /// S = Q Kᵀ for some rows; what the mask hides is −∞.
  func scores(
    _ rows: Range<Int>, _ head: Int, _ product: Product, _ s: UnsafeMutablePointer<Float>,
    _ scratch: TileScratch, _ progress: Progress
  ) -> Bool {
    let (problem, d, batch) = (operands.problem, blocking.headDim, operands.batch(head))
    let (left, right, factor, hidden): (UnsafePointer<Float>, UnsafePointer<Float>, Float, Float) =
      switch product {
      case .scores: (operands.q, operands.k, operands.factor, -.infinity)
      case .gradients(let dO): (dO, operands.v, 1, 0)
      }
    for (index, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: 32).enumerated() {
      Packing.strip(
        left + operands.queryOffset(head) + row * d, count: min(32, rows.upperBound - row),
        columns: d, stride: d, times: factor, into: scratch.queries + index * 32 * d)
    }
    let hull = operands.visible.hull(rows: rows, batch: batch)
    for key in stride(from: 0, to: problem.keys, by: blocking.blockK) {
      if progress.isCancelled { return false }
      let keys = key..<min(key + blocking.blockK, problem.keys)
      let columns = key..<Blocking.up(keys.upperBound, 16)
      let isSkipped = !hull.overlaps(keys)
      if !isSkipped {
        Packing.keyPanels(
          right + operands.keyOffset(head) + key * d, count: keys.count, columns: d,
          into: scratch.keys)
      }
      for (index, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: 32).enumerated() {
        let target = vectors(s + row * paddedKeys + key * 32)
        let strip = row..<min(row + 32, rows.upperBound)
        let seen = operands.visible.hull(rows: strip, batch: batch)
        if isSkipped || !seen.overlaps(keys) {
          target.update(repeating: Vector(repeating: hidden), count: columns.count * 2)
          continue
        }
        let panels = 0..<(keys.count + 7) / 8
        Strip.scores(
          scratch.queries + index * 32 * d, scratch.keys, panels: panels, headDim: d, into: target)
        let written = panels.count * 8
        target.advanced(by: written * 2).update(
          repeating: Vector(repeating: hidden), count: (columns.count - written) * 2)
        guard case .scores = product else { continue }
        if !operands.visible.isOpen(rows: strip, columns: columns, batch: batch) {
          operands.visible.hide(target, rows: strip, columns: columns, batch: batch)
        }
      }
    }
    return true
  }

  /// P = softmax(S) for some rows, some dropped, and their L.
  private func softmax(
    _ rows: Range<Int>, _ head: Int, _ s: UnsafePointer<Float>, _ p: UnsafeMutablePointer<Float>,
    _ progress: Progress
  ) -> Bool {
    let logsumexp = operands.logsumexp + head * operands.problem.queries
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 32) {
      if progress.isCancelled { return false }
      let state = StandardSoftmax.strip(
        vectors(s + row * paddedKeys), keys: paddedKeys, into: vectors(p + row * paddedKeys))
      for i in 0..<min(32, rows.upperBound - row) {
        logsumexp[row + i] = OnlineSoftmax.logsumexp(
          maximum: i < 16 ? state.maximum0[i] : state.maximum1[i - 16],
          sum: i < 16 ? state.sum0[i] : state.sum1[i - 16])
      }
      operands.dropout?.apply(
        operands.problem, vectors(p + row * paddedKeys), head: head,
        rows: row..<min(row + 32, rows.upperBound), columns: 0..<paddedKeys)
    }
    return true
  }

  /// O = P V for some rows.
  private func output(
    _ rows: Range<Int>, _ head: Int, _ p: UnsafePointer<Float>, _ scratch: TileScratch,
    _ progress: Progress
  ) -> Bool {
    let (problem, d, padded) = (operands.problem, blocking.headDim, blocking.paddedDim)
    let hull = operands.visible.hull(rows: rows, batch: operands.batch(head))
    scratch.accumulators.update(repeating: 0, count: Blocking.up(rows.count, 32) * padded)
    let one = Vector(repeating: 1)
    var key = hull.lowerBound / blocking.blockK * blocking.blockK
    while key < hull.upperBound {
      if progress.isCancelled { return false }
      let count = min(blocking.blockK, problem.keys - key)
      Packing.columnPanels(
        operands.v + operands.keyOffset(head) + key * d, count: count, columns: d,
        capacity: blocking.blockK, into: scratch.values)
      for (index, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: 32).enumerated() {
        Strip.accumulate(
          vectors(p + row * paddedKeys + key * 32), scratch.values, panels: 0..<(count + 7) / 8,
          blockK: blocking.blockK, paddedDim: padded,
          into: scratch.accumulators + index * 32 * padded, times: one, one)
      }
      key += blocking.blockK
    }
    scratch.states.update(repeating: 1, count: 32)
    for (index, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: 32).enumerated() {
      Packing.rows(
        fromStrip: scratch.accumulators + index * 32 * padded,
        count: min(32, rows.upperBound - row), columns: d, stride: d, factors: scratch.states,
        into: operands.o + operands.queryOffset(head) + row * d)
    }
    return true
  }
}

/// Softmax of whole rows, three passes: maximum, exponentials with their sum, quotient.
enum StandardSoftmax {
  @inline(__always)
  static func strip(
    _ s: UnsafePointer<Vector>, keys: Int, into p: UnsafeMutablePointer<Vector>
  ) -> OnlineSoftmax.State {
    var state = OnlineSoftmax.State()
    var (m0, m1) = (state.maximum0, state.maximum1)
    for key in 0..<keys {
      m0 = larger(m0, s[2 &* key])
      m1 = larger(m1, s[2 &* key &+ 1])
    }
    let none = Vector(repeating: -.infinity)
    let base0 = m0.replacing(with: Vector.zero, where: m0 .== none)
    let base1 = m1.replacing(with: Vector.zero, where: m1 .== none)
    let sum0 = OnlineSoftmax.exponentials(s, keys: keys, minus: base0, into: p)
    let sum1 = OnlineSoftmax.exponentials(s + 1, keys: keys, minus: base1, into: p + 1)
    let one = Vector(repeating: 1)
    let inverse0 = (one / sum0).replacing(with: Vector.zero, where: sum0 .== .zero)
    let inverse1 = (one / sum1).replacing(with: Vector.zero, where: sum1 .== .zero)
    for key in 0..<keys {
      p[2 &* key] *= inverse0
      p[2 &* key &+ 1] *= inverse1
    }
    (state.maximum0, state.maximum1, state.sum0, state.sum1) = (m0, m1, sum0, sum1)
    return state
  }
}
