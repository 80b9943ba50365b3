extension Attention {
  /// Random inputs for a problem: standard normal numbers from the seed, the same on every machine.
  ///
  /// The gain multiplies Q. A shift s is carried by the first component alone: it is 1 in each row
  /// of Q and s / scale in each row of K, so that it adds s to every score and nothing else; the
  /// random part of the scores then comes from the other components.
  ///
  /// - Throws: ``KernelError/invalid(_:)`` for impossible sizes, a gain or shift that is not finite,
  ///   or a shift with a headDim of 1 or a scale of 0; ``KernelError/tooLarge(neededBytes:limitBytes:)``.
  public static func inputs(for problem: Problem, _ recipe: InputRecipe) throws(KernelError)
    -> Tensors
  {
    try problem.validate()
    guard recipe.gain.isFinite, recipe.shift.isFinite else {
      throw .invalid("gain (\(recipe.gain)) and shift (\(recipe.shift)) must be finite numbers")
    }
    let bytes = (problem.queryCount + 2 * problem.keyCount) * MemoryLayout<Float>.stride
    try MemoryBudget.require(bytes, limit: nil)
    var tensors = Tensors(
      q: normals(problem.queryCount, recipe.seed, stream: 0, times: recipe.gain),
      k: normals(problem.keyCount, recipe.seed, stream: 1, times: 1),
      v: normals(problem.keyCount, recipe.seed, stream: 2, times: 1))
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
  static func gradient(for problem: Problem, _ recipe: InputRecipe) -> [Float] {
    normals(problem.queryCount, recipe.seed, stream: 3, times: 1)
  }

  private static func normals(
    _ count: Int, _ seed: UInt64, stream: UInt64, times gain: Float
  ) -> [Float] {
    // The initializer below writes to the empty array that all threads share.
    guard count > 0 else { return [] }
    var numbers = NormalNumbers(seed: seed, stream: stream)
    return [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      for index in 0..<count { buffer[index] = Float(numbers.next()) * gain }
      filled = count
    }
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
