/// How many colours may be used.
public enum ColorDepth: String, Hashable, Sendable, CaseIterable {
  /// No colour and no grey; bold, underline and reverse remain (what `NO_COLOR` asks for).
  case none
  case ansi8
  case ansi16
  case indexed256
  case direct
}

/// Which characters drawings may use.
public enum GlyphSet: String, Hashable, Sendable, CaseIterable {
  /// Braille lines (2 × 4 dots a glyph), half-block pixels, light boxes.
  case braille
  /// Quadrant lines (2 × 2), half-block pixels, light boxes: for fonts without good braille.
  case quadrant
  /// Half blocks and CP437 line art: the Linux console (`--glyphs block`).
  case block
  /// Nothing beyond ASCII.
  case ascii
}

/// What the place where a grid is shown can do.
public struct Capabilities: Hashable, Sendable {
  public var glyphs: GlyphSet
  public var colors: ColorDepth
  /// Whether the terminal draws East Asian ambiguous characters two columns wide.
  public var isAmbiguousWide: Bool
  /// What drawings must stand out on.
  public var background: Theme.Background

  public init(
    glyphs: GlyphSet = .braille, colors: ColorDepth = .indexed256, isAmbiguousWide: Bool = false,
    background: Theme.Background = .any
  ) {
    self.glyphs = glyphs
    self.colors = colors
    self.isAmbiguousWide = isAmbiguousWide
    self.background = background
  }
}
