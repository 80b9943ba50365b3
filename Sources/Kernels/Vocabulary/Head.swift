/// Where the tensors of one query head begin, in numbers.
struct Head {
  let batch: Int
  /// Of its Q and O.
  let query: Int
  /// Of the K and V that it reads.
  let key: Int
  /// Of its L.
  let row: Int

  /// - Parameters:
  ///   - problem: whose tensors; already validated.
  ///   - index: batch · heads + head.
  init(_ problem: Problem, _ index: Int) {
    batch = index / problem.heads
    let shared = index % problem.heads / (problem.heads / problem.kvHeads)
    query = index * problem.queries * problem.headDim
    key = (batch * problem.kvHeads + shared) * problem.keys * problem.headDim
    row = index * problem.queries
  }
}

extension VisibleKeys {
  /// Whether a dense mask lets a query see a key of its range; without one it does.
  @inline(__always)
  func allows(row: Int, key: Int, batch: Int) -> Bool {
    guard let dense else { return true }
    return dense[batch * denseStride + row * keys + key]
  }
}

extension Progress {
  /// Counts a row and looks whether the run shall stop.
  ///
  /// - Throws: ``KernelError/cancelled``.
  func nextRow() throws(KernelError) {
    if isCancelled { throw .cancelled }
    advance()
  }
}
