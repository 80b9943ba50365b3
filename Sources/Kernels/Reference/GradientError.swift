extension Attention {
  /// dQ, dK and dV in float64, whole: shapes as in ``AttentionGradients``.
  ///
  /// - Throws: ``KernelError``, between rows when cancelled.
  public static func referenceGradients(
    _ problem: Problem, _ tensors: Tensors, dO: [Float], _ control: RunControl = .quiet
  ) throws(KernelError) -> (dQ: [Double], dK: [Double], dV: [Double]) {
    try problem.validate()
    try problem.validate(tensors)
    try problem.validate(dO: dO)
    let progress = Progress(control, total: problem.rowCount)
    var dQ = [Double](repeating: 0, count: problem.queryCount)
    var (dK, dV): ([Double], [Double]) = ([], [])
    for group in 0..<problem.batch * problem.kvHeads {
      let keys = try problem.referenceGradients(ofGroup: group, tensors, dO: dO, progress) {
        i, row in
        for (c, value) in row.enumerated() { dQ[i + c] = value }
      }
      dK += keys.dK
      dV += keys.dV
    }
    return (dQ, dK, dV)
  }

  /// The largest and the root-mean-square error of gradients against float64.
  ///
  /// Compared are as many whole key heads, with the query heads that share them, as the operations
  /// allow. When not even one is allowed, sampled rows of dQ stand for all, since a row of dK takes
  /// as long as all of it. A number that is NaN or infinite makes both errors infinite.
  ///
  /// - Parameters:
  ///   - gradients: of a kernel.
  ///   - problem: that it ran on.
  ///   - tensors: that it ran on.
  ///   - dO: that it ran on.
  ///   - operations: the most that the float64 reference may take; one key head may take eight
  ///     times as many.
  ///   - control: progress and cancellation.
  /// - Returns: the errors, what they are of, and how many rows they come from.
  /// - Throws: ``KernelError``, between rows when cancelled.
  public static func error(
    of gradients: AttentionGradients, _ problem: Problem, _ tensors: Tensors, dO: [Float],
    operations: Double = 3e9, _ control: RunControl = .quiet
  ) throws(KernelError) -> ErrorReport {
    try problem.validate()
    try problem.validate(tensors)
    try problem.validate(dO: dO)
    try problem.validate(gradients)
    let groups = problem.batch * problem.kvHeads
    let each = max(1, CostModel.operations(problem, .backward) / Double(groups))
    var errors = ErrorSum()
    let subject: ErrorReport.Subject
    if each <= 8 * operations {
      let count = Int(min(Double(groups), max(1, operations / each)))
      let rows = count * (problem.heads / problem.kvHeads) * problem.queries
      let progress = Progress(control, total: rows)
      for group in 0..<count {
        let keys = try problem.referenceGradients(ofGroup: group, tensors, dO: dO, progress) {
          errors.add($1, gradients.dQ, at: $0, rows: 1)
        }
        let start = group * problem.keys * problem.headDim
        errors.add(keys.dK, gradients.dK, at: start, rows: problem.keys)
        errors.add(keys.dV, gradients.dV, at: start, rows: problem.keys)
      }
      subject = .gradients(keyHeads: count)
    } else {
      try compareQueries(of: gradients, problem, tensors, dO: dO, &errors, operations, control)
      subject = .queryGradients
    }
    let nonFinite = [gradients.dQ, gradients.dK, gradients.dV].reduce(0) { sum, numbers in
      sum + numbers.count { !$0.isFinite }
    }
    return errors.report(
      rowsTotal: problem.rowCount + 2 * groups * problem.keys, nonFinite: nonFinite, subject)
  }

  /// Sampled rows of dQ of the first head.
  private static func compareQueries(
    of gradients: AttentionGradients, _ problem: Problem, _ tensors: Tensors, dO: [Float],
    _ errors: inout ErrorSum, _ operations: Double, _ control: RunControl
  ) throws(KernelError) {
    let perRow = 6 * Double(problem.headDim) * Double(max(1, problem.keys))
    let rows = sampled(Int(min(256, max(2, operations / perRow))), of: problem.queries)
    let head = Head(problem, 0)
    let reference = GradientReference(problem, head, tensors, dO: dO)
    let progress = Progress(control, total: rows.count)
    var unused = GradientReference.KeySums()
    for i in rows {
      try progress.nextRow()
      let row = reference.row(i, adding: &unused, isWanted: false)
      errors.add(row, gradients.dQ, at: head.query + i * problem.headDim, rows: 1)
    }
  }
}

extension Problem {
  /// The gradients of one key head and the query heads that share it, in float64.
  ///
  /// - Parameters:
  ///   - group: batch · kvHeads + key head.
  ///   - tensors: inputs, checked.
  ///   - dO: the gradient of O, checked.
  ///   - progress: counts the rows of queries.
  ///   - use: hears each row of dQ with its offset in dQ.
  /// - Returns: dK and dV, keys × headDim.
  /// - Throws: `KernelError.cancelled`, between rows.
  fileprivate func referenceGradients(
    ofGroup group: Int, _ tensors: Tensors, dO: [Float], _ progress: Progress,
    _ use: (Int, [Double]) -> Void
  ) throws(KernelError) -> (dK: [Double], dV: [Double]) {
    let shared = heads / kvHeads
    var sums = GradientReference.KeySums(self)
    for index in 0..<shared {
      let head = Head(self, group / kvHeads * heads + group % kvHeads * shared + index)
      let reference = GradientReference(self, head, tensors, dO: dO)
      for i in 0..<queries {
        try progress.nextRow()
        use(head.query + i * headDim, reference.row(i, adding: &sums))
      }
    }
    return sums.rows(self)
  }
}

/// The errors of some rows, gathered.
private struct ErrorSum {
  private var largest = 0.0
  private var squares = 0.0
  private var count = 0
  private var rows = 0

  /// Compares expected numbers with those from a place on.
  mutating func add(_ expected: [Double], _ actual: [Float], at start: Int, rows: Int) {
    for (index, value) in expected.enumerated() {
      let difference = abs(Double(actual[start + index]) - value)
      largest = difference.isNaN ? .infinity : max(largest, difference)
      squares += difference.isNaN ? .infinity : difference * difference
    }
    count += expected.count
    self.rows += rows
  }

  func report(rowsTotal: Int, nonFinite: Int, _ subject: ErrorReport.Subject) -> ErrorReport {
    ErrorReport(
      maximum: largest, rms: count == 0 ? 0 : (squares / Double(count)).squareRoot(),
      rowsCompared: rows, rowsTotal: rowsTotal, nonFinite: nonFinite, subject: subject)
  }
}
