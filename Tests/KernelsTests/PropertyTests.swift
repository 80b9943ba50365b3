import Testing

@testable import Kernels

private let kernels: [KernelName] = [.standard, .naive, .online, .flash1, .flash2]

/// Random shapes: every mask, shared heads, no size a multiple of anything.
private let problems: [Problem] = {
  var random = SplitMix64(seed: 17)
  return (0..<16).map { index in
    let kvHeads = Int.random(in: 1...2, using: &random)
    let batch = Int.random(in: 1...2, using: &random)
    let queries = Int.random(in: 1...90, using: &random)
    let keys = Int.random(in: 1...120, using: &random)
    let mask: Mask =
      switch index % 5 {
      case 0: .none
      case 1: .causal
      case 2: .window(Int.random(in: 1...40, using: &random))
      case 3: .padding(lengths: (0..<batch).map { _ in Int.random(in: 0...keys, using: &random) })
      default:
        .dense((0..<batch * queries * keys).map { _ in Bool.random(using: &random) })
      }
    return Problem(
      batch: batch, heads: kvHeads * Int.random(in: 1...3, using: &random), kvHeads: kvHeads,
      queries: queries, keys: keys, headDim: Int.random(in: 1...70, using: &random), mask: mask)
  }
}()

private func tolerance(_ problem: Problem, _ tensors: Tensors) -> Double {
  let example = FastCase(problem, q: tensors.q, k: tensors.k, v: tensors.v)
  return example.tolerance(example.reference().largestScore)
}

@Suite struct PropertyTests {
  @Test(arguments: kernels, problems)
  func `stays within the error bound, its mean within a fifth`(kernel: KernelName, problem: Problem)
    throws
  {
    let tensors = try Attention.inputs(for: problem, InputRecipe(seed: 3))
    let output = try Attention.forward(kernel, problem, tensors)
    let report = try Attention.error(of: output, problem, tensors, sampledRows: .max)
    #expect(report.maximum <= tolerance(problem, tensors))
    #expect(report.rms <= tolerance(problem, tensors) / 5)
    #expect(output.ledger.currentBytes == 0)
    #expect(output.ledger.peakBytes == Attention.scratchBytes(kernel, problem, RunOptions()))
  }

  @Test(arguments: [KernelName.flash1, .flash2, .online])
  func `errs at most twice as much as the naive kernel`(kernel: KernelName) throws {
    let problem = Problem(heads: 2, queries: 256, headDim: 64)
    let tensors = try Attention.inputs(for: problem, InputRecipe())
    func error(_ kernel: KernelName) throws -> Double {
      try Attention.error(
        of: try Attention.forward(kernel, problem, tensors), problem, tensors
      ).maximum
    }
    let bound = try 2 * error(.naive) + 1e-8
    let actual = try error(kernel)
    #expect(actual <= bound)
  }

