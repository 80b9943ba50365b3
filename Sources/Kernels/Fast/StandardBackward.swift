/// The textbook's backward pass, with P and dS stored whole.
///
/// S = Q Kᵀ, P = exp(S − L), dP = dO Vᵀ, dS = P ∘ (dP − D), dQ = dS K, then dK = dSᵀ Q and
/// dV = Pᵀ dO: each step is finished for all rows of a head before the next begins. Register tiles,
/// packing and exp2 are those of ``FlashBackward``, so that a difference is the algorithm's.
struct StandardBackward {
  let forward: Standard
  let tiles: FlashBackward
  let plan: Plan

  struct Plan {
    let blocking: Blocking
    let tiles: FlashBackward.Plan
    let matrix: Int
    let keyTiles: Int
    let workers: Int

    init(_ problem: Problem, _ options: RunOptions) {
      blocking = Standard.blocking(problem, options)
      tiles = FlashBackward.Plan(problem, options)
      matrix = Standard.matrixCount(problem)
      keyTiles = (problem.keys + tiles.blockK - 1) / tiles.blockK
      workers = max(1, min(blocking.threads, max(blocking.rowBlocks, keyTiles)))
    }

    var workerCount: Int { tiles.workerCount + TileScratch.count(blocking) }
    /// P and dS of a head, its dQᵀ, L and D, and the tiles of each worker.
    var scratchCount: Int { 2 * matrix + tiles.dQCount + workers * workerCount }
  }

  init(_ operands: Operands, _ gradients: Gradients, _ options: RunOptions) {
    forward = Standard(operands, options)
    tiles = FlashBackward(operands, gradients, options)
    plan = Plan(operands.problem, options)
  }

  func run(_ ledger: Ledger, _ control: RunControl) throws(KernelError) {
    let problem = tiles.operands.problem
    let heads = problem.batch * problem.heads
    let progress = Progress(
      control, total: heads * (plan.blocking.rowBlocks * 4 + plan.keyTiles + 1))
    try ledger.withScratch(of: Float.self, count: plan.scratchCount) {
      (memory) throws(KernelError) in
      guard let p = memory.baseAddress else { return }
      adviseLargePages(memory)
      let ds = p + plan.matrix
      let dQ = ds + plan.matrix
      let workers = dQ + plan.tiles.dQCount
      let rowBlocks = plan.blocking.rowBlocks
      let stages = (0..<heads).flatMap { _ in
        [rowBlocks, rowBlocks, rowBlocks, rowBlocks, plan.keyTiles, 1]
      }
      try Workers.run(stages: stages, workers: plan.workers, progress) { stage, task, worker in
        let head = stage / 6
        let memory = workers + worker * plan.workerCount
        let scratch = BackwardScratch(memory, plan.tiles)
        let strips = TileScratch(memory + plan.tiles.workerCount, plan.blocking)
        let first = task * plan.blocking.blockQ
        let rows = first..<max(first, min(first + plan.blocking.blockQ, problem.queries))
        switch stage % 6 {
        case 0: return forward.scores(rows, head, .scores, p, strips, progress)
        case 1:
          let product = Standard.Product.gradients(tiles.gradients.dO)
          return forward.scores(rows, head, product, ds, strips, progress)
        case 2: return differentiate(rows, head, p, ds, scratch, progress)
        case 3: return queries(rows, head, ds, dQ, scratch, strips, progress)
        case 4: return keys(task, head, p, ds, scratch, progress)
        default:
          tiles.writeQueries(head, dQ, scratch)
          return true
        }
      }
    }
  }

  /// P and dS for some rows, in place of S and dP.
  private func differentiate(
    _ rows: Range<Int>, _ head: Int, _ p: UnsafeMutablePointer<Float>,
    _ ds: UnsafeMutablePointer<Float>, _ scratch: BackwardScratch, _ progress: Progress
  ) -> Bool {
    tiles.prepareRows(Blocking.strips(rows), head, scratch)
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 32) {
      if progress.isCancelled { return false }
      let offset = row * forward.paddedKeys
      tiles.differentiate(
        row, forward.paddedKeys, vectors(p + offset), vectors(ds + offset), scratch)
    }
    return true
  }

  /// dQ = dS K for some rows.
  private func queries(
    _ rows: Range<Int>, _ head: Int, _ ds: UnsafePointer<Float>, _ dQ: UnsafeMutablePointer<Float>,
    _ scratch: BackwardScratch, _ strips: TileScratch, _ progress: Progress
  ) -> Bool {
    let (operands, padded) = (tiles.operands, plan.blocking.paddedDim)
    let (d, blockK) = (plan.blocking.headDim, plan.blocking.blockK)
    let one = Vector(repeating: 1)
    let span = Blocking.strips(rows)
    dQ.advanced(by: span.lowerBound * padded).update(repeating: 0, count: span.count * padded)
    let hull = operands.visible.hull(rows: rows, batch: operands.batch(head))
    for key in stride(
      from: hull.lowerBound / blockK * blockK, to: hull.upperBound, by: blockK)
    {
      if progress.isCancelled { return false }
      let count = min(blockK, operands.problem.keys - key)
      Packing.columnPanels(
        operands.k + operands.keyOffset(head) + key * d, count: count, columns: d,
        capacity: blockK, into: strips.values)
      for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 32) {
        Strip.accumulate(
          vectors(ds + row * forward.paddedKeys + key * 32), strips.values,
          panels: 0..<(count + 7) / 8, blockK: blockK, paddedDim: padded, into: dQ + row * padded,
          times: one, one)
      }
    }
    return true
  }

  /// dK = dSᵀ Q and dV = Pᵀ dO for one tile of keys.
  private func keys(
    _ tile: Int, _ head: Int, _ p: UnsafePointer<Float>, _ ds: UnsafePointer<Float>,
    _ scratch: BackwardScratch, _ progress: Progress
  ) -> Bool {
    let (problem, sizes) = (tiles.operands.problem, plan.tiles)
    let key = tile * sizes.blockK
    let keys = key..<min(key + sizes.blockK, problem.keys)
    let panels = 0..<(keys.count + 7) / 8
    scratch.dK.update(repeating: 0, count: sizes.blockK * sizes.wideDim)
    scratch.dV.update(repeating: 0, count: sizes.blockK * sizes.wideDim)
    for first in stride(from: 0, to: problem.queries, by: sizes.blockQ) {
      if progress.isCancelled { return false }
      let rows = first..<min(first + sizes.blockQ, problem.queries)
      let hull = tiles.operands.visible.hull(rows: rows, batch: tiles.operands.batch(head))
      guard hull.overlaps(keys) else { continue }
      tiles.packRows(rows, head, scratch)
      for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 32) {
        let source = row * forward.paddedKeys + key * 32
        for panel in panels {
          let offset = (panel &* sizes.blockQ &+ row &- first) &* 8
          Packing.queryPanel(vectors(p + source + panel &* 256), into: scratch.pPanels + offset)
          Packing.queryPanel(vectors(ds + source + panel &* 256), into: scratch.dsPanels + offset)
        }
      }
      tiles.addKeys(panels, steps: Blocking.up(rows.count, 32), scratch)
    }
    let offset = tiles.operands.keyOffset(head) + key * sizes.headDim
    tiles.writeKeys(keys, offset, head % problem.heads % sizes.shared == 0, scratch)
    return true
  }
}
