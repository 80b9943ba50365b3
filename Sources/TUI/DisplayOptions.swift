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
  /// Whether clicks and the wheel are heard at first.
  public var usesMouse: Bool
  /// What the accents must stand out on.
  public var background: Theme.Background
  /// Which keys do what.
  public var keys: KeyMap

  public init(
    allowsColor: Bool = true, glyphs: GlyphSet? = nil, isAmbiguousWide: Bool = false,
    isPlain: Bool = false, usesMouse: Bool = false, background: Theme.Background = .any,
    keys: KeyMap = .standard
  ) {
    self.allowsColor = allowsColor
    self.glyphs = glyphs
    self.isAmbiguousWide = isAmbiguousWide
    self.isPlain = isPlain
    self.usesMouse = usesMouse
    self.background = background
    self.keys = keys
  }
}

extension DisplayOptions {
  /// The smallest screen that everything works on; below it there is line mode.
  public static let smallestScreen = Size(columns: 24, rows: 6)

  /// Whether the screen can be used, or line mode must.
  ///
  /// - Parameters:
  ///   - term: The value of `TERM`, nil when it is not set.
  ///   - size: Of the terminal, nil when it does not say.
  /// - Returns: False for `--plain`, a terminal without cursor addressing, and a tiny one.
  public func allowsScreen(term: String?, size: Size?) -> Bool {
    guard !isPlain, let term, !term.isEmpty, term != "dumb" else { return false }
    guard let size, size.columns > 0, size.rows > 0 else { return true }
    return size.columns >= Self.smallestScreen.columns && size.rows >= Self.smallestScreen.rows
  }
}
