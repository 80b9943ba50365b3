/// A key as the program knows it.
public enum Key: Hashable, Sendable {
  case character(Character)
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, pageUp, pageDown, home, end
  /// F1 and its neighbours.
  case function(Int)

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
    case .function(let number): "F\(number)"
    }
  }

  /// The keys that have names of their own.
  private static let named: [Key] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .pageUp,
      .pageDown, .home, .end, .character(" "),
    ] + (1...12).map { .function($0) }

  /// The names of the keys that have one, in ASCII.
  public static var names: [String] { named.map { $0.name(isASCII: true) } }

  /// The key of a name as ``name(isASCII:)`` writes it, whatever its case; nil when there is none.
  ///
  /// A single character is its own name, and its case counts.
  public init?(named text: String) {
    if text.count == 1, let character = text.first, character != " " {
      guard character.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
        return nil
      }
      self = .character(character)
      return
    }
    let lower = text.lowercased()
    if lower.hasPrefix("ctrl-"), lower.count == 6, let letter = lower.last,
      letter.isASCII, letter.isLetter, !"ijm".contains(letter)
    {
      // Ctrl-I, Ctrl-J and Ctrl-M arrive as Tab and Enter.
      self = .control(letter)
      return
    }
    guard let key = Self.named.first(where: { $0.name(isASCII: true).lowercased() == lower })
    else { return nil }
    self = key
  }
}