  @Test(arguments: kernels, [Float(-90), -20, 90])
  func `does not mind a shift of all scores`(kernel: KernelName, shift: Float) throws {
    let problem = Problem(queries: 40, keys: 61, headDim: 16)
    let plain = try Attention.inputs(for: problem, InputRecipe(shift: 1e-30))
    let shifted = try Attention.inputs(for: problem, InputRecipe(shift: shift))
    let expected = try Attention.reference(problem, plain)
    let output = try Attention.forward(kernel, problem, shifted)
    #expect(largestDifference(output.o, expected.o) <= tolerance(problem, shifted))
    #expect(
      largestDifference(
        output.logsumexp, expected.logsumexp.map { $0 + Double(shift) }) <= 1e-6 * 100)
  }

  @Test(arguments: kernels) func `gives the same with all keys twice`(kernel: KernelName) throws {
    let once = Problem(queries: 33, keys: 47, headDim: 8)
    let twice = Problem(queries: 33, keys: 94, headDim: 8)
    let tensors = try Attention.inputs(for: once, InputRecipe())
    let double = Tensors(q: tensors.q, k: tensors.k + tensors.k, v: tensors.v + tensors.v)
    let a = try Attention.forward(kernel, once, tensors)
    let b = try Attention.forward(kernel, twice, double)
    #expect(largestDifference(a.o, b.o.map { Double($0) }) <= 5e-7)
    let shifted = a.logsumexp.map { Double($0) + 0.693147180559945 }
    #expect(largestDifference(b.logsumexp, shifted) <= 1e-6)
  }

  @Test(arguments: kernels)
  func `averages V when Q is zero, and keeps a constant V`(kernel: KernelName) throws {
    let problem = Problem(queries: 20, keys: 50, headDim: 8)
    var tensors = try Attention.inputs(for: problem, InputRecipe(gain: 0))
    let output = try Attention.forward(kernel, problem, tensors)
    let mean = (0..<8).map { c in (0..<50).reduce(0.0) { $0 + Double(tensors.v[$1 * 8 + c]) } / 50 }
    let expected = (0..<20).flatMap { _ in mean }
    #expect(largestDifference(output.o, expected) <= 3e-7)
    #expect(output.logsumexp.allSatisfy { abs($0 - 3.912023) < 1e-6 })

    tensors = try Attention.inputs(for: problem, InputRecipe())
    tensors.v = [Float](repeating: 3.5, count: tensors.v.count)
    let constant = try Attention.forward(kernel, problem, tensors)
    #expect(constant.o.allSatisfy { abs($0 - 3.5) <= 2e-6 })
  }

  @Test(arguments: kernels) func `stays between the least and the largest V`(kernel: KernelName)
    throws
  {
    let problem = Problem(queries: 70, headDim: 5, mask: .causal)
    let tensors = try Attention.inputs(for: problem, InputRecipe(gain: 5))
    let output = try Attention.forward(kernel, problem, tensors)
    for c in 0..<5 {
      let column = (0..<70).map { tensors.v[$0 * 5 + c] }
      let low = (column.min() ?? 0) - 1e-6
      let high = (column.max() ?? 0) + 1e-6
      #expect((0..<70).allSatisfy { low <= output.o[$0 * 5 + c] && output.o[$0 * 5 + c] <= high })
      #expect(output.o[c] == tensors.v[c])
    }
  }

  @Test(arguments: KernelName.allCases)
  func `gives zero and minus infinity to a row without keys`(kernel: KernelName) throws {
    let problems = [
      Problem(queries: 9, keys: 4, headDim: 3, mask: .causal),
      Problem(batch: 2, queries: 5, keys: 7, headDim: 3, mask: .padding(lengths: [0, 7])),
      Problem(queries: 5, headDim: 3, mask: .window(0)),
      Problem(queries: 5, keys: 0, headDim: 3),
    ]
    for problem in problems {
      let tensors = try Attention.inputs(for: problem, InputRecipe())
      let output = try Attention.forward(kernel, problem, tensors)
      let visible = VisibleKeys(problem)
      for row in 0..<problem.rowCount {
        let range = visible.range(
          row: row % problem.queries, batch: row / problem.queries / problem.heads)
        let d = problem.headDim
        if range.isEmpty {
          #expect(output.logsumexp[row] == -.infinity)
          #expect(output.o[row * d..<(row + 1) * d].allSatisfy { $0 == 0 })
        } else {
          #expect(output.o[row * d..<(row + 1) * d].allSatisfy { $0.isFinite })
        }
      }
    }
  }

  @Test func `breaks the unsafe kernel with large scores, and no other`() throws {
    let problem = Problem(queries: 32, headDim: 16)
    for shift in [Float(200), -200] {
      let tensors = try Attention.inputs(for: problem, InputRecipe(shift: shift))
      let broken = try Attention.forward(.unsafe, problem, tensors)
      let report = try Attention.error(of: broken, problem, tensors)
      if shift > 0 {
        #expect(broken.o.allSatisfy { !$0.isFinite })
        #expect(report.nonFinite == broken.o.count)
        #expect(report.maximum == .infinity)
      } else {
        #expect(broken.o.allSatisfy { $0 == 0 })
        #expect(report.maximum > 0.1)
      }
      for kernel in kernels {
        let output = try Attention.forward(kernel, problem, tensors)
        #expect(output.o.allSatisfy { $0.isFinite })
      }
    }
  }

  @Test(arguments: KernelName.allCases) func `stops when cancelled`(kernel: KernelName) throws {
    let problem = Problem(queries: 64, headDim: 4)
    let tensors = try Attention.inputs(for: problem, InputRecipe())
    #expect(throws: KernelError.cancelled) {
      try Attention.forward(
        kernel, problem, tensors, RunOptions(), RunControl(isCancelled: { true }))
    }
  }
}
