#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Attention one query at a time with online softmax: one pass over the keys, nothing stored but
/// the accumulator.
///
/// The kernel `online`. For each key the score's new maximum rescales what was summed before.
struct PlainOnline {
  let problem: Problem
  let visible: VisibleKeys

  init(_ problem: Problem) {
    self.problem = problem
    visible = VisibleKeys(problem)
  }

  /// The accumulator of one row.
  static func scratchBytes(_ problem: Problem) -> Int {
    problem.headDim * MemoryLayout<Float>.stride
  }

  func callAsFunction(
    _ tensors: Tensors, _ o: inout [Float], _ logsumexp: inout [Float], _ ledger: Ledger,
    _ control: RunControl
  ) throws(KernelError) {
    let d = problem.headDim
    let progress = Progress(control, total: problem.rowCount)
    try ledger.withScratch(of: Float.self, count: d) { (accumulator) throws(KernelError) in
      for index in 0..<problem.batch * problem.heads {
        let head = Head(problem, index)
        for i in 0..<problem.queries {
          try progress.nextRow()
          let (rowMaximum, rowSum) = pass(i, head, tensors, accumulator)
          let isEmpty = rowSum == 0
          for c in 0..<d { o[head.query + i * d + c] = isEmpty ? 0 : accumulator[c] / rowSum }
          logsumexp[head.row + i] = isEmpty ? -.infinity : rowMaximum + log(rowSum)
        }
      }
    }
  }

  /// Goes over the keys of one query and leaves Σ exp(s − max) · v in the accumulator.
  private func pass(
    _ i: Int, _ head: Head, _ tensors: Tensors, _ accumulator: UnsafeMutableBufferPointer<Float>
  ) -> (rowMaximum: Float, rowSum: Float) {
    let (d, scale) = (problem.headDim, problem.scoreScale)
    var rowMaximum = -Float.infinity
    var rowSum: Float = 0
    accumulator.update(repeating: 0)
    for j in visible.range(row: i, batch: head.batch)
    where visible.allows(row: i, key: j, batch: head.batch) {
      var score: Float = 0
      for c in 0..<d {
        score += tensors.q[head.query + i * d + c] * tensors.k[head.key + j * d + c]
      }
      score *= scale
      if score > rowMaximum {
        let rescale = exp(rowMaximum - score)
        rowMaximum = score
        rowSum *= rescale
        for c in 0..<d { accumulator[c] *= rescale }
      }
      let weight = exp(score - rowMaximum)
      rowSum += weight
      for c in 0..<d { accumulator[c] += weight * tensors.v[head.key + j * d + c] }
    }
    return (rowMaximum, rowSum)
  }
}
