import Foundation
import Testing

@testable import Kernels

extension FastCase {
  /// Runs the backward pass of a fast kernel on its own forward pass.
  func gradients(
    _ kernel: KernelName, dO: [Float], _ options: RunOptions = RunOptions(),
    _ control: RunControl = .quiet
  ) throws -> (dQ: [Float], dK: [Float], dV: [Float], peakBytes: Int) {
    let forward = try run(.flash2, RunOptions())
    var dQ = [Float](repeating: .nan, count: q.count)
    var dK = [Float](repeating: .nan, count: k.count)
    var dV = [Float](repeating: .nan, count: v.count)
    let ledger = Ledger()
    try FastKernels.backward(
      kernel, problem, q: q, k: k, v: v, o: forward.o, logsumexp: forward.logsumexp, dO: dO,
      dQ: &dQ, dK: &dK, dV: &dV, options, ledger, control)
    return (dQ, dK, dV, ledger.reading.peakBytes)
  }

  /// dQ, dK and dV in float64, from the stored P.
  func referenceGradients(dO: [Float]) -> (dQ: [Double], dK: [Double], dV: [Double]) {
    let (d, n) = (problem.headDim, problem.keys)
    let scale = problem.scale.map(Double.init) ?? 1 / Double(d).squareRoot()
    let forward = reference()
    var dQ = [Double](repeating: 0, count: q.count)
    var dK = [Double](repeating: 0, count: k.count)
    var dV = [Double](repeating: 0, count: v.count)
    for head in 0..<problem.batch * problem.heads {
      let batch = head / problem.heads
      let kvHead =
        batch * problem.kvHeads + head % problem.heads / (problem.heads / problem.kvHeads)
      for row in 0..<problem.queries {
        let at = (head * problem.queries + row) * d
        let dot = (0..<d).reduce(0.0) { $0 + Double(dO[at + $1]) * forward.o[at + $1] }
        for key in 0..<n where sees(batch: batch, row: row, key: key) {
          let other = (kvHead * n + key) * d
          var (s, dp) = (0.0, 0.0)
          for c in 0..<d {
            s += Double(q[at + c]) * Double(k[other + c])
            dp += Double(dO[at + c]) * Double(v[other + c])
          }
          let p = exp(s * scale - forward.logsumexp[head * problem.queries + row])
          let ds = p * (dp - dot) * scale
          for c in 0..<d {
            dV[other + c] += p * Double(dO[at + c])
            dQ[at + c] += ds * Double(k[other + c])
            dK[other + c] += ds * Double(q[at + c])
          }
        }
      }
    }
    return (dQ, dK, dV)
  }

  func randomGradient() -> [Float] {
    var random = Random(state: 77)
    return random.normals(q.count)
  }
}

let backwardKernels: [KernelName] = [.standard, .flash2]

@Suite struct FastBackwardTests {
  @Test(arguments: fastProblems) func `agrees with float64`(problem: Problem) throws {
    let example = FastCase(problem)
    let dO = example.randomGradient()
    let expected = example.referenceGradients(dO: dO)
    let largest = (expected.dQ + expected.dK + expected.dV).map(abs).max() ?? 0
    // The scores' rounding, times the size of what is summed.
    let tolerance = 1.5e-6 * max(1, largest)
    for kernel in backwardKernels {
      let actual = try example.gradients(kernel, dO: dO)
      #expect(largestDifference(actual.dQ, expected.dQ) <= tolerance, "\(kernel)")
      #expect(largestDifference(actual.dK, expected.dK) <= tolerance, "\(kernel)")
      #expect(largestDifference(actual.dV, expected.dV) <= tolerance, "\(kernel)")
    }
  }

  @Test(arguments: backwardKernels, [(1, 1), (37, 53), (64, 16), (4096, 4096)])
  func `agrees with float64 for any size of tile`(kernel: KernelName, tile: (Int, Int)) throws {
    let example = FastCase(
      Problem(heads: 2, kvHeads: 1, queries: 141, keys: 150, headDim: 20, mask: .causal))
    let dO = example.randomGradient()
    let expected = example.referenceGradients(dO: dO)
    let actual = try example.gradients(kernel, dO: dO, RunOptions(blockQ: tile.0, blockK: tile.1))
    #expect(largestDifference(actual.dQ, expected.dQ) <= 5e-6)
    #expect(largestDifference(actual.dK, expected.dK) <= 5e-6)
    #expect(largestDifference(actual.dV, expected.dV) <= 5e-6)
  }

  @Test(arguments: backwardKernels, fastProblems)
  func `gives the same bits with one thread and with several`(kernel: KernelName, problem: Problem)
    throws
  {
    let example = FastCase(problem)
    let dO = example.randomGradient()
    let one = try example.gradients(kernel, dO: dO, RunOptions(threads: 1))
    for threads in [2, 5] {
      let several = try example.gradients(kernel, dO: dO, RunOptions(threads: threads))
      #expect(one.dQ == several.dQ)
      #expect(one.dK == several.dK)
      #expect(one.dV == several.dV)
    }
  }

  @Test(arguments: backwardKernels, fastProblems)
  func `takes exactly the scratch it announces`(kernel: KernelName, problem: Problem) throws {
    let example = FastCase(problem)
    for options in [
      RunOptions(), RunOptions(threads: 2), RunOptions(blockQ: 40, blockK: 24, threads: 3),
    ] {
      let peak = try example.gradients(kernel, dO: example.randomGradient(), options).peakBytes
      #expect(peak == FastKernels.backwardScratchBytes(kernel, problem, options))
    }
  }

  @Test(arguments: backwardKernels)
  func `sums dV to dO and dK to nothing over the keys`(kernel: KernelName) throws {
    let example = FastCase(Problem(queries: 300, keys: 700, headDim: 24))
    let dO = example.randomGradient()
    let gradients = try example.gradients(kernel, dO: dO)
    for c in 0..<24 {
      let dV = stride(from: c, to: gradients.dV.count, by: 24).reduce(0.0) {
        $0 + Double(gradients.dV[$1])
      }
      let given = stride(from: c, to: dO.count, by: 24).reduce(0.0) { $0 + Double(dO[$1]) }
      let dK = stride(from: c, to: gradients.dK.count, by: 24).reduce(0.0) {
        $0 + Double(gradients.dK[$1])
      }
      #expect(abs(dV - given) < 2e-4)
      #expect(abs(dK) < 1e-4)
    }
  }

  @Test(arguments: backwardKernels) func `stops when cancelled`(kernel: KernelName) {
    let example = FastCase(Problem(heads: 2, queries: 600, headDim: 16))
    for threads in [1, 2] {
      #expect(throws: KernelError.cancelled) {
        try example.gradients(
          kernel, dO: example.randomGradient(), RunOptions(threads: threads),
          RunControl(isCancelled: { true }))
      }
    }
  }
}
