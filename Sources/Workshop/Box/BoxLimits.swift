/// How much a program in a box may take.
public struct BoxLimits: Hashable, Sendable {
  public var cpuSeconds: Double
  public var wallSeconds: Double
  public var memoryBytes: Int
  /// 1: the program may not start another, nor a thread.
  public var processes: Int
  /// The largest file it may write.
  public var fileBytes: Int
  /// Of standard output, standard error and results, each.
  public var outputBytes: Int

  public init(
    cpuSeconds: Double, wallSeconds: Double, memoryBytes: Int, processes: Int, fileBytes: Int,
    outputBytes: Int
  ) {
    self.cpuSeconds = cpuSeconds
    self.wallSeconds = wallSeconds
    self.memoryBytes = memoryBytes
    self.processes = processes
    self.fileBytes = fileBytes
    self.outputBytes = outputBytes
  }

  /// For a learner's program: one process that computes and answers.
  public static let program = BoxLimits(
    cpuSeconds: 10, wallSeconds: 40, memoryBytes: 512 << 20, processes: 1, fileBytes: 1 << 20,
    outputBytes: 16 << 20)

  /// For the compiler, which needs less than half a second and 300 MiB for what is asked for here.
  public static let compiler = BoxLimits(
    cpuSeconds: 30, wallSeconds: 90, memoryBytes: 2 << 30, processes: 64, fileBytes: 256 << 20,
    outputBytes: 4 << 20)
}
