extension Attention {
  /// Random inputs for a problem: standard normal numbers from the seed, the same on every machine.
  ///
  /// The gain multiplies Q. A shift s is carried by the first component alone: it is 1 in each row
  /// of Q and s / scale in each row of K, so that it adds s to every score and nothing else; the
  /// random part of the scores then comes from the other components.
  ///
  /// - Throws: ``KernelError/invalid(_:)`` for impossible sizes, a gain or shift that is not finite,
  ///   or a shift with a headDim of 1 or a scale of 0; ``KernelError/tooLarge(neededBytes:limitBytes:)``;
  ///   ``KernelError/cancelled``, after each 65536 numbers.
  public static func inputs(
    for problem: Problem, _ recipe: InputRecipe, _ control: RunControl = .quiet
  ) throws(KernelError) -> Tensors {
    try problem.validate()
    guard recipe.gain.isFinite, recipe.shift.isFinite else {
      throw .invalid("gain (\(recipe.gain)) and shift (\(recipe.shift)) must be finite numbers")
    }
    let bytes = (problem.queryCount + 2 * problem.keyCount) * MemoryLayout<Float>.stride
    try MemoryBudget.require(bytes, limit: nil)
    var tensors = Tensors(
      q: try normals(problem.queryCount, recipe.seed, stream: 0, times: recipe.gain, control),
      k: try normals(problem.keyCount, recipe.seed, stream: 1, times: 1, control),
      v: try normals(problem.keyCount, recipe.seed, stream: 2, times: 1, control))
    if recipe.shift != 0 {
      let constant = recipe.shift / problem.scoreScale
      guard problem.headDim > 1, constant.isFinite else {
        throw .invalid(
          "a shift of \(recipe.shift) needs a headDim of at least 2 and a scale it can be divided by"
        )
      }
      let d = problem.headDim
      for row in stride(from: 0, to: tensors.q.count, by: d) { tensors.q[row] = 1 }
      for row in stride(from: 0, to: tensors.k.count, by: d) { tensors.k[row] = constant }
    }
    return tensors
  }

  /// A random gradient of O: standard normal numbers that depend on none of the inputs.
  static func gradient(
    for problem: Problem, _ recipe: InputRecipe, _ control: RunControl
  ) throws(KernelError) -> [Float] {
    try normals(problem.queryCount, recipe.seed, stream: 3, times: 1, control)
  }

  private static func normals(
    _ count: Int, _ seed: UInt64, stream: UInt64, times gain: Float, _ control: RunControl
  ) throws(KernelError) -> [Float] {
    var numbers = NormalNumbers(seed: seed, stream: stream)
    return try filled(count, control) { piece in
      for index in piece.indices { piece[index] = Float(numbers.next()) * gain }
    }
  }

  /// An array of so many numbers, filled piece by piece, in order.
  ///
  /// - Throws: ``KernelError/cancelled``, between pieces.
  static func filled(
    _ count: Int, _ control: RunControl,
    _ fill: (_ piece: inout Slice<UnsafeMutableBufferPointer<Float>>) -> Void
  ) throws(KernelError) -> [Float] {
    // The initializer below writes to the empty array that all threads share.
    guard count > 0 else { return [] }
    let numbers = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, !control.isCancelled() {
        let end = min(count, filled + 65536)
        var piece = buffer[filled..<end]
        fill(&piece)
        filled = end
      }
    }
    guard numbers.count == count else { throw .cancelled }
    return numbers
  }
}

extension Problem {
  /// What scores are multiplied by: ``scale``, or 1/√headDim.
  public var scoreScale: Float {
    scale ?? Float(1 / Double(headDim).squareRoot())
  }

  /// The same in float64, for references.
  var exactScale: Double {
    scale.map(Double.init) ?? 1 / Double(headDim).squareRoot()
  }
}
