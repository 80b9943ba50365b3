import Testing

@testable import Kernels

let fastKernels: [KernelName] = [.standard, .flash1, .flash2]

/// Shapes that no tile divides, every mask, shared heads, and more queries than keys.
let fastProblems: [Problem] = {
  var random = Random(state: 9)
  let flags = (0..<2 * 45 * 70).map { _ in random.uniform() < 0.4 }
  let long = (0..<2 * 3 * 1050).map { $0 >= 1050 && random.uniform() < 0.4 }
  var closed = flags
  for key in 0..<70 { closed[3 * 70 + key] = false }
  return [
    Problem(queries: 1, headDim: 1),
    Problem(batch: 2, heads: 2, queries: 33, headDim: 16),
    Problem(heads: 2, queries: 77, headDim: 40, mask: .causal),
    Problem(queries: 300, headDim: 64, mask: .causal),
    Problem(queries: 290, keys: 531, headDim: 24, mask: .causal),
    Problem(queries: 70, keys: 40, headDim: 17, mask: .causal),
    Problem(heads: 4, kvHeads: 2, queries: 50, keys: 140, headDim: 33),
    Problem(queries: 200, headDim: 32, mask: .window(50)),
    Problem(queries: 60, headDim: 8, mask: .window(0)),
    Problem(queries: 60, keys: 100, headDim: 8, mask: .window(7)),
    Problem(queries: 60, keys: 30, headDim: 8, mask: .window(1000)),
    Problem(batch: 3, queries: 40, keys: 150, headDim: 12, mask: .padding(lengths: [150, 0, 129])),
    Problem(batch: 2, queries: 45, keys: 70, headDim: 20, mask: .dense(closed)),
    Problem(queries: 45, keys: 140, headDim: 20, mask: .dense(flags)),
    Problem(queries: 37, keys: 65, headDim: 512, scale: 0.1),
    Problem(queries: 129, headDim: 128, scale: -0.3),
    Problem(queries: 0, keys: 7, headDim: 8),
    Problem(queries: 1, keys: 5000, headDim: 80),
    Problem(batch: 2, heads: 6, kvHeads: 2, queries: 3, keys: 2300, headDim: 37, mask: .causal),
    Problem(batch: 2, queries: 5, keys: 1100, headDim: 64, mask: .padding(lengths: [0, 1037])),
    Problem(queries: 4, keys: 3000, headDim: 16, mask: .window(100)),
    Problem(batch: 2, queries: 3, keys: 1050, headDim: 9, mask: .dense(long)),
    Problem(queries: 7, keys: 0, headDim: 8),
  ]
}()

@Suite struct FastForwardTests {
  @Test(arguments: fastProblems) func `agrees with float64`(problem: Problem) throws {
    let example = FastCase(problem)
    let expected = example.reference()
    let tolerance = example.tolerance(expected.largestScore)
    for kernel in fastKernels {
      let (o, logsumexp, _) = try example.run(kernel)
      #expect(largestDifference(o, expected.o) <= tolerance, "\(kernel)")
      #expect(
        largestDifference(logsumexp, expected.logsumexp) <= 1e-6 * (1 + expected.largestScore),
        "\(kernel)")
    }
  }

  @Test(arguments: fastKernels, [(1, 1), (37, 53), (64, 16), (4096, 4096)])
  func `agrees with float64 for any size of tile`(kernel: KernelName, tile: (Int, Int)) throws {
    let example = FastCase(Problem(heads: 2, queries: 101, keys: 150, headDim: 20, mask: .causal))
    let expected = example.reference()
    let actual = try example.run(kernel, RunOptions(blockQ: tile.0, blockK: tile.1))
    #expect(largestDifference(actual.o, expected.o) <= example.tolerance(expected.largestScore))
  }

  @Test(arguments: [128, 512, 2048]) func `threads of standard share the rows of a head`(n: Int) {
    let problem = Problem(heads: 8, queries: n, headDim: 64)
    #expect(Standard.blocking(problem, RunOptions(threads: 2)).rowBlocks >= 2)
    #expect(Standard.workers(Standard.blocking(problem, RunOptions(threads: 2))) == 2)
  }

  @Test(arguments: fastKernels, fastProblems)
  func `gives the same bits with one thread and with several`(kernel: KernelName, problem: Problem)
    throws
  {
    let example = FastCase(problem)
    let one = try example.run(kernel, RunOptions(threads: 1))
    for threads in [2, 5] {
      let several = try example.run(kernel, RunOptions(threads: threads))
      #expect(one.o == several.o)
      #expect(one.logsumexp == several.logsumexp)
    }
  }

  @Test(arguments: fastKernels, fastProblems)
  func `takes exactly the scratch it announces`(kernel: KernelName, problem: Problem) throws {
    for options in [
      RunOptions(), RunOptions(threads: 2), RunOptions(blockQ: 40, blockK: 24, threads: 3),
    ] {
      let peak = try FastCase(problem).run(kernel, options).peakBytes
      #expect(peak == FastKernels.scratchBytes(kernel, problem, options))
    }
  }

  @Test(arguments: [1, 128, 4096, 131_072, 1_048_576], [64, 128, 512])
  func `keeps flash2 within 2 MiB a thread`(n: Int, headDim: Int) {
    let bytes = FastKernels.scratchBytes(
      .flash2, Problem(queries: n, headDim: headDim), RunOptions(threads: 2))
    #expect(bytes <= 2 * 2 << 20)
  }

  @Test(arguments: fastKernels) func `survives scores of any size`(kernel: KernelName) throws {
    let example = FastCase(Problem(queries: 90, headDim: 32), gain: 60)
    let expected = example.reference()
    let actual = try example.run(kernel)
    #expect(largestDifference(actual.o, expected.o) <= example.tolerance(expected.largestScore))
  }

  @Test(arguments: fastKernels) func `stops when cancelled`(kernel: KernelName) {
    let example = FastCase(Problem(heads: 2, queries: 600, headDim: 16))
    for threads in [1, 2] {
      #expect(throws: KernelError.cancelled) {
        try example.run(kernel, RunOptions(threads: threads), RunControl(isCancelled: { true }))
      }
    }
  }
}
