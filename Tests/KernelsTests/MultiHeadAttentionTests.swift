import Foundation
import Testing

@testable import Kernels

/// The layer in float64, in plain loops.
private func expected(
  _ layer: MultiHeadAttention, _ x: [Float], batch: Int, isCausal: Bool, dropout: Dropout? = nil
) -> [Double] {
  let (e, d) = (layer.embedDim, layer.embedDim / layer.heads)
  let n = x.count / e / batch
  let problem = layer.problem(batch: batch, length: n)
  func project(_ rows: [Double], _ weights: [Float], _ bias: [Float]? = nil) -> [Double] {
    (0..<batch * n).flatMap { row in
      (0..<e).map { out in
        (0..<e).reduce(Double(bias?[out] ?? 0)) {
          $0 + rows[row * e + $1] * Double(weights[out * e + $1])
        }
      }
    }
  }
  let rows = x.map { Double($0) }
  let (q, k) = (project(rows, layer.queryWeights), project(rows, layer.keyWeights))
  let v = project(rows, layer.valueWeights)
  var joined = [Double](repeating: 0, count: batch * n * e)
  for entry in 0..<batch {
    for head in 0..<layer.heads {
      for i in 0..<n {
        let at = (entry * n + i) * e + head * d
        let seen = isCausal ? i + 1 : n
        let weights = (0..<seen).map { j in
          let other = (entry * n + j) * e + head * d
          let score = (0..<d).reduce(0.0) { $0 + q[at + $1] * k[other + $1] }
          return exp(score / Double(d).squareRoot())
        }
        let sum = weights.reduce(0, +)
        for j in 0..<seen {
          let other = (entry * n + j) * e + head * d
          let kept = dropout?.factor(problem, head: entry * layer.heads + head, row: i, key: j)
          for c in 0..<d { joined[at + c] += weights[j] / sum * Double(kept ?? 1) * v[other + c] }
        }
      }
    }
  }
  return project(joined, layer.outputWeights, layer.outputBias)
}

private func input(_ count: Int) -> [Float] {
  var random = Random(state: 5)
  return random.normals(count)
}

@Suite struct MultiHeadAttentionTests {
  @Test(arguments: [MultiHeadAttention.Path.standard, .flash], [false, true])
  func `agrees with plain loops in float64`(path: MultiHeadAttention.Path, isCausal: Bool) throws {
    for (e, heads, batch, n) in [(24, 3, 2, 37), (8, 8, 1, 70), (20, 1, 3, 5), (64, 2, 1, 33)] {
      let layer = try MultiHeadAttention(embedDim: e, heads: heads)
      let x = input(batch * n * e)
      let y = try layer(x, batch: batch, path: path, mask: isCausal ? .causal : .none).y
      let wanted = expected(layer, x, batch: batch, isCausal: isCausal)
      #expect(largestDifference(y, wanted) < 2e-6)
    }
  }

  @Test(arguments: [false, true])
  func `both paths drop the same probabilities`(isCausal: Bool) throws {
    let layer = try MultiHeadAttention(embedDim: 32, heads: 4, dropoutRate: 0.3)
    let x = input(2 * 45 * 32)
    let mask: Mask = isCausal ? .causal : .none
    let dropped = Dropout(rate: 0.3, seed: 11)
    let wanted = expected(layer, x, batch: 2, isCausal: isCausal, dropout: dropped)
    for path in [MultiHeadAttention.Path.standard, .flash] {
      for options in [RunOptions(), RunOptions(blockQ: 32, blockK: 16, threads: 2)] {
        let y = try layer(x, batch: 2, path: path, mask: mask, dropoutSeed: 11, options).y
        #expect(largestDifference(y, wanted) < 3e-6)
      }
    }
  }

  @Test func `drops by seed, in training only`() throws {
    let layer = try MultiHeadAttention(embedDim: 16, heads: 2, dropoutRate: 0.5)
    let plain = try MultiHeadAttention(embedDim: 16, heads: 2)
    let x = input(40 * 16)
    let still = try layer(x, batch: 1).y
    #expect(still == (try plain(x, batch: 1, dropoutSeed: 3).y))
    #expect(still != (try layer(x, batch: 1, dropoutSeed: 3).y))
    #expect(try layer(x, batch: 1, dropoutSeed: 3).y == layer(x, batch: 1, dropoutSeed: 3).y)
    #expect(try layer(x, batch: 1, dropoutSeed: 3).y != layer(x, batch: 1, dropoutSeed: 4).y)
  }

