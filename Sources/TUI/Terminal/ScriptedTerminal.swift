public import Screen

/// A terminal in memory: plays events, keeps the frames.
@MainActor
public final class ScriptedTerminal: Terminal {
  public private(set) var size: Size
  public let capabilities: Capabilities
  public private(set) var frames: [Grid] = []
  public private(set) var cursor: Point?
  public private(set) var suspensions = 0
  private var script: [Event]
  private var played = 0

  /// A terminal that plays the events one by one and then hangs up.
  public init(size: Size, capabilities: Capabilities = Capabilities(), script: [Event] = []) {
    self.size = size
    self.capabilities = capabilities
    self.script = script
  }

  public func show(_ grid: Grid, cursor: Point?) {
    frames.append(grid)
    self.cursor = cursor
  }

  public func nextEvents(orWakeOn descriptor: Int32, timeoutMilliseconds: Int?) -> [Event] {
    guard played < script.count else { return [.hangup] }
    let event = script[played]
    played += 1
    if case .resized(let size) = event { self.size = size }
    return [event]
  }

  public func forget() {}

  public private(set) var clipboard = ""
  public func copy(_ text: String) -> Bool {
    clipboard = text
    return true
  }

  public func listen(toMouse: Bool) {}

  public func suspend() { suspensions += 1 }

  /// Told of each command that the terminal was lent to; what it returns is the exit code.
  public var borrower: (String) -> Int32 = { _ in 0 }
  public func lend(to command: String) -> Int32 { borrower(command) }
}
