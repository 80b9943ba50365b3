import Testing

@testable import Kernels

/// One head in float64 with its forward pass done.
private struct OneHead {
  let problem: Problem
  var q: Matrix<Double>
  var k: Matrix<Double>
  var v: Matrix<Double>
  let dO: Matrix<Double>

  init(_ problem: Problem) throws {
    self.problem = problem
    let tensors = try Attention.inputs(for: problem, InputRecipe(seed: 8))
    let other = try Attention.inputs(for: problem, InputRecipe(seed: 9))
    func matrix(_ rows: Int, _ numbers: [Float]) -> Matrix<Double> {
      Matrix(rows, problem.headDim, numbers.map { Double($0) })
    }
    q = matrix(problem.queries, tensors.q)
    k = matrix(problem.keys, tensors.k)
    v = matrix(problem.keys, tensors.v)
    dO = matrix(problem.queries, other.q)
  }

  func forward(blockQ: Int = 5, blockK: Int = 7) throws -> Textbook<Double> {
    var run = Textbook(q: q, k: k, v: v, problem, blockQ: blockQ, blockK: blockK)
    try run.flashAttention2()
    return run
  }

  /// Σ O ∘ dO: its gradients are what backward computes.
  func loss() throws -> Double {
    zip(try forward().o.numbers, dO.numbers).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Central differences in each entry of one input.
  func differences(_ input: WritableKeyPath<OneHead, Matrix<Double>>) throws -> [Double] {
    let h = 1e-5
    return try self[keyPath: input].numbers.indices.map { index in
      var (above, below) = (self, self)
      above[keyPath: input].numbers[index] += h
      below[keyPath: input].numbers[index] -= h
      return (try above.loss() - below.loss()) / (2 * h)
    }
  }
}

private let problems = [
  Problem(queries: 16, headDim: 8),
  Problem(queries: 13, keys: 17, headDim: 3, mask: .causal),
  Problem(queries: 17, keys: 11, headDim: 4, mask: .causal),
  Problem(queries: 16, headDim: 4, mask: .window(5), scale: 0.3),
  Problem(queries: 9, keys: 16, headDim: 4, mask: .padding(lengths: [10])),
]

@Suite struct BackwardTests {
  @Test(arguments: problems) func `agrees with finite differences to 1e-7`(problem: Problem) throws
  {
    let head = try OneHead(problem)
    var run = try head.forward()
    let gradients = try run.flashBackward(head.dO)
    #expect(largestDifference(gradients.dq.numbers, try head.differences(\.q)) < 1e-7)
    #expect(largestDifference(gradients.dk.numbers, try head.differences(\.k)) < 1e-7)
    #expect(largestDifference(gradients.dv.numbers, try head.differences(\.v)) < 1e-7)
  }

  @Test(arguments: problems, [(1, 1), (5, 7), (64, 64)])
  func `recomputes what the standard backward pass stores`(problem: Problem, tile: (Int, Int))
    throws
  {
    let head = try OneHead(problem)
    var run = try head.forward(blockQ: tile.0, blockK: tile.1)
    let flash = try run.flashBackward(head.dO)
    let standard = try run.standardBackward(head.dO)
    #expect(largestDifference(flash.dq.numbers, standard.dq.numbers) < 1e-14)
    #expect(largestDifference(flash.dk.numbers, standard.dk.numbers) < 1e-14)
    #expect(largestDifference(flash.dv.numbers, standard.dv.numbers) < 1e-14)
  }

  @Test func `has key gradients that sum to zero and value gradients that sum to dO`() throws {
    let head = try OneHead(Problem(queries: 20, keys: 23, headDim: 6, mask: .causal))
    var run = try head.forward()
    let gradients = try run.flashBackward(head.dO)
    for c in 0..<6 {
      func sum(_ matrix: Matrix<Double>) -> Double {
        (0..<matrix.count).reduce(0) { $0 + matrix[$1, c] }
      }
      // A vector added to all keys shifts each row of scores, which changes nothing.
      #expect(abs(sum(gradients.dk)) < 1e-13)
      #expect(abs(sum(gradients.dv) - sum(head.dO)) < 1e-13)
    }
  }

  @Test func `moves 8 N d + 7 N N numbers in the standard backward pass`() throws {
    let head = try OneHead(Problem(queries: 19, headDim: 5))
    var run = try head.forward()
    let before = run.memory.numbersRead + run.memory.numbersWritten
    _ = try run.standardBackward(head.dO)
    let moved = run.memory.numbersRead + run.memory.numbersWritten - before
    #expect(moved == 8 * 19 * 5 + 7 * 19 * 19)
  }

  @Test(arguments: GoldenCase.names) func `agrees with the golden gradients`(name: String) throws {
    let golden = try GoldenCase(name)
    let problem = golden.problem
    let dO = try GoldenCase.array(name, "do").doubles
    let expected = try ["dq", "dk", "dv"].map { try GoldenCase.array(name, $0).doubles }
    var dq = [Double](repeating: 0, count: problem.queryCount)
    var dk = [Double](repeating: 0, count: problem.keyCount)
    var dv = dk
    for index in 0..<problem.batch * problem.heads {
      let head = Head(problem, index)
      func part(_ numbers: [Double], _ start: Int, _ rows: Int) -> Matrix<Double> {
        Matrix(rows, problem.headDim, Array(numbers[start..<start + rows * problem.headDim]))
      }
      var one = problem
      (one.batch, one.heads, one.kvHeads) = (1, 1, 1)
      if case .dense(let flags) = problem.mask, flags.count > problem.queries * problem.keys {
        let plane = problem.queries * problem.keys
        one.mask = .dense(Array(flags[head.batch * plane..<(head.batch + 1) * plane]))
      }
      var run = Textbook(
        q: part(golden.tensors.q.map { Double($0) }, head.query, problem.queries),
        k: part(golden.tensors.k.map { Double($0) }, head.key, problem.keys),
        v: part(golden.tensors.v.map { Double($0) }, head.key, problem.keys), one, blockQ: 16,
        blockK: 16)
      try run.flashAttention2()
      let gradients = try run.flashBackward(part(dO, head.query, problem.queries))
      for (c, value) in gradients.dq.numbers.enumerated() { dq[head.query + c] += value }
      for (c, value) in gradients.dk.numbers.enumerated() { dk[head.key + c] += value }
      for (c, value) in gradients.dv.numbers.enumerated() { dv[head.key + c] += value }
    }
    // The scale of the case went through float32; scores and gradients move by 1e-8 of themselves.
    for (actual, expected) in zip([dq, dk, dv], expected) {
      let largest = expected.map(abs).max() ?? 0
      #expect(largestDifference(actual, expected) <= 2e-6 * (1 + largest))
    }
  }
}