  @Test func `a few queries drop as many as many do`() throws {
    // So few that without dropout the decoding path would be taken.
    let problem = Problem(queries: 3, keys: 50, headDim: 8)
    let example = FastCase(problem)
    var outputs: [[Float]] = []
    for kernel in [KernelName.standard, .flash2] {
      var o = [Float](repeating: 0, count: 24)
      var logsumexp = [Float](repeating: 0, count: 3)
      try FastKernels.forward(
        kernel, problem, q: example.q, k: example.k, v: example.v, o: &o, logsumexp: &logsumexp,
        RunOptions(), Ledger(), .quiet, dropout: Dropout(rate: 0.4, seed: 1))
      outputs.append(o)
    }
    #expect(largestDifference(outputs[0], outputs[1].map { Double($0) }) < 1e-6)
  }

  @Test(arguments: [Float(0.1), 0.5, 0.9])
  func `keeps the share that it should and the sum on average`(rate: Float) {
    let problem = Problem(heads: 2, queries: 100, headDim: 1)
    let dropout = Dropout(rate: rate, seed: 7)
    var (kept, sum) = (0, 0.0)
    for head in 0..<2 {
      for row in 0..<100 {
        for key in 0..<100 {
          let factor = dropout.factor(problem, head: head, row: row, key: key)
          kept += factor > 0 ? 1 : 0
          sum += Double(factor)
        }
      }
    }
    // Four standard deviations of 20000 throws.
    let deviation = (Double(rate) * Double(1 - rate) / 20000).squareRoot()
    #expect(abs(Double(kept) / 20000 - Double(1 - rate)) < 4 * deviation)
    #expect(abs(sum / 20000 - 1) < 4 * deviation / Double(1 - rate))
  }

  @Test func `gives the same bits with one thread and with several`() throws {
    let layer = try MultiHeadAttention(embedDim: 40, heads: 5, dropoutRate: 0.2)
    let x = input(2 * 150 * 40)
    for path in [MultiHeadAttention.Path.standard, .flash] {
      let one = try layer(x, batch: 2, path: path, mask: .causal, dropoutSeed: 1).y
      let three = try layer(
        x, batch: 2, path: path, mask: .causal, dropoutSeed: 1, RunOptions(threads: 3)
      ).y
      #expect(one == three)
    }
  }

  @Test func `leaves no scratch behind, and the standard path takes more`() throws {
    let layer = try MultiHeadAttention(embedDim: 16, heads: 2)
    let x = input(600 * 16)
    let flash = try layer(x, batch: 1, path: .flash).ledger
    let standard = try layer(x, batch: 1, path: .standard).ledger
    #expect(flash.currentBytes == 0 && standard.currentBytes == 0)
    #expect(standard.peakBytes > flash.peakBytes + 2 * 600 * 600 * 4 - 1_000_000)
    #expect(try layer([], batch: 1).y.isEmpty)
  }

  @Test func `sizes that don't fit are refused`() throws {
    for (embedDim, heads) in [(0, 1), (8, 3), (8, 0), (8, 16), (-8, 2), (1 << 20, 1)] {
      #expect(throws: KernelError.self) {
        try MultiHeadAttention(embedDim: embedDim, heads: heads)
      }
    }
    for rate in [Float(-0.1), 1, .nan] {
      #expect(throws: KernelError.self) {
        try MultiHeadAttention(embedDim: 8, heads: 2, dropoutRate: rate)
      }
    }
    let layer = try MultiHeadAttention(embedDim: 8, heads: 2)
    #expect(throws: KernelError.self) { try layer(input(20), batch: 1) }
    #expect(throws: KernelError.self) { try layer(input(24), batch: 2) }
    #expect(throws: KernelError.self) { try layer(input(24), batch: 0) }
    #expect(throws: KernelError.self) {
      try layer(input(24), batch: 1, RunOptions(memoryLimitBytes: 100))
    }
    #expect(throws: KernelError.cancelled) {
      try layer(input(24), batch: 1, RunOptions(), RunControl(isCancelled: { true }))
    }
  }
}
