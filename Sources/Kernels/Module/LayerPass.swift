/// One application of a ``MultiHeadAttention``: projections, heads, projection.
struct LayerPass {
  let layer: MultiHeadAttention
  let problem: Problem
  let kernel: KernelName
  let dropout: Dropout?
  let options: RunOptions

  private var embedDim: Int { layer.embedDim }
  /// Numbers in each of Q, K, V and O.
  private var headsCount: Int { problem.queryCount }
  private var workers: Int { max(1, min(options.threads, stripsPerEntry * problem.batch)) }
  private var stripsPerEntry: Int { (problem.queries + 31) / 32 }
  private var panelCount: Int { Linear.panelCount(inputs: embedDim, outputs: embedDim) }
  /// A strip going in and one coming out.
  private var workerCount: Int { embedDim * 32 + Linear.stripCount(outputs: embedDim) }
  private var scratchCount: Int {
    4 * headsCount + problem.rowCount + panelCount + workers * workerCount + 32
  }

  /// Scratch beside that of the kernel.
  var scratchBytes: Int { product([scratchCount, MemoryLayout<Float>.stride]) ?? .max }

  func run(
    _ x: [Float], _ y: inout [Float], _ ledger: Ledger, _ control: RunControl
  ) throws(KernelError) {
    let steps = 4 * stripsPerEntry * problem.batch
    let progress = Progress(RunControl(isCancelled: control.isCancelled), total: steps)
    try y.withUnsafeMutableBufferPointer { (y) throws(KernelError) in
      try ledger.withScratch(of: Float.self, count: scratchCount) {
        (memory) throws(KernelError) in
        guard let base = memory.baseAddress, let y = y.baseAddress else { return }
        // Strips first: they are read as vectors, and their sizes are multiples of one.
        let strips = base
        let panels = strips + workers * workerCount
        let ones = panels + panelCount
        let (q, k) = (ones + 32, ones + 32 + headsCount)
        let (v, o) = (k + headsCount, k + 2 * headsCount)
        ones.update(repeating: 1, count: 32)
        for (weights, target) in [
          (layer.queryWeights, q), (layer.keyWeights, k), (layer.valueWeights, v),
        ] {
          let linear = Linear(weights, inputs: embedDim, outputs: embedDim, into: panels)
          try project(x, linear, into: target, strips, ones, progress)
        }
        try FastKernels.forward(
          kernel, problem, q: q, k: k, v: v, o: o, logsumexp: o + headsCount, options, ledger,
          control, dropout: dropout)
        let linear = Linear(layer.outputWeights, inputs: embedDim, outputs: embedDim, into: panels)
        try join(o, linear, into: y, strips, ones, progress)
      }
    }
  }

  /// Calls `body(entry, rows, input strip, output strip)` for each strip of rows of each batch entry.
  private func forStrips(
    _ strips: UnsafeMutablePointer<Float>, _ progress: Progress,
    _ body: (Int, Range<Int>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) throws(KernelError) {
    try Workers.run(tasks: stripsPerEntry * problem.batch, workers: workers, progress) {
      task, worker in
      let (entry, first) = (task / stripsPerEntry, task % stripsPerEntry * 32)
      let strip = strips + worker * workerCount
      body(
        entry, first..<min(first + 32, problem.queries), strip, strip + embedDim * 32)
      return true
    }
  }

  /// x Wᵀ, cut into heads: batch × heads × length × headDim.
  private func project(
    _ x: UnsafePointer<Float>, _ linear: Linear, into target: UnsafeMutablePointer<Float>,
    _ strips: UnsafeMutablePointer<Float>, _ ones: UnsafePointer<Float>, _ progress: Progress
  ) throws(KernelError) {
    let (n, d) = (problem.queries, problem.headDim)
    try forStrips(strips, progress) { entry, rows, input, result in
      Packing.strip(
        x + (entry * n + rows.lowerBound) * embedDim, count: rows.count, columns: embedDim,
        stride: embedDim, times: 1, into: input)
      linear.apply(input, into: result)
      for head in 0..<problem.heads {
        Packing.rows(
          fromStrip: result + head * d * 32, count: rows.count, columns: d, stride: d,
          factors: ones, into: target + ((entry * problem.heads + head) * n + rows.lowerBound) * d)
      }
    }
  }

  /// concat(headᵢ) Wₒᵀ + bₒ: batch × length × embedDim.
  private func join(
    _ o: UnsafePointer<Float>, _ linear: Linear, into y: UnsafeMutablePointer<Float>,
    _ strips: UnsafeMutablePointer<Float>, _ ones: UnsafePointer<Float>, _ progress: Progress
  ) throws(KernelError) {
    let (n, d) = (problem.queries, problem.headDim)
    try forStrips(strips, progress) { entry, rows, input, result in
      for head in 0..<problem.heads {
        Packing.strip(
          o + ((entry * problem.heads + head) * n + rows.lowerBound) * d, count: rows.count,
          columns: d, stride: d, times: 1, into: input + head * d * 32)
      }
      linear.apply(input, into: result)
      let target = y + (entry * n + rows.lowerBound) * embedDim
      Packing.rows(
        fromStrip: result, count: rows.count, columns: embedDim, stride: embedDim, factors: ones,
        into: target)
      for row in 0..<rows.count {
        for c in 0..<embedDim { target[row * embedDim + c] += layer.outputBias[c] }
      }
    }
  }
}
