/// The kernels by name.
public enum Attention {
  /// Random inputs for a problem: standard normal numbers from the seed, the same on every machine.
  public static func inputs(for problem: Problem, _ recipe: InputRecipe) throws(KernelError)
    -> Tensors
  {
    throw .invalid("not built yet")
  }

  /// The forward pass of one kernel.
  ///
  /// - Throws: ``KernelError``, before anything large is allocated when sizes do not fit.
  public static func forward(
    _ kernel: KernelName, _ problem: Problem, _ tensors: Tensors,
    _ options: RunOptions = RunOptions(),
    _ control: RunControl = .quiet
  ) throws(KernelError) -> AttentionOutput {
    throw .invalid("not built yet")
  }

  /// The largest and the root-mean-square error of an output against float64.
  ///
  /// - Parameter sampledRows: at most so many query rows of each head are checked.
  public static func error(
    of output: AttentionOutput, _ problem: Problem, _ tensors: Tensors, sampledRows: Int = 256
  ) throws(KernelError) -> ErrorReport {
    throw .invalid("not built yet")
  }

  /// Runs a kernel repeatedly and says what it took: after a warm-up, at least 7 runs or 0.3 s.
  ///
  /// - Throws: ``KernelError``.
  public static func measure(
    _ kernel: KernelName, _ problem: Problem, recipe: InputRecipe = InputRecipe(),
    _ options: RunOptions = RunOptions(), _ effort: Effort = Effort(),
    _ control: RunControl = .quiet
  ) throws(KernelError) -> Measurement {
    throw .invalid("not built yet")
  }

  /// Bytes a run would take, tensors, outputs, scratch; nothing is allocated. Saturates.
  public static func estimatedBytes(
    _ kernel: KernelName, _ problem: Problem, _ options: RunOptions = RunOptions()
  ) -> Int { 0 }
}

/// How far an output lies from float64.
public struct ErrorReport: Hashable, Sendable {
  public var maximum: Double
  public var rms: Double
  /// How many query rows were compared, of how many.
  public var rowsCompared: Int
  public var rowsTotal: Int

  public init(maximum: Double, rms: Double, rowsCompared: Int, rowsTotal: Int) {
    self.maximum = maximum
    self.rms = rms
    self.rowsCompared = rowsCompared
    self.rowsTotal = rowsTotal
  }
}

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
