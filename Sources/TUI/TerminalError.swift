/// Why the full screen cannot be used.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No terminal description for that TERM, nor for xterm-256color.
  case unknownTerminal(String)

  public var description: String {
    switch self {
    case .unknownTerminal(let name): "the terminal '\(name)' is not known to this system"
    }
  }
}
