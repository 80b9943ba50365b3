/// FlashAttention-2 backward, algorithm 2 of arXiv:2307.08691 (Dao, 2023).
///
/// Tiles of keys outside with their dK and dV in scratch, blocks of queries inside; P is computed
/// again from L. Scores are transposed as in the forward pass: S, dP and dQ come from the same
/// product of panels and strips; for dV = Pᵀ dO and dK = dSᵀ Q, summed over queries, P and dS are
/// turned into panels: 1.5 instructions a score with AVX, beside 5 · headDim multiply-adds.
struct FlashBackward {
  let operands: Operands
  let gradients: Gradients
  let plan: Plan

  init(_ operands: Operands, _ gradients: Gradients, _ options: RunOptions) {
    self.operands = operands
    self.gradients = gradients
    plan = Plan(operands.problem, options)
  }

  func run(_ ledger: Ledger, _ control: RunControl) throws(KernelError) {
    let tasks = plan.groups * plan.parts
    let tiles = plan.shared * ((plan.partKeys + plan.blockK - 1) / plan.blockK)
    let progress = Progress(control, total: tasks * (tiles + 1))
    try ledger.withScratch(of: Float.self, count: plan.scratchCount) {
      (memory) throws(KernelError) in
      guard let base = memory.baseAddress else { return }
      let buffers = base + plan.workers * plan.workerCount
      try Workers.run(tasks: tasks, workers: plan.workers, progress) { task, worker in
        let first = plan.parts == 1 ? worker : task * plan.shared
        return part(
          task, BackwardScratch(base + worker * plan.workerCount, plan),
          buffers + first * plan.dQCount, progress)
      }
      if plan.parts > 1 { addParts(buffers) }
    }
  }

  /// A query head of a group, counted through all batch entries.
  private func head(_ group: Int, _ index: Int) -> Int {
    group / operands.problem.kvHeads * operands.problem.heads
      + group % operands.problem.kvHeads * plan.shared + index
  }

  /// One part of the keys of a group, for all its query heads.
  private func part(
    _ task: Int, _ scratch: BackwardScratch, _ dQ: UnsafeMutablePointer<Float>,
    _ progress: Progress
  ) -> Bool {
    let (group, index) = (task / plan.parts, task % plan.parts)
    let first = index * plan.partKeys
    let end = min(first + plan.partKeys, operands.problem.keys)
    for shared in 0..<plan.shared {
      let head = head(group, shared)
      let target = plan.parts == 1 ? dQ : dQ + shared * plan.dQCount
      target.update(repeating: 0, count: plan.dQCount)
      prepareRows(0..<plan.paddedQueries, head, scratch)
      for key in stride(from: first, to: end, by: plan.blockK) {
        let keys = key..<min(key + plan.blockK, end)
        guard column(keys, head, shared == 0, scratch, target, progress) else { return false }
        progress.advance()
      }
      if plan.parts == 1 { writeQueries(head, target, scratch) }
    }
    return true
  }

  /// D = rowsum(dO ∘ O), and L to the base 2; +∞ where no key was seen, so that P becomes 0.
  func prepareRows(_ rows: Range<Int>, _ head: Int, _ scratch: BackwardScratch) {
    let (queries, d) = (operands.problem.queries, plan.headDim)
    let offset = operands.queryOffset(head)
    for row in rows {
      guard row < queries else {
        scratch.dots[row] = 0
        scratch.logsumexp[row] = .infinity
        continue
      }
      let (x, y) = (gradients.dO + offset + row * d, operands.o + offset + row * d)
      var sum = Vector.zero
      for c in stride(from: 0, to: d & ~15, by: 16) {
        sum = multiplyAdd(load(x + c), load(y + c), sum)
      }
      if d & 15 != 0 {
        let c = d & ~15
        sum = multiplyAdd(load(x + c, count: d - c), load(y + c, count: d - c), sum)
      }
      scratch.dots[row] = sum.sum()
      let l = operands.logsumexp[head * queries + row]
      scratch.logsumexp[row] = l == -.infinity ? .infinity : Float(Double(l) * 1.44269504088896341)
    }
  }

  /// One tile of keys against all queries of a head that may see any of it (lines 6–17).
  private func column(
    _ keys: Range<Int>, _ head: Int, _ isFirst: Bool, _ scratch: BackwardScratch,
    _ dQ: UnsafeMutablePointer<Float>, _ progress: Progress
  ) -> Bool {
    let (problem, d) = (operands.problem, plan.headDim)
    let offset = operands.keyOffset(head) + keys.lowerBound * d
    Packing.keyPanels(operands.k + offset, count: keys.count, columns: d, into: scratch.keys)
    Packing.keyPanels(operands.v + offset, count: keys.count, columns: d, into: scratch.values)
    Packing.columnPanels(
      operands.k + offset, count: keys.count, columns: d, capacity: plan.blockK,
      into: scratch.keyColumns)
    scratch.dK.update(repeating: 0, count: plan.blockK * plan.wideDim)
    scratch.dV.update(repeating: 0, count: plan.blockK * plan.wideDim)
    for row in stride(from: 0, to: problem.queries, by: plan.blockQ) {
      if progress.isCancelled { return false }
      let rows = row..<min(row + plan.blockQ, problem.queries)
      block(rows, keys, head, scratch, dQ)
    }
    writeKeys(keys, offset, isFirst, scratch)
    return true
  }

