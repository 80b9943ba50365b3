#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Which exponentials ``PlainAttention`` takes.
enum PlainSoftmax {
  /// exp(x − max): what every library does.
  case safe
  /// exp(x) / (Σ + 10⁻⁶), as tutorials have it: overflows to ∞ beyond 88.7, and wrong long before
  /// exp sinks to 0 at −104, when the sum is no longer large beside 10⁻⁶.
  case raw

  /// What is added to a sum before dividing by it.
  var guardAgainstZero: Float { self == .safe ? 0 : 1e-6 }
}

/// Attention in plain loops: S = scale · Q Kᵀ, P = softmax(S), O = P V; S and P are stored.
///
/// The kernels `naive` and `unsafe`. One head is in flight, so that the scratch is two matrices of
/// queries × keys.
struct PlainAttention {
  let problem: Problem
  let softmax: PlainSoftmax
  let visible: VisibleKeys

  init(_ problem: Problem, _ softmax: PlainSoftmax) {
    self.problem = problem
    self.softmax = softmax
    visible = VisibleKeys(problem)
  }

  /// S and P of one head; saturates.
  static func scratchBytes(_ problem: Problem) -> Int {
    product([2, problem.queries, problem.keys, MemoryLayout<Float>.stride]) ?? .max
  }

  func callAsFunction(
    _ tensors: Tensors, _ o: inout [Float], _ logsumexp: inout [Float], _ ledger: Ledger,
    _ control: RunControl
  ) throws(KernelError) {
    let heads = problem.batch * problem.heads
    let progress = Progress(control, total: 3 * problem.rowCount)
    let matrix = problem.queries * problem.keys
    try o.withUnsafeMutableBufferPointer { (o) throws(KernelError) in
      try logsumexp.withUnsafeMutableBufferPointer { (logsumexp) throws(KernelError) in
        try ledger.withScratch(of: Float.self, count: 2 * matrix) { (scratch) throws(KernelError) in
          let s = UnsafeMutableBufferPointer(rebasing: scratch[..<matrix])
          let p = UnsafeMutableBufferPointer(rebasing: scratch[matrix...])
          for index in 0..<heads {
            let head = Head(problem, index)
            try scores(head, tensors, s, progress)
            try probabilities(head, s, p, logsumexp, progress)
            try output(head, tensors, p, o, progress)
          }
        }
      }
    }
  }

  /// S = scale · Q Kᵀ; what the mask hides is −∞.
  private func scores(
    _ head: Head, _ tensors: Tensors, _ s: UnsafeMutableBufferPointer<Float>, _ progress: Progress
  ) throws(KernelError) {
    let (d, n, scale) = (problem.headDim, problem.keys, problem.scoreScale)
    for i in 0..<problem.queries {
      try progress.nextRow()
      let row = UnsafeMutableBufferPointer(rebasing: s[i * n..<(i + 1) * n])
      row.update(repeating: -.infinity)
      for j in visible.range(row: i, batch: head.batch)
      where visible.allows(row: i, key: j, batch: head.batch) {
        var sum: Float = 0
        for c in 0..<d {
          sum += tensors.q[head.query + i * d + c] * tensors.k[head.key + j * d + c]
        }
        row[j] = scale * sum
      }
    }
  }

  /// P = softmax(S) row by row, and L; a row without keys becomes 0 and −∞.
  private func probabilities(
    _ head: Head, _ s: UnsafeMutableBufferPointer<Float>, _ p: UnsafeMutableBufferPointer<Float>,
    _ logsumexp: UnsafeMutableBufferPointer<Float>, _ progress: Progress
  ) throws(KernelError) {
    let n = problem.keys
    for i in 0..<problem.queries {
      try progress.nextRow()
      let (start, end) = (i * n, (i + 1) * n)
      var rowMaximum = -Float.infinity
      for j in start..<end { rowMaximum = max(rowMaximum, s[j]) }
      guard rowMaximum > -.infinity || (start..<end).contains(where: { s[$0].isNaN }) else {
        for j in start..<end { p[j] = 0 }
        logsumexp[head.row + i] = -.infinity
        continue
      }
      let base = softmax == .safe ? rowMaximum : 0
      var rowSum: Float = 0
      for j in start..<end {
        p[j] = exp(s[j] - base)
        rowSum += p[j]
      }
      let divisor = rowSum + softmax.guardAgainstZero
      for j in start..<end { p[j] /= divisor }
      logsumexp[head.row + i] = base + log(rowSum)
    }
  }

  /// O = P V.
  private func output(
    _ head: Head, _ tensors: Tensors, _ p: UnsafeMutableBufferPointer<Float>,
    _ o: UnsafeMutableBufferPointer<Float>, _ progress: Progress
  ) throws(KernelError) {
    let (d, n) = (problem.headDim, problem.keys)
    for i in 0..<problem.queries {
      try progress.nextRow()
      let row = UnsafeMutableBufferPointer(
        rebasing: o[head.query + i * d..<head.query + (i + 1) * d])
      row.update(repeating: 0)
      for j in visible.range(row: i, batch: head.batch) {
        let weight = p[i * n + j]
        for c in 0..<d { row[c] += weight * tensors.v[head.key + j * d + c] }
      }
    }
  }
}
