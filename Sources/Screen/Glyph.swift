/// One column of one row of the screen.
public struct Glyph: Hashable, Sendable {
  /// A grapheme cluster of width 1 or 2; the column right of a wide one holds ``continuation``.
  public var character: Character
  public var style: Style

  public init(_ character: Character, _ style: Style = .plain) {
    self.character = character
    self.style = style
  }

  /// An empty column in the terminal's own colours.
  public static let blank = Glyph(" ")

  /// The right half of a wide character; writers skip it.
  public static func continuation(_ style: Style) -> Glyph { Glyph("\u{0}", style) }

  public var isContinuation: Bool { character.utf8.first == 0 }

  /// The glyph, or a blank of its style when its character takes no column by itself.
  var printable: Glyph {
    TextWidth.columns(of: character) > 0 ? self : Glyph(" ", style)
  }
}
