/// What follows an Esc, byte by byte: a sequence of control characters that ncurses does not know.
///
/// It knows those of the terminal's description; others come from a terminal that is not quite what
/// `TERM` says, that is in another mode, or that sends what no description tells of. A sequence
/// without a meaning must not be typed as the letters that it ends in. Their form is that of ECMA-48,
/// section 5.4; their meanings are in "XTerm Control Sequences".
struct EscapeSequence {
  enum Meaning: Equatable {
    case key(Key)
    case pasteBegins, pasteEnds
    /// What follows is a report of the mouse.
    case mouse(MouseReport.Form)
  }

  enum Progress: Equatable {
    case more
    /// Complete; nil when it means nothing here.
    case done(Meaning?)
    /// This byte belongs to no sequence.
    case broken
  }

  private static let longest = 32

  /// Whether one letter follows (after `O`), not numbers and a letter (after `[`).
  private let isShort: Bool
  private var numbers = ""

  /// A sequence begins with this byte after Esc; nil when none does.
  init?(after byte: UInt8) {
    switch byte {
    case UInt8(ascii: "["): isShort = false
    case UInt8(ascii: "O"): isShort = true
    default: return nil
    }
  }

  mutating func take(_ byte: UInt8) -> Progress {
    let character = Character(Unicode.Scalar(byte))
    switch byte {
    case 0x40...0x7E: return .done(isShort ? Self.short(character) : meaning(character))
    case UInt8(ascii: "<") where !isShort && numbers.isEmpty: return .done(.mouse(.digits))
    case 0x20...0x3F where numbers.utf8.count < Self.longest:
      numbers.append(character)
      return .more
    default: return .broken
    }
  }

  private static func short(_ letter: Character) -> Meaning? {
    switch letter {
    case "P": .key(.function(1))
    case "Q": .key(.function(2))
    case "R": .key(.function(3))
    case "S": .key(.function(4))
    case "M": .key(.enter)
    default: cursor(letter)
    }
  }

  private static func cursor(_ letter: Character) -> Meaning? {
    switch letter {
    case "A": .key(.up)
    case "B": .key(.down)
    case "C": .key(.right)
    case "D": .key(.left)
    case "H": .key(.home)
    case "F": .key(.end)
    default: nil
    }
  }

  private func meaning(_ letter: Character) -> Meaning? {
    switch (numbers, letter) {
    case ("", "M"): .mouse(.bytes)
    case ("", "Z"): .key(.backTab)
    case ("", _): Self.cursor(letter)
    case ("1", "~"), ("7", "~"): .key(.home)
    case ("4", "~"), ("8", "~"): .key(.end)
    case ("3", "~"): .key(.delete)
    case ("5", "~"): .key(.pageUp)
    case ("6", "~"): .key(.pageDown)
    case ("200", "~"): .pasteBegins
    case ("201", "~"): .pasteEnds
    default: nil
    }
  }
}
