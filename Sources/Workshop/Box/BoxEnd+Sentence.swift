extension BoxEnd {
  /// What happened, as a sentence for the learner.
  ///
  /// - Parameter limits: Those that it ran under.
  /// - Returns: One or two sentences.
  public func sentence(under limits: BoxLimits) -> String {
    switch self {
    case .exited(0): "The program ended by itself."
    case .exited(let code): "The program ended by itself with exit code \(code)."
    case .signalled(let number): Self.crash(number)
    case .cpuLimit:
      "The program was stopped after \(Self.number(limits.cpuSeconds)) s of computing: does a "
        + "loop never end?"
    case .wallLimit:
      "The program was stopped after \(Self.number(limits.wallSeconds)) s: it waits without end, "
        + "or the machine is too busy for it."
    case .memoryLimit:
      "The program was stopped: it wanted more memory than the \(limits.memoryBytes >> 20) MiB "
        + "that it may have."
    case .outputLimit:
      "The program was stopped: it wrote more than the \(limits.outputBytes >> 20) MiB that it may."
    case .fileLimit: "The program was stopped: it wrote more into files than it may."
    case .denied(let what): "The program was stopped: it tried to \(what), which the box forbids."
    case .cancelled: "The program was stopped on request."
    case .lost: "The program was lost: the system does not tell how it ended."
    }
  }

  private static func crash(_ number: Int) -> String {
    switch number {
    case 4, 5:
      "The program crashed (signal \(number)): an index outside its array, a number too large for "
        + "its type, a force unwrap or a failed precondition."
    case 6: "The program crashed (signal 6): it gave up by itself."
    case 8: "The program crashed (signal 8): a division that has no result."
    case 7, 11:
      "The program crashed (signal \(number)): it touched memory that is not there; a function "
        + "that calls itself without end does that too."
    case 9: "The program was killed from outside (signal 9)."
    default: "The program was ended by signal \(number)."
    }
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
  }
}