  /// Keys of a tile that a strip or block of queries sees, in whole panels of 8.
  private func panels(_ rows: Range<Int>, _ keys: Range<Int>, _ batch: Int) -> Range<Int> {
    let seen = operands.visible.hull(rows: rows, batch: batch).clamped(to: keys)
    guard !seen.isEmpty else { return 0..<0 }
    return (seen.lowerBound - keys.lowerBound) / 8..<(seen.upperBound - keys.lowerBound + 7) / 8
  }

  /// One block of queries and one tile of keys.
  private func block(
    _ rows: Range<Int>, _ keys: Range<Int>, _ head: Int, _ scratch: BackwardScratch,
    _ dQ: UnsafeMutablePointer<Float>
  ) {
    let union = panels(rows, keys, operands.batch(head))
    guard !union.isEmpty else { return }
    packRows(rows, head, scratch)
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 32) {
      strip(
        row..<min(row + 32, rows.upperBound), row - rows.lowerBound, keys, union, head, scratch,
        vectors(dQ + row * plan.paddedDim))
    }
    addKeys(union, steps: Blocking.up(rows.count, 32), scratch)
  }

  /// Packs Qᵢ and dOᵢ as the strips of dKⱼ and dVⱼ.
  func packRows(_ rows: Range<Int>, _ head: Int, _ scratch: BackwardScratch) {
    let offset = operands.queryOffset(head) + rows.lowerBound * plan.headDim
    Packing.columnStrips(
      operands.q + offset, count: rows.count, columns: plan.headDim, capacity: plan.blockQ,
      into: scratch.queryRows)
    Packing.columnStrips(
      gradients.dO + offset, count: rows.count, columns: plan.headDim, capacity: plan.blockQ,
      into: scratch.dORows)
  }

  /// Adds Pᵀ dO to dVⱼ and dSᵀ Q to dKⱼ for some panels of keys (lines 12 and 16).
  func addKeys(_ union: Range<Int>, steps: Int, _ scratch: BackwardScratch) {
    let size = 8 * plan.blockQ
    for c in stride(from: 0, to: plan.wideDim, by: 32) {
      let target = c * plan.blockK + union.lowerBound * 256
      Products.add(
        panels: scratch.pPanels + union.lowerBound * size, stride: size, count: union.count,
        strip: vectors(scratch.dORows + c * plan.blockQ), steps: steps,
        into: vectors(scratch.dV + target))
      Products.add(
        panels: scratch.dsPanels + union.lowerBound * size, stride: size, count: union.count,
        strip: vectors(scratch.queryRows + c * plan.blockQ), steps: steps,
        into: vectors(scratch.dK + target))
    }
  }

  /// S, P, dP and dS of a strip of queries (lines 11–14), and its share of dQ (line 15).
  private func strip(
    _ rows: Range<Int>, _ place: Int, _ keys: Range<Int>, _ union: Range<Int>, _ head: Int,
    _ scratch: BackwardScratch, _ dQ: UnsafeMutablePointer<Vector>
  ) {
    let (d, batch) = (plan.headDim, operands.batch(head))
    let panels = panels(rows, keys, batch)
    for panel in union where !panels.contains(panel) {
      let offset = (panel * plan.blockQ + place) * 8
      scratch.pPanels.advanced(by: offset).update(repeating: 0, count: 256)
      scratch.dsPanels.advanced(by: offset).update(repeating: 0, count: 256)
    }
    guard !panels.isEmpty else { return }
    let offset = operands.queryOffset(head) + rows.lowerBound * d
    Packing.strip(
      operands.q + offset, count: rows.count, columns: d, stride: d, times: operands.factor,
      into: scratch.queries)
    Packing.strip(
      gradients.dO + offset, count: rows.count, columns: d, stride: d, times: 1, into: scratch.dO)
    Strip.scores(scratch.queries, scratch.keys, panels: panels, headDim: d, into: scratch.p)
    Strip.scores(scratch.dO, scratch.values, panels: panels, headDim: d, into: scratch.ds)
    let first = keys.lowerBound + panels.lowerBound * 8
    let columns = first..<first + panels.count * 8
    if !operands.visible.isOpen(rows: rows, columns: columns, batch: batch) {
      operands.visible.hide(scratch.p, rows: rows, columns: columns, batch: batch)
    }
    differentiate(rows.lowerBound, columns.count, scratch.p, scratch.ds, scratch)
    for (index, panel) in panels.enumerated() {
      let offset = (panel &* plan.blockQ &+ place) &* 8
      Packing.queryPanel(scratch.p + index &* 16, into: scratch.pPanels + offset)
      Packing.queryPanel(scratch.ds + index &* 16, into: scratch.dsPanels + offset)
    }
    Products.add(
      panels: scratch.keyColumns + panels.lowerBound &* 64, stride: 8 &* plan.blockK,
      count: plan.paddedDim / 8, strip: scratch.ds, steps: panels.count &* 8, into: dQ)
  }

  /// P = exp(S − L) and dS = P ∘ (dP − D), in place.
  @inline(__always)
  func differentiate(
    _ row: Int, _ keys: Int, _ probabilities: UnsafeMutablePointer<Vector>,
    _ gradients: UnsafeMutablePointer<Vector>, _ scratch: BackwardScratch
  ) {
    for half in 0..<2 {
      let l = load(scratch.logsumexp + row + half &* 16)
      let dot = load(scratch.dots + row + half &* 16)
      var (p, ds) = (probabilities + half, gradients + half)
      for _ in 0..<keys {
        let x = exp2(p[0] - l)
        p[0] = x
        ds[0] = x * (ds[0] - dot)
        p += 2
        ds += 2
      }
    }
  }
}
