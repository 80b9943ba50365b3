#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Attention in float64, row by row, with the maximum subtracted: what every kernel is compared to.
struct Reference {
  let problem: Problem
  private let visible: VisibleKeys
  private let scale: Double

  init(_ problem: Problem) {
    self.problem = problem
    visible = VisibleKeys(problem)
    scale = problem.exactScale
  }

  /// One row of O (headDim numbers), of L, and its largest score, unsigned; a row without keys is 0,
  /// −∞ and 0.
  func row(
    _ i: Int, of head: Head, _ tensors: Tensors
  ) -> (o: [Double], logsumexp: Double, largestScore: Double) {
    let d = problem.headDim
    var o = [Double](repeating: 0, count: d)
    let range = visible.range(row: i, batch: head.batch)
    var scores = [Double](repeating: -.infinity, count: range.count)
    for j in range where visible.allows(row: i, key: j, batch: head.batch) {
      scores[j - range.lowerBound] =
        scale * dot(tensors.q, head.query + i * d, tensors.k, head.key + j * d, count: d)
    }
    let rowMaximum = scores.reduce(-.infinity, max)
    guard rowMaximum > -.infinity else { return (o, -.infinity, 0) }
    var rowSum = 0.0
    for j in range {
      let weight = exp(scores[j - range.lowerBound] - rowMaximum)
      rowSum += weight
      let v = head.key + j * d
      for c in 0..<d { o[c] += weight * Double(tensors.v[v + c]) }
    }
    for c in 0..<d { o[c] /= rowSum }
    let largestScore = scores.reduce(0) { $1 > -.infinity ? max($0, abs($1)) : $0 }
    return (o, rowMaximum + log(rowSum), largestScore)
  }

  /// Four sums side by side: a single one would wait for each addition.
  private func dot(_ a: [Float], _ i: Int, _ b: [Float], _ j: Int, count: Int) -> Double {
    var sums = SIMD4<Double>.zero
    var c = 0
    while c + 4 <= count {
      let x = SIMD4<Float>(a[i + c], a[i + c + 1], a[i + c + 2], a[i + c + 3])
      let y = SIMD4<Float>(b[j + c], b[j + c + 1], b[j + c + 2], b[j + c + 3])
      sums += SIMD4<Double>(x) * SIMD4<Double>(y)
      c += 4
    }
    var sum = sums.sum()
    while c < count {
      sum += Double(a[i + c]) * Double(b[j + c])
      c += 1
    }
    return sum
  }
}

extension Attention {
  /// O and L in float64, all rows: shapes as in ``AttentionOutput``.
  ///
  /// - Throws: ``KernelError``, between rows when cancelled.
  public static func reference(
    _ problem: Problem, _ tensors: Tensors, _ control: RunControl = .quiet
  ) throws(KernelError) -> (o: [Double], logsumexp: [Double]) {
    try problem.validate()
    try problem.validate(tensors)
    let reference = Reference(problem)
    let progress = Progress(control, total: problem.rowCount)
    var (o, logsumexp): ([Double], [Double]) = ([], [])
    o.reserveCapacity(problem.queryCount)
    logsumexp.reserveCapacity(problem.rowCount)
    for index in 0..<problem.batch * problem.heads {
      let head = Head(problem, index)
      for i in 0..<problem.queries {
        try progress.nextRow()
        let row = reference.row(i, of: head, tensors)
        o += row.o
        logsumexp.append(row.logsumexp)
      }
    }
    return (o, logsumexp)
  }

  /// The largest and the root-mean-square error of an output against float64.
  ///
  /// A number of the output that is NaN or infinite makes both errors infinite.
  ///
  /// - Parameters:
  ///   - output: of a kernel.
  ///   - problem: that it ran on.
  ///   - tensors: that it ran on.
  ///   - sampledRows: at most so many query rows of each head are checked, evenly spread, the first
  ///     and the last among them.
  ///   - control: progress and cancellation.
  /// - Returns: the errors and how many rows they come from.
  /// - Throws: ``KernelError``, between rows when cancelled.
  public static func error(
    of output: AttentionOutput, _ problem: Problem, _ tensors: Tensors, sampledRows: Int = 256,
    _ control: RunControl = .quiet
  ) throws(KernelError) -> ErrorReport {
    try problem.validate()
    try problem.validate(tensors)
    guard output.o.count == problem.queryCount else {
      throw .invalid("O has \(output.o.count) numbers; its shape asks for \(problem.queryCount)")
    }
    let rows = sampled(sampledRows, of: problem.queries)
    let reference = Reference(problem)
    let heads = problem.batch * problem.heads
    let (d, progress) = (problem.headDim, Progress(control, total: heads * rows.count))
    var (largest, squares, largestScore) = (0.0, 0.0, 0.0)
    for index in 0..<heads {
      let head = Head(problem, index)
      for i in rows {
        try progress.nextRow()
        let expected = reference.row(i, of: head, tensors)
        largestScore = max(largestScore, expected.largestScore)
        for c in 0..<d {
          let difference = abs(Double(output.o[head.query + i * d + c]) - expected.o[c])
          largest = difference.isNaN ? .infinity : max(largest, difference)
          squares += difference.isNaN ? .infinity : difference * difference
        }
      }
    }
    let count = heads * rows.count
    return ErrorReport(
      maximum: largest, rms: count == 0 ? 0 : (squares / Double(count * d)).squareRoot(),
      rowsCompared: count, rowsTotal: problem.rowCount,
      nonFinite: output.o.count { !$0.isFinite },
      largestScore: largestScore,
      largestValue: Double(tensors.v.reduce(0) { max($0, abs($1)) }))
  }

  /// At most `count` indices below `total`, evenly spread, both ends among them.
  static func sampled(_ count: Int, of total: Int) -> [Int] {
    let count = min(max(count, 1), total)
    guard count > 1 else { return Array(0..<count) }
    return (0..<count).map { index in
      Int((Double(index) * Double(total - 1) / Double(count - 1)).rounded())
    }
  }
}
