import Kernels

/// What `flashtutor bench` measures: every combination of the lists.
struct BenchPlan {
  var kernels: [KernelName]
  var lengths: [Int]
  /// Queries of each head; nil: as many as keys.
  var queries: Int?
  var headDims: [Int]
  var threads: [Int]
  var heads: Int
  var batch: Int
  var isCausal: Bool
  var direction: Direction
  var memoryLimitBytes: Int?
  var seed: UInt64

  private struct Case {
    var kernel: KernelName
    var problem: Problem
    var options: RunOptions

    var description: String {
      "\(kernel.rawValue) at n \(problem.keys), headDim \(problem.headDim), "
        + "heads \(problem.heads), batch \(problem.batch)"
    }
  }

  private var cases: [Case] {
    headDims.flatMap { headDim in
      lengths.flatMap { n in
        threads.flatMap { threads in
          kernels.map { kernel in
            Case(
              kernel: kernel,
              problem: Problem(
                batch: batch, heads: heads, queries: queries ?? n, keys: n, headDim: headDim,
                mask: isCausal ? .causal : .none),
              options: RunOptions(threads: threads, memoryLimitBytes: memoryLimitBytes))
          }
        }
      }
    }
  }

  /// Measures every combination, and the limits before and after; none, when one of them would be refused.
  ///
  /// - Throws: `Failure` with code 2 for impossible sizes, 4 when a combination is refused, 130 when
  ///   interrupted.
  func run() throws(Failure) -> BenchReport {
    let control = RunControl(isCancelled: { Interruption.hasHappened })
    let cases = cases
    for one in cases {
      try named(one) { () throws(KernelError) in
        try Attention.check(one.kernel, one.problem, one.options, direction: direction)
      }
    }
    var limits = try measureLimits(control)
    var rows: [BenchReport.Row] = []
    for one in cases {
      let measured = try named(one) { () throws(KernelError) in
        try Attention.measure(
          one.kernel, one.problem, direction: direction, recipe: InputRecipe(seed: seed),
          one.options, Effort(), control)
      }
      let speed = measured.operations / measured.median
      let bytes = CostModel.compulsoryBytes(one.problem) / measured.median
      rows.append(
        BenchReport.Row(
          kernel: one.kernel.rawValue, n: one.problem.keys, queries: queries,
          headDim: one.problem.headDim, heads: heads, batch: batch, causal: isCausal,
          threads: measured.threads,
          direction: direction.rawValue, seconds: measured.median, gflops: speed / 1e9,
          gigabytesPerSecond: isBoundByMemory ? bytes / 1e9 : nil,
          peakBytes: measured.peakScratchBytes, maxError: measured.error.maximum,
          compared: measured.error))
    }
    // Another program may have had a core while the limits were measured; not twice, with luck.
    limits.raise(to: try measureLimits(control))
    return BenchReport(machine: Machine.inspect(), limits, rows: rows)
  }

  /// Whether memory is what limits the rows, so that its speed is worth measuring.
  private var isBoundByMemory: Bool { queries != nil && direction == .forward }

  /// The limits for each number of threads that rows will have.
  private func measureLimits(_ control: RunControl) throws(Failure) -> BenchLimits {
    var limits = BenchLimits()
    // Kernels in plain loops take one thread, whatever they are given.
    for count in Set(threads + [1]) {
      limits.peaks[count] = try named(nil) { () throws(KernelError) in
        try Machine.measurePeak(threads: count, control)
      }
      guard isBoundByMemory else { continue }
      limits.bandwidths[count] = try named(nil) { () throws(KernelError) in
        try Machine.measureReadBandwidth(bytes: 1 << 28, threads: count, control)
      }
    }
    return limits
  }

  /// Turns the errors of a case into failures that name it.
  private func named<Result>(
    _ one: Case?, _ body: () throws(KernelError) -> Result
  ) throws(Failure) -> Result {
    let place = one.map { $0.description + ": " } ?? ""
    do throws(KernelError) {
      return try body()
    } catch {
      throw Failure(error, at: place)
    }
  }
}

/// The most that the machine was seen to do, by number of threads.
struct BenchLimits {
  /// Operations a second.
  var peaks: [Int: Double] = [:]
  /// Bytes read a second; empty where it was not measured.
  var bandwidths: [Int: Double] = [:]

  /// Takes over what is higher.
  mutating func raise(to other: BenchLimits) {
    peaks.merge(other.peaks, uniquingKeysWith: max)
    bandwidths.merge(other.bandwidths, uniquingKeysWith: max)
  }
}

extension Failure {
  /// A kernel's error as the program's end: 2 for a bad size, 4 for a refusal, 130 for Ctrl-C.
  init(_ error: KernelError, at place: String = "") {
    switch error {
    case .cancelled: self.init(code: .interrupted, message: "flashtutor: interrupted")
    case .invalid: self.init(code: .usage, message: "flashtutor: \(place)\(error)")
    case .tooLarge, .noMemory:
      self.init(code: .runFailed, message: "flashtutor: \(place)refused: \(error)")
    }
  }
}
