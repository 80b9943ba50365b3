/// How a program in a box ended.
public enum BoxEnd: Hashable, Sendable {
  case exited(code: Int)
  case signalled(Int)
  case cpuLimit
  case wallLimit
  case memoryLimit
  case outputLimit
  case fileLimit
  /// It asked for something that the box forbids: what, as in `open a network connection`.
  case denied(String)
  case cancelled
  /// The box lost sight of it.
  case lost
}

/// Everything that a run in a box yielded.
public struct BoxOutcome: Hashable, Sendable {
  public var end: BoxEnd
  public var standardOutput: [UInt8]
  public var standardError: [UInt8]
  /// What was written to descriptor 3.
  public var results: [UInt8]
  /// Wall time.
  public var seconds: Double

  public init(
    end: BoxEnd, standardOutput: [UInt8] = [], standardError: [UInt8] = [],
    results: [UInt8] = [], seconds: Double = 0
  ) {
    self.end = end
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.results = results
    self.seconds = seconds
  }
}
