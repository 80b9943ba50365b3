/// A colour as terminals know them.
public enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// One of the sixteen named colours, 0...15, which the user's theme defines.
  case ansi(UInt8)
  /// An entry of the fixed part of the 256-colour palette, 16...255.
  case indexed(UInt8)
  /// An exact colour; depths that lack it show the nearest entry they have.
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// How a glyph is drawn: colours and attributes.
public struct Style: Hashable, Sendable {
  /// Attributes that every terminal either has or ignores.
  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let italic = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    public static let reverse = Attributes(rawValue: 16)
  }

  public var foreground: Color
  public var background: Color
  public var attributes: Attributes
  /// A number for where the text leads, given by whoever lays it out; 0 for nowhere.
  public var link: UInt16

  public init(
    foreground: Color = .standard, background: Color = .standard, attributes: Attributes = [],
    link: UInt16 = 0
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.link = link
  }

  /// The terminal's own colours, no attributes.
  public static let plain = Style()
}
