public import Screen

/// The characters that lines, bullets and states are drawn with.
public struct Marks: Hashable, Sendable {
  private enum Level: Hashable {
    case ascii, cp437, all
  }

  private let level: Level

  /// The marks that a terminal can draw in one column each.
  public init(_ capabilities: Capabilities) {
    switch capabilities.glyphs {
    case .ascii: level = .ascii
    case _ where capabilities.isAmbiguousWide: level = .ascii
    case .block: level = .cp437
    case .braille, .quadrant: level = .all
    }
  }

  /// Nothing beyond ASCII.
  public var isASCII: Bool { level == .ascii }

  /// One of three: in ASCII, on the Linux console, elsewhere.
  private func one<Mark>(_ ascii: Mark, _ console: Mark, _ other: Mark) -> Mark {
    switch level {
    case .ascii: ascii
    case .cp437: console
    case .all: other
    }
  }

  public var horizontal: Character { one("-", "─", "─") }
  public var vertical: Character { one("|", "│", "│") }
  public var crossing: Character { one("+", "┼", "┼") }
  public var topLeft: Character { one("+", "┌", "╭") }
  public var topRight: Character { one("+", "┐", "╮") }
  public var bottomLeft: Character { one("+", "└", "╰") }
  public var bottomRight: Character { one("+", "┘", "╯") }
  /// Whether a text is a piece of the frame of a box.
  public func isFrame(_ text: String) -> Bool {
    let pieces = [horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight, " "]
    return text.allSatisfy(pieces.contains)
  }

  public var quote: Character { one("|", "│", "┃") }
  public var bullets: [Character] { one(["*", "-", "+"], ["•", "-", "+"], ["•", "◦", "▪"]) }
  public var check: Character { one("+", "√", "✓") }
  public var cross: Character { one("x", "x", "✗") }
  public var separator: Character { one("-", "·", "·") }
  public var path: Character { one(">", ">", "›") }
  public var ellipsis: String { one("...", "...", "…") }
  public var focus: Character { one(">", "▌", "▌") }
  public var barFull: Character { one("#", "█", "━") }
  public var barEmpty: Character { one(".", "░", "─") }
  public var less: Character { one("<", "<", "‹") }
  public var more: Character { one(">", ">", "›") }
  /// A line of code that goes on.
  public var continued: Character { one("+", "»", "↳") }
  /// A chosen answer of which there can be only one.
  public var choice: String { one("(*)", "(•)", "(•)") }
}
