import Foundation
import Testing

@testable import Kernels

/// What holds for any attention, whatever the numbers.
@Suite struct FastPropertyTests {
  let problem = Problem(heads: 2, queries: 150, keys: 210, headDim: 40)

  func largest(_ a: [Float], _ b: [Float]) -> Double { largestDifference(a, b.map(Double.init)) }

  @Test(arguments: fastKernels) func `errs at most twice as much as standard`(kernel: KernelName)
    throws
  {
    let example = FastCase(Problem(queries: 600, headDim: 64), seed: 4)
    let expected = example.reference().o
    let standard = largestDifference(try example.run(.standard).o, expected)
    #expect(largestDifference(try example.run(kernel).o, expected) <= 2 * standard + 1e-8)
  }

  @Test(arguments: fastKernels, [Float(-20), -90, 90])
  func `does not change when all keys are shifted`(kernel: KernelName, shift: Float) throws {
    let plain = FastCase(problem)
    // A shift along one axis of K moves all the scores of a row by the same amount.
    let k = plain.k.enumerated().map { $0.offset % 40 == 3 ? $0.element + shift : $0.element }
    let shifted = FastCase(problem, q: plain.q, k: k, v: plain.v)
    let expected = shifted.reference()
    let tolerance = shifted.tolerance(expected.largestScore)
    #expect(largest(try shifted.run(kernel).o, try plain.run(kernel).o) <= 2 * tolerance)
  }

  @Test(arguments: fastKernels)
  func `keeps O and adds ln 2 to L when all keys come twice`(kernel: KernelName) throws {
    let one = FastCase(Problem(queries: 60, keys: 100, headDim: 24))
    let two = FastCase(
      Problem(queries: 60, keys: 200, headDim: 24), q: one.q, k: one.k + one.k, v: one.v + one.v)
    let (a, b) = (try one.run(kernel), try two.run(kernel))
    #expect(largest(a.o, b.o) <= 1e-6)
    #expect(largestDifference(b.logsumexp, a.logsumexp.map { Double($0) + log(2) }) <= 2e-6)
  }

  @Test(arguments: fastKernels) func `permutes rows of O with rows of Q`(kernel: KernelName) throws
  {
    let example = FastCase(Problem(queries: 150, keys: 210, headDim: 40))
    let reversed = (0..<150).reversed().flatMap { example.q[$0 * 40..<($0 + 1) * 40] }
    let other = FastCase(example.problem, q: reversed, k: example.k, v: example.v)
    let o = try example.run(kernel).o
    let expected = (0..<150).reversed().flatMap { o[$0 * 40..<($0 + 1) * 40] }
    #expect(try other.run(kernel).o == expected)
  }

  @Test(arguments: fastKernels) func `averages V when Q is zero`(kernel: KernelName) throws {
    let plain = FastCase(problem)
    let example = FastCase(
      problem, q: plain.q.map { _ in 0 }, k: plain.k, v: plain.v.map { _ in 3 })
    let (o, logsumexp, _) = try example.run(kernel)
    #expect(largestDifference(o, o.map { _ in 3 }) <= 2e-6)
    #expect(largestDifference(logsumexp, logsumexp.map { _ in log(210) }) <= 1e-6)
  }

  @Test(arguments: fastKernels) func `lets a NaN through to its row alone`(kernel: KernelName)
    throws
  {
    var example = FastCase(Problem(queries: 70, keys: 90, headDim: 16))
    let clean = try example.run(kernel).o
    var q = example.q
    q[40 * 16 + 5] = .nan
    example = FastCase(example.problem, q: q, k: example.k, v: example.v)
    let o = try example.run(kernel).o
    for row in 0..<70 {
      let range = row * 16..<(row + 1) * 16
      if row == 40 {
        #expect(o[range].allSatisfy { $0.isNaN })
      } else {
        #expect(o[range] == clean[range])
      }
    }
  }

  @Test(arguments: fastKernels)
  func `reports progress that never falls and ends at one`(kernel: KernelName) throws {
    let heard = Heard()
    let example = FastCase(Problem(heads: 3, queries: 400, headDim: 16))
    let control = RunControl(report: { heard.append($0) })
    _ = try example.run(kernel, RunOptions(threads: 2), control)
    let values = heard.values
    #expect(values == values.sorted())
    #expect(values.last == 1)
  }
}

/// Collects what a control hears from several threads.
private final class Heard: @unchecked Sendable {
  private let lock = NSLock()
  private var stored: [Double] = []

  var values: [Double] { lock.withLock { stored } }

  func append(_ value: Double) { lock.withLock { stored.append(value) } }
}
