import Testing

@testable import Kernels

/// A problem with its inputs, a forward pass and a gradient of O.
private struct Example {
  let problem: Problem
  let tensors: Tensors
  let output: AttentionOutput
  let dO: [Float]

  init(_ problem: Problem) throws {
    self.problem = problem
    tensors = try Attention.inputs(for: problem, InputRecipe(seed: 3))
    output = try Attention.forward(.flash2, problem, tensors)
    dO = try Attention.gradient(for: problem, InputRecipe(seed: 3), .quiet)
  }

  func backward(
    _ kernel: KernelName, _ options: RunOptions = RunOptions(), _ control: RunControl = .quiet
  ) throws -> AttentionGradients {
    try Attention.backward(
      kernel, problem, tensors, output: output, dO: dO, options, control)
  }

  func error(_ gradients: AttentionGradients, operations: Double = 3e9) throws -> ErrorReport {
    try Attention.error(of: gradients, problem, tensors, dO: dO, operations: operations)
  }
}

private let shared = Problem(
  batch: 2, heads: 4, kvHeads: 2, queries: 21, keys: 34, headDim: 11, mask: .causal)

@Suite struct GradientTests {
  @Test(arguments: GoldenCase.names)
  func `the float64 reference gives the golden gradients`(name: String) throws {
    let golden = try GoldenCase(name)
    let dO = try GoldenCase.array(name, "do").floats
    let actual = try Attention.referenceGradients(golden.problem, golden.tensors, dO: dO)
    for (file, numbers) in [("dq", actual.dQ), ("dk", actual.dK), ("dv", actual.dV)] {
      let expected = try GoldenCase.array(name, file).doubles
      // The scale of the case went through float32; gradients move by 1e-8 of themselves.
      let largest = expected.map(abs).max() ?? 0
      #expect(largestDifference(numbers, expected) <= 2e-6 * (1 + largest))
    }
  }

  @Test(arguments: backwardKernels)
  func `the error is that of the kernel, over all key heads`(kernel: KernelName) throws {
    let example = try Example(shared)
    let gradients = try example.backward(kernel)
    let report = try example.error(gradients)
    #expect(report.subject == .gradients(keyHeads: 4))
    #expect(report.rowsCompared == 2 * 4 * 21 + 2 * 2 * 2 * 34)
    #expect(report.rowsCompared == report.rowsTotal)
    #expect(report.maximum > 0)
    #expect(report.maximum < 2e-6)
    #expect(report.rms < report.maximum)
    #expect(gradients.ledger.currentBytes == 0)
  }

  @Test func `a wrong number is seen, wherever it stands`() throws {
    let example = try Example(shared)
    let right = try example.backward(.flash2)
    let fields: [WritableKeyPath<AttentionGradients, [Float]>] = [\.dQ, \.dK, \.dV]
    for field in fields {
      var wrong = right
      wrong[keyPath: field][wrong[keyPath: field].count - 1] += 0.5
      #expect(abs(try example.error(wrong).maximum - 0.5) < 1e-5)
      wrong[keyPath: field][0] = .nan
      let report = try example.error(wrong)
      #expect(report.maximum == .infinity)
      #expect(report.nonFinite == 1)
    }
  }

  @Test func `when float64 would take too long, fewer heads or dQ alone are compared`() throws {
    let example = try Example(Problem(heads: 4, queries: 40, headDim: 8))
    let gradients = try example.backward(.flash2)
    let each = CostModel.operations(example.problem, .backward) / 4
    let some = try example.error(gradients, operations: 2 * each)
    #expect(some.subject == .gradients(keyHeads: 2))
    #expect(some.rowsCompared == 2 * 3 * 40)
    #expect(some.rowsTotal == 4 * 3 * 40)
    let few = try example.error(gradients, operations: each / 10)
    #expect(few.subject == .queryGradients)
    #expect(few.rowsCompared < 40)
    #expect(few.maximum < 2e-6)
  }

  @Test func `empty rows have zero gradients`() throws {
    let example = try Example(Problem(queries: 30, keys: 12, headDim: 5, mask: .causal))
    for kernel in backwardKernels {
      let gradients = try example.backward(kernel)
      #expect(gradients.dQ[..<(18 * 5)].allSatisfy { $0 == 0 })
      #expect(try example.error(gradients).maximum < 2e-6)
    }
  }

  @Test func `kernels without a backward pass say which have one`() throws {
    let example = try Example(Problem(queries: 4, headDim: 4))
    for kernel in KernelName.allCases where !kernel.hasBackward {
      let error = #expect(throws: KernelError.self) { try example.backward(kernel) }
      #expect(error?.description.contains("standard and flash2 have one") == true)
    }
  }

  @Test func `tensors of other shapes are refused by name`() throws {
    let example = try Example(Problem(queries: 4, headDim: 4))
    var output = example.output
    output.logsumexp.removeLast()
    for (name, output, dO) in [
      ("the logsumexp", output, example.dO), ("dO", example.output, Array(example.dO.dropLast())),
    ] {
      let error = #expect(throws: KernelError.self) {
        try Attention.backward(
          .flash2, example.problem, example.tensors, output: output, dO: dO)
      }
      #expect(error?.description.hasPrefix(name) == true)
    }
  }

  @Test func `what does not fit is refused with the estimate of the backward pass`() {
    let problem = Problem(queries: 1 << 17, headDim: 64)
    let needed = Attention.estimatedBytes(.standard, problem, direction: .backward)
    #expect(needed > 2 * 4 << 34)
    #expect(throws: KernelError.tooLarge(neededBytes: needed, limitBytes: 1 << 30)) {
      try Attention.measure(
        .standard, problem, direction: .backward, RunOptions(memoryLimitBytes: 1 << 30))
    }
    #expect(Attention.estimatedBytes(.flash2, problem, direction: .backward) < 1 << 29)
  }

  @Test(arguments: backwardKernels)
  func `measures backward runs and their error`(kernel: KernelName) throws {
    let problem = Problem(heads: 2, queries: 48, headDim: 16, mask: .causal)
    let effort = Effort(minimumRuns: 7, minimumSeconds: 0, maximumSeconds: 60)
    let result = try Attention.measure(
      kernel, problem, direction: .backward, RunOptions(threads: 2), effort)
    #expect(result.seconds.count == 7)
    #expect(result.operations == 376_320)
    #expect(
      result.peakScratchBytes
        == FastKernels.backwardScratchBytes(kernel, problem, RunOptions(threads: 2)))
    #expect(result.error.subject == .gradients(keyHeads: 2))
    #expect(result.error.maximum < 1e-5)
  }

  @Test(arguments: backwardKernels) func `stops when cancelled`(kernel: KernelName) throws {
    let example = try Example(Problem(queries: 64, headDim: 8))
    #expect(throws: KernelError.cancelled) {
      try example.backward(kernel, RunOptions(), RunControl(isCancelled: { true }))
    }
  }
}
