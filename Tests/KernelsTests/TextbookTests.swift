import Testing

@testable import Kernels

private let listings: [KernelName] = [.standard, .online, .flash1, .flash2]

/// Ragged sizes, more and fewer keys than queries, every mask.
private let problems: [Problem] = {
  var random = Random(state: 3)
  return [
    Problem(queries: 16, headDim: 4),
    Problem(queries: 33, headDim: 7, mask: .causal),
    Problem(queries: 17, keys: 50, headDim: 16, mask: .causal),
    Problem(queries: 50, keys: 17, headDim: 5, mask: .causal),
    Problem(queries: 40, headDim: 8, mask: .window(9)),
    Problem(queries: 20, keys: 31, headDim: 8, mask: .padding(lengths: [13])),
    Problem(queries: 20, keys: 31, headDim: 8, mask: .padding(lengths: [0])),
    Problem(
      queries: 21, keys: 30, headDim: 3,
      mask: .dense((0..<630).map { _ in random.uniform() < 0.03 })),
    Problem(queries: 1, headDim: 1),
    Problem(queries: 0, keys: 5, headDim: 2),
    Problem(queries: 5, keys: 0, headDim: 2),
  ]
}()

@Suite struct TextbookTests {
  @Test(arguments: listings, problems)
  func `moves exactly what the closed form says`(kernel: KernelName, problem: Problem) throws {
    let tensors = try Attention.inputs(for: problem, InputRecipe())
    for (blockQ, blockK) in [(16, 16), (1, 1), (7, 5), (5, 13), (64, 64)] {
      let trace = try Attention.trace(
        kernel, problem, tensors, blockQ: blockQ, blockK: blockK)
      let formula = CostModel.trafficBytes(
        kernel, problem, blockQ: blockQ, blockK: blockK, bytesPerElement: 4)
      #expect(Double(trace.bytesRead + trace.bytesWritten) == formula)
      #expect(trace.steps.last.map { $0.bytesRead == trace.bytesRead } ?? true)
      #expect(trace.steps.last.map { $0.bytesWritten == trace.bytesWritten } ?? true)
      if kernel != .standard {
        let tiles = CostModel.tiles(kernel, problem, blockQ: blockQ, blockK: blockK)
        #expect(Double(trace.steps.count) == tiles.total)
        #expect(Double(trace.steps.count { $0.event == .computed }) == tiles.computed)
      }
    }
  }

  @Test(arguments: listings, problems)
  func `agrees with float64 for any tile`(kernel: KernelName, problem: Problem) throws {
    let tensors = try Attention.inputs(for: problem, InputRecipe())
    let expected = try Attention.reference(problem, tensors)
    let example = FastCase(problem, q: tensors.q, k: tensors.k, v: tensors.v)
    let tolerance = example.tolerance(example.reference().largestScore)
    for (blockQ, blockK) in [(16, 16), (1, 1), (7, 5), (64, 64)] {
      let output = try Attention.trace(kernel, problem, tensors, blockQ: blockQ, blockK: blockK)
        .output
      #expect(largestDifference(output.o, expected.o) <= tolerance)
      #expect(largestDifference(output.logsumexp, expected.logsumexp) <= 2e-6)
    }
  }

  @Test(arguments: [(1, 1), (2, 3), (5, 4), (16, 16), (37, 53)])
  func `gives the same in float64 for every tile, to fifteen digits`(tile: (Int, Int)) throws {
    let problem = Problem(queries: 29, keys: 41, headDim: 6, mask: .causal)
    let tensors = try Attention.inputs(for: problem, InputRecipe(seed: 5, gain: 3))
    let expected = try Attention.reference(problem, tensors)
    for kernel in listings {
      let run = try textbook(kernel, Double.self, problem, tensors, tile)
      #expect(largestDifference(run.o.numbers, expected.o) <= 2e-15 * 8)
      #expect(largestDifference(run.logsumexp.numbers, expected.logsumexp) <= 1e-14)
    }
  }

  @Test(arguments: listings) func `loses digits only with the number type`(kernel: KernelName)
    throws
  {
    let problem = Problem(queries: 64, headDim: 16)
    let tensors = try Attention.inputs(for: problem, InputRecipe())
    let expected = try Attention.reference(problem, tensors).o
    let half = try textbook(kernel, Float16.self, problem, tensors, (16, 16)).o.numbers
    let brain = try textbook(kernel, BFloat16.self, problem, tensors, (16, 16)).o.numbers
    let halfError = largestDifference(half.map(\.double), expected)
    let brainError = largestDifference(brain.map(\.double), expected)
    #expect(halfError > 1e-5)
    #expect(halfError < 1e-2)
    #expect(brainError > halfError)
    #expect(brainError < 8e-2)
  }

  @Test(arguments: listings) func `stops when cancelled`(kernel: KernelName) throws {
    let problem = Problem(queries: 8, headDim: 2)
    let tensors = try Attention.inputs(for: problem, InputRecipe())
    #expect(throws: KernelError.cancelled) {
      try Attention.trace(
        kernel, problem, tensors, blockQ: 2, blockK: 2, RunControl(isCancelled: { true }))
    }
  }

  @Test func `visits keys outside in flash1 and queries outside in flash2`() throws {
    let problem = Problem(queries: 4, headDim: 2, mask: .causal)
    let tensors = try Attention.inputs(for: problem, InputRecipe())
    func order(_ kernel: KernelName) throws -> [String] {
      try Attention.trace(kernel, problem, tensors, blockQ: 2, blockK: 2).steps.map {
        "\($0.tileRow)\($0.tileColumn)\($0.event == .computed ? "" : "-")"
      }
    }
    #expect(try order(.flash1) == ["00", "10", "01-", "11"])
    #expect(try order(.flash2) == ["00", "01-", "10", "11"])
  }

  @Test func `a trace tells the first element of O as each kernel keeps it`() throws {
    let problem = Problem(queries: 8, headDim: 4)
    let tensors = try Attention.inputs(for: problem, InputRecipe())
    for kernel in [KernelName.standard, .online, .flash1, .flash2] {
      let trace = try Attention.trace(kernel, problem, tensors, blockQ: 4, blockK: 4)
      let last = try #require(trace.steps.last { $0.tileRow == 0 })
      let kept = try #require(last.output)
      // FlashAttention-1 keeps O divided, the listings after it divide once the row is done.
      let isDivided = kernel == .flash1 || kernel == .standard
      #expect(abs((isDivided ? kept : kept / last.rowSum) - Double(trace.output.o[0])) < 1e-6)
    }
    let standard = try Attention.trace(.standard, problem, tensors, blockQ: 4, blockK: 4)
    #expect(standard.steps.first?.output == nil)
  }

  private func textbook<Number: TextbookNumber>(
    _ kernel: KernelName, _: Number.Type, _ problem: Problem, _ tensors: Tensors, _ tile: (Int, Int)
  ) throws -> Textbook<Number> {
    func matrix(_ rows: Int, _ numbers: [Float]) -> Matrix<Number> {
      Matrix(rows, problem.headDim, numbers.map { Number(Double($0)) })
    }
    var run = Textbook(
      q: matrix(problem.queries, tensors.q), k: matrix(problem.keys, tensors.k),
      v: matrix(problem.keys, tensors.v), problem, blockQ: tile.0, blockK: tile.1)
    switch kernel {
    case .online: try run.onlineAttention()
    case .flash1: try run.flashAttention1()
    case .flash2: try run.flashAttention2()
    default: try run.standardAttention()
    }
    return run
  }
}
