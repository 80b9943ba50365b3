public import Screen

/// What a terminal tells.
public enum Event: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
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

/// A key as the program knows it.
public enum Key: Hashable, Sendable {
  case character(Character)
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, pageUp, pageDown, home, end

  /// How help and the bottom line write the key, in ASCII or with arrows.
  public func name(isASCII: Bool) -> String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .up: isASCII ? "Up" : "↑"
    case .down: isASCII ? "Down" : "↓"
    case .left: isASCII ? "Left" : "←"
    case .right: isASCII ? "Right" : "→"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    }
  }
}
