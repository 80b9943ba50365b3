import Foundation
import Testing

@testable import Kernels

@Suite struct GoldenTests {
  @Test(arguments: KernelName.allCases, GoldenCase.names)
  func `agree with every kernel`(kernel: KernelName, name: String) throws {
    let golden = try GoldenCase(name)
    let output = try Attention.forward(kernel, golden.problem, golden.tensors)
    #expect(largestDifference(output.o, golden.o) <= golden.tolerance + guardError(kernel, golden))
    let largest = golden.logsumexp.filter(\.isFinite).map(abs).max() ?? 0
    #expect(largestDifference(output.logsumexp, golden.logsumexp) <= 1e-6 * (1 + largest))
  }

  /// What `unsafe` is off by: it divides by rowSum + 1e-6, and rowSum is exp(L).
  private func guardError(_ kernel: KernelName, _ golden: GoldenCase) -> Double {
    guard kernel == .unsafe else { return 0 }
    let least = golden.logsumexp.filter(\.isFinite).min() ?? 0
    return 1e-6 * exp(-least) * (golden.o.map(abs).max() ?? 0)
  }

  @Test(arguments: GoldenCase.names)
  func `agree with the float64 reference`(name: String) throws {
    let golden = try GoldenCase(name)
    // The scale of the case went through float32.
    let reference = try Attention.reference(golden.problem, golden.tensors)
    #expect(largestDifference(reference.o, golden.o) <= 1e-7)
    #expect(largestDifference(reference.logsumexp, golden.logsumexp) <= 2e-6)
  }

  @Test(arguments: ["basic", "causal", "gqa", "cross"])
  func `agree with the float64 reference to thirteen digits with the exact scale`(name: String)
    throws
  {
    let golden = try GoldenCase(name)
    var problem = golden.problem
    problem.scale = nil
    let reference = try Attention.reference(problem, golden.tensors)
    #expect(largestDifference(reference.o, golden.o) <= 1e-13)
    #expect(largestDifference(reference.logsumexp, golden.logsumexp) <= 1e-13)
  }
}
