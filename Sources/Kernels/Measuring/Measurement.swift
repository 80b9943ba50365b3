/// How long to measure.
public struct Effort: Hashable, Sendable {
  public var minimumRuns: Int
  public var minimumSeconds: Double
  /// No further run is begun after this long, once there is one.
  public var maximumSeconds: Double

  public init(
    minimumRuns: Int = 7, minimumSeconds: Double = 0.3, maximumSeconds: Double = 2
  ) {
    self.minimumRuns = minimumRuns
    self.minimumSeconds = minimumSeconds
    self.maximumSeconds = maximumSeconds
  }
}

/// What repeated runs of one kernel took.
public struct Measurement: Hashable, Sendable {
  /// Each run, in the order of running.
  public var seconds: [Double]
  public var median: Double
  public var lowerQuartile: Double
  public var upperQuartile: Double
  public var best: Double
  /// Floating-point operations by the convention 4·queries·keys·headDim a head, masked pairs not
  /// counted.
  public var operations: Double
  public var peakScratchBytes: Int
  public var error: ErrorReport
  public var instructionSet: String
  public var threads: Int

  public init(
    seconds: [Double], median: Double, lowerQuartile: Double, upperQuartile: Double, best: Double,
    operations: Double, peakScratchBytes: Int, error: ErrorReport, instructionSet: String,
    threads: Int
  ) {
    self.seconds = seconds
    self.median = median
    self.lowerQuartile = lowerQuartile
    self.upperQuartile = upperQuartile
    self.best = best
    self.operations = operations
    self.peakScratchBytes = peakScratchBytes
    self.error = error
    self.instructionSet = instructionSet
    self.threads = threads
  }
}

extension Measurement {
  /// Draws median and quartiles from the runs.
  ///
  /// - Parameters:
  ///   - seconds: each run; at least one.
  ///   - operations: of one run.
  ///   - peakScratchBytes: of one run.
  ///   - error: of the output.
  ///   - instructionSet: of the kernel.
  ///   - threads: that the kernel used.
  init(
    seconds: [Double], operations: Double, peakScratchBytes: Int, error: ErrorReport,
    instructionSet: String, threads: Int
  ) {
    let sorted = seconds.sorted()
    self.init(
      seconds: seconds, median: quantile(sorted, 0.5), lowerQuartile: quantile(sorted, 0.25),
      upperQuartile: quantile(sorted, 0.75), best: sorted.first ?? .nan, operations: operations,
      peakScratchBytes: peakScratchBytes, error: error, instructionSet: instructionSet,
      threads: threads)
  }
}

/// The quantile of sorted numbers, by linear interpolation between the two nearest; NaN of none.
func quantile(_ sorted: [Double], _ share: Double) -> Double {
  guard let last = sorted.last else { return .nan }
  let position = share * Double(sorted.count - 1)
  let below = Int(position)
  guard below + 1 < sorted.count else { return last }
  return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
}
