/// One head on the desk of the textbook kernels: inputs, mask, tile sizes, and what they leave.
///
/// | paper   | here           | shape                     |
/// | ------- | -------------- | ------------------------- |
/// | Q, O    | `q`, `o`       | queries × headDim         |
/// | K, V    | `k`, `v`       | keys × headDim            |
/// | L       | `logsumexp`    | queries × 1               |
/// | Bᵣ, B꜀  | `blockQ`, `blockK` | rows, columns of a tile |
/// | Tᵣ, T꜀  | `tileRows`, `tileColumns` | tiles of S         |
struct Textbook<Number: TextbookNumber> {
  let q: Matrix<Number>
  let k: Matrix<Number>
  let v: Matrix<Number>
  let scale: Number
  let visible: VisibleKeys
  let blockQ: Int
  let blockK: Int
  let control: RunControl

  var memory = SlowMemory<Number>()
  var o: Matrix<Number>
  var logsumexp: Matrix<Number>
  private(set) var steps: [TileStep] = []

  init(
    q: Matrix<Number>, k: Matrix<Number>, v: Matrix<Number>, _ problem: Problem, blockQ: Int,
    blockK: Int, _ control: RunControl = .quiet
  ) {
    self.q = q
    self.k = k
    self.v = v
    scale = Number(problem.exactScale)
    visible = VisibleKeys(problem)
    self.blockQ = blockQ
    self.blockK = blockK
    self.control = control
    o = Matrix(q.count, q.columns)
    logsumexp = Matrix(q.count, 1, repeating: .minusInfinity)
  }

  var tileRows: Int { (q.count + blockQ - 1) / blockQ }
  var tileColumns: Int { (k.count + blockK - 1) / blockK }

  /// The queries of tile row i, the keys of tile column j.
  func queries(_ i: Int) -> Range<Int> { i * blockQ..<min((i + 1) * blockQ, q.count) }
  func keys(_ j: Int) -> Range<Int> { j * blockK..<min((j + 1) * blockK, k.count) }

  func isVisible(_ query: Int, _ key: Int) -> Bool {
    visible.range(row: query, batch: 0).contains(key)
      && visible.allows(row: query, key: key, batch: 0)
  }

  /// Whether no query of the tile may see any of its keys: there is nothing to do.
  func isHidden(_ queries: Range<Int>, _ keys: Range<Int>) -> Bool {
    !queries.contains { query in keys.contains { isVisible(query, $0) } }
  }

  /// Puts −∞ where the mask hides a key.
  func hide(_ s: inout Matrix<Number>, _ queries: Range<Int>, _ keys: Range<Int>) {
    for (row, query) in queries.enumerated() {
      for (column, key) in keys.enumerated() where !isVisible(query, key) {
        s[row, column] = .minusInfinity
      }
    }
  }

  /// Notes a visit of a tile; the state is that of its first row.
  mutating func record(
    _ i: Int, _ j: Int, _ event: TileStep.Event = .computed, rowMaximum: Number = .minusInfinity,
    rowSum: Number = .zero, rescale: Number = Number(1), output: Number? = nil
  ) throws(KernelError) {
    steps.append(
      TileStep(
        step: steps.count, tileRow: i, tileColumn: j, event: event,
        bytesRead: memory.numbersRead * Number.bytes,
        bytesWritten: memory.numbersWritten * Number.bytes, rowMaximum: rowMaximum.double,
        rowSum: rowSum.double, rescale: rescale.double, output: output?.double))
    control.report(min(1, Double(steps.count) / Double(max(1, tileRows * tileColumns))))
    if control.isCancelled() { throw .cancelled }
  }

  /// Counts what closes a row of tiles to the last tile of it that was computed.
  mutating func closeRow(_ i: Int) {
    for index in steps.indices.reversed() {
      guard steps[index].tileRow == i else { return }
      steps[index].bytesRead = memory.numbersRead * Number.bytes
      steps[index].bytesWritten = memory.numbersWritten * Number.bytes
      if steps[index].event == .computed { return }
    }
  }
}

/// exp(x − m), and 0 for x = −∞ also where m is −∞: what no key has been seen of weighs nothing.
func weight<Number: TextbookNumber>(_ x: Number, _ m: Number) -> Number {
  x == .minusInfinity ? .zero : exponential(x - m)
}

/// a / b, and 0 / 0 = 0: the output of a row that sees no key.
func quotient<Number: TextbookNumber>(_ a: Number, _ b: Number) -> Number {
  b == .zero ? .zero : a / b
}

/// m + log l, −∞ for a row that sees no key.
func logsumexp<Number: TextbookNumber>(_ m: Number, _ l: Number) -> Number {
  l == .zero ? .minusInfinity : m + logarithm(l)
}
