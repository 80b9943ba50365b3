/// Why a program could not be started in a box.
public struct BoxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was being done, as in `enter the folder`.
  public var step: String
  /// What the system said.
  public var reason: String

  public init(step: String, reason: String) {
    self.step = step
    self.reason = reason
  }

  public var description: String { "the box could not \(step): \(reason)" }
}
