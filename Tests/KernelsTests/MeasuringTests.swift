import Synchronization
import Testing

@testable import Kernels

@Suite struct MeasuringTests {
  @Test(arguments: KernelName.allCases)
  func `measures every kernel and its error`(kernel: KernelName) throws {
    let problem = Problem(heads: 2, queries: 48, headDim: 16, mask: .causal)
    let effort = Effort(minimumRuns: 7, minimumSeconds: 0, maximumSeconds: 60)
    let result = try Attention.measure(kernel, problem, RunOptions(), effort)
    #expect(result.seconds.count == 7)
    #expect(result.best <= result.lowerQuartile)
    #expect(result.lowerQuartile <= result.median)
    #expect(result.median <= result.upperQuartile)
    #expect(result.operations == 2 * 4 * 16 * 49 * 24)
    #expect(result.peakScratchBytes == Attention.scratchBytes(kernel, problem, RunOptions()))
    #expect(result.error.maximum < 1e-5)
    #expect(result.error.rms <= result.error.maximum)
    #expect(result.error.rowsTotal == 96)
    #expect(result.error.nonFinite == 0)
  }

  @Test func `runs once at least, however short the time`() throws {
    let effort = Effort(minimumRuns: 7, minimumSeconds: 1, maximumSeconds: 0)
    let result = try Attention.measure(
      .flash2, Problem(queries: 8, headDim: 4), RunOptions(), effort)
    #expect(result.seconds.count == 1)
  }

  @Test func `knows the largest score and value that an error came with`() throws {
    // Of the scores 2, 10, -1 and -5 the mask hides the second.
    let tensors = Tensors(q: [2, -1], k: [1, 5], v: [-7, 4])
    let seen = Problem(queries: 2, headDim: 1, mask: .causal)
    let output = try Attention.forward(.flash2, seen, tensors)
    let report = try Attention.error(of: output, seen, tensors)
    #expect(report.largestScore == 5)
    #expect(report.largestValue == 7)
    #expect(
      try Attention.error(
        of: output, Problem(queries: 2, headDim: 1, mask: .padding(lengths: [0])), tensors
      ).largestScore == 0)
  }

  @Test func `takes quartiles between the nearest runs`() {
    #expect(quantile([1, 2, 3, 4], 0.5) == 2.5)
    #expect(quantile([1, 2, 3, 4, 5], 0.25) == 2)
    #expect(quantile([3], 0.75) == 3)
    #expect(quantile([], 0.5).isNaN)
  }

  @Test(arguments: KernelName.allCases)
  func `stops between runs and inside of them`(kernel: KernelName) {
    for allowed in [0, 1, 3, 20] {
      let asked = Atomic<Int>(0)
      let control = RunControl(isCancelled: {
        asked.add(1, ordering: .relaxed).oldValue >= allowed
      })
      #expect(throws: KernelError.cancelled) {
        try Attention.measure(
          kernel, Problem(queries: 512, headDim: 8), RunOptions(),
          Effort(minimumRuns: 100, minimumSeconds: 0, maximumSeconds: 60), control)
      }
    }
  }

  @Test func `refuses what does not fit before it allocates`() {
    let problem = Problem(queries: 1 << 20, headDim: 64)
    let needed = Attention.estimatedBytes(.standard, problem)
    #expect(needed > 8 << 40)
    #expect(throws: KernelError.tooLarge(neededBytes: needed, limitBytes: 1 << 30)) {
      try Attention.measure(.standard, problem, RunOptions(memoryLimitBytes: 1 << 30))
    }
    #expect(
      KernelError.tooLarge(neededBytes: 18_468_347_904, limitBytes: 1 << 30).description.contains(
        "17.2 GiB"))
  }

  @Test func `memory that the system does not give is an error, not the end`() throws {
    let ledger = Ledger()
    for count in [1 << 50, 1 << 60, Int.max] {
      #expect {
        try ledger.withScratch(of: Float.self, count: count) { _ throws(KernelError) in }
      } throws: { error in
        guard case .noMemory(let bytes) = error as? KernelError else { return false }
        return bytes >= 1 << 52
      }
    }
    #expect(ledger.reading == LedgerReading(currentBytes: 0, peakBytes: 0))
    #expect(throws: KernelError.noMemory(bytes: 1 << 52)) {
      try MemoryBudget.require(1 << 52, limit: .max)
    }
    #expect(KernelError.noMemory(bytes: 1 << 52).description.contains("no 4.0 PiB of memory"))
    try ledger.withScratch(of: Float.self, count: 3) { (scratch) throws(KernelError) in
      #expect(scratch.count == 3)
      #expect(ledger.reading.currentBytes == 12)
    }
  }

  @Test func `inspects the machine`() {
    let machine = Machine.inspect()
    #expect(machine.cores >= 1)
    #expect([4, 8, 16].contains(machine.vectorLanes))
    #expect(machine.freeMemoryBytes > 1 << 20)
    #expect(!machine.processor.isEmpty)
    #expect(machine.isOptimized)
    #expect(machine.cacheBytes.allSatisfy { $0.bytes >= 1024 })
  }

  @Test func `measures peak and bandwidth as positive numbers`() throws {
    for threads in [1, 2] {
      #expect(try Machine.measurePeak(threads: threads) > 1e8)
      #expect(try Machine.measureReadBandwidth(bytes: 1 << 20, threads: threads) > 1e7)
    }
    #expect(throws: KernelError.self) { try Machine.measurePeak(threads: 0) }
    #expect(throws: KernelError.self) {
      try Machine.measureReadBandwidth(bytes: 0, threads: 1)
    }
    #expect(throws: KernelError.cancelled) {
      try Machine.measurePeak(threads: 1, RunControl(isCancelled: { true }))
    }
  }
}
