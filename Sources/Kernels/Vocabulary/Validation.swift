extension Problem {
  /// Checks that the sizes are within bounds, fit one another, and that no product of them that a
  /// kernel may form overflows.
  ///
  /// - Throws: ``KernelError/invalid(_:)`` with the sentence about the first that does not.
  public func validate() throws(KernelError) {
    try require(batch, "batch", atLeast: 1)
    try require(heads, "heads", atLeast: 1)
    try require(kvHeads, "kvHeads", atLeast: 1)
    try require(queries, "queries", atLeast: 0)
    try require(keys, "keys", atLeast: 0)
    guard (1...512).contains(headDim) else {
      throw .invalid("headDim is \(headDim); it must lie in 1...512")
    }
    guard heads % kvHeads == 0 else {
      throw .invalid("heads (\(heads)) must be a multiple of kvHeads (\(kvHeads))")
    }
    if let scale, !scale.isFinite {
      throw .invalid("the scale is \(scale); it must be a finite number")
    }
    // Rounding up to whole tiles adds less than 4096 to each; eight bytes a number.
    let sizes = [batch, heads, queries + 4096, keys + 4096, 8 * 2]
    guard product(sizes) != nil, product([batch, heads, max(queries, keys) + 4096, 512 * 8]) != nil
    else {
      throw .invalid("batch · heads · queries · keys is too large to count in 64 bits")
    }
    try validateMask()
  }

  private func require(_ size: Int, _ name: String, atLeast least: Int) throws(KernelError) {
    guard size >= least else {
      throw .invalid("\(name) is \(size); it must be at least \(least)")
    }
    guard size <= 1 << 40 else {
      throw .invalid("\(name) is \(size); it must be at most \(1 << 40)")
    }
  }

  private func validateMask() throws(KernelError) {
    switch mask {
    case .none, .causal: break
    case .window(let width):
      try require(width, "the window", atLeast: 0)
    case .padding(let lengths):
      guard lengths.count == batch else {
        throw .invalid("the padding mask has \(lengths.count) lengths for a batch of \(batch)")
      }
      for length in lengths where !(0...keys).contains(length) {
        throw .invalid("a padding length is \(length); it must lie in 0...\(keys), the keys")
      }
    case .dense(let flags):
      let plane = queries * keys
      guard flags.count == plane || flags.count == batch * plane else {
        throw .invalid(
          "the mask has \(flags.count) entries; it must have queries · keys = \(plane)"
            + (batch > 1 ? " or batch · queries · keys = \(batch * plane)" : ""))
      }
    }
  }

  /// Numbers in Q and in O.
  var queryCount: Int { batch * heads * queries * headDim }
  /// Numbers in K and in V.
  var keyCount: Int { batch * kvHeads * keys * headDim }
  /// Rows of scores: numbers in L.
  var rowCount: Int { batch * heads * queries }

  /// Checks that the tensors have the shapes of the problem.
  ///
  /// - Throws: ``KernelError/invalid(_:)``, naming the tensor.
  func validate(_ tensors: Tensors) throws(KernelError) {
    for (name, count, expected) in [
      ("Q", tensors.q.count, queryCount), ("K", tensors.k.count, keyCount),
      ("V", tensors.v.count, keyCount),
    ] where count != expected {
      throw .invalid("\(name) has \(count) numbers; its shape asks for \(expected)")
    }
  }
}

extension RunOptions {
  /// Checks what does not depend on the problem.
  ///
  /// - Throws: ``KernelError/invalid(_:)``.
  func validate() throws(KernelError) {
    guard (1...1024).contains(threads) else {
      throw .invalid("threads is \(threads); it must lie in 1...1024")
    }
    for (name, size) in [("blockQ", blockQ), ("blockK", blockK)] {
      if let size, !(0...4096).contains(size) {
        throw .invalid("\(name) is \(size); it must lie in 0...4096")
      }
    }
  }
}

/// The product of sizes, nil when it overflows.
func product(_ factors: [Int]) -> Int? {
  var result = 1
  for factor in factors {
    let (next, overflow) = result.multipliedReportingOverflow(by: factor)
    if overflow { return nil }
    result = next
  }
  return result
}

/// The sum of byte counts; stays at `Int.max` once it would exceed it.
func saturatingSum(_ terms: [Int]) -> Int {
  terms.reduce(0) { sum, term in
    let (next, overflow) = sum.addingReportingOverflow(term)
    return overflow ? .max : next
  }
}
