public import Screen

/// What the command line and the environment fix about the display.
public struct DisplayOptions: Hashable, Sendable {
  /// False for `NO_COLOR` and `--color never`.
  public var allowsColor: Bool
  /// nil: as good as the locale allows.
  public var glyphs: GlyphSet?
  public var isAmbiguousWide: Bool
  /// Line mode even on a good terminal.
  public var isPlain: Bool

  public init(
    allowsColor: Bool = true, glyphs: GlyphSet? = nil, isAmbiguousWide: Bool = false,
    isPlain: Bool = false
  ) {
    self.allowsColor = allowsColor
    self.glyphs = glyphs
    self.isAmbiguousWide = isAmbiguousWide
    self.isPlain = isPlain
  }
}
