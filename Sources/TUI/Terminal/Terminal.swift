public import Screen

/// Where grids are shown and keys come from.
@MainActor
public protocol Terminal: AnyObject {
  var size: Size { get }
  var capabilities: Capabilities { get }

  /// Shows a frame; the hardware cursor stands at `cursor`, or is hidden.
  func show(_ grid: Grid, cursor: Point?)

  /// Sleeps until something happens: events, a byte on the descriptor, or the timeout.
  ///
  /// - Parameters:
  ///   - descriptor: Read end of a pipe, below 0 for none; the caller drains it.
  ///   - timeoutMilliseconds: nil to wait as long as it takes; when it passes, a tick is returned.
  /// - Returns: What was heard, possibly nothing.
  func nextEvents(orWakeOn descriptor: Int32, timeoutMilliseconds: Int?) -> [Event]

  /// Forgets what is shown: the next frame is sent whole.
  func forget()

  /// Puts text on the clipboard, where the terminal permits it.
  ///
  /// - Returns: Whether it was sent at all.
  func copy(_ text: String) -> Bool

  /// Reports the mouse from now on, or leaves it to the terminal.
  func listen(toMouse: Bool)

  /// Stops the process as the shell's Ctrl-Z does, and returns when it goes on.
  func suspend()

  /// Leaves the terminal to another program, and takes it back when that has ended.
  ///
  /// - Parameter command: What the shell is to run.
  /// - Returns: Its exit code; below 0 when it could not be started.
  func lend(to command: String) -> Int32
}
