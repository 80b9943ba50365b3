public import Screen

/// What a terminal tells.
public enum Event: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
  /// Text from the clipboard, or a part of it.
  case pasted(String)
  case resized(Size)
  /// Time on a steady clock, in seconds; sent while the program asks for ticks.
  case tick(Double)
  /// A signal asks the program to end.
  case quit
  /// The terminal is gone: nothing can be shown any more.
  case hangup
}

/// What the mouse did, and where.
public enum Mouse: Hashable, Sendable {
  case click(Point)
  case wheelUp, wheelDown
}
