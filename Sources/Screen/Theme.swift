/// The named styles of everything that is not a figure.
///
/// Text keeps the terminal's own colours. The few accents are mid-tones that stand out on a dark
/// and on a light background alike; without colours only bold, italic, underline and reverse remain.
public struct Theme: Hashable, Sendable {
  public var text: Style
  public var strong: Style
  public var emphasis: Style
  /// What may be overlooked: secondary text, hints, rules.
  public var muted: Style
  public var heading: Style
  public var subheading: Style
  public var code: Style
  public var link: Style
  /// The words of code.
  public var keyword: Style
  public var literal: Style
  public var number: Style
  public var comment: Style
  public var struck: Style
  /// Lines around cells, tables and quotes.
  public var frame: Style
  /// The name on the frame of a cell.
  public var title: Style
  /// What the keys act on now.
  public var focus: Style
  public var selection: Style
  public var good: Style
  public var bad: Style
  public var warning: Style
  /// A key on the bottom line.
  public var key: Style
  /// The full and the empty part of a progress bar.
  public var progress: Style
  public var track: Style

  /// The theme for a colour depth.
  public init(_ depth: ColorDepth) {
    let hasColor = depth != .none
    let isRich = depth == .indexed256 || depth == .direct
    func style(
      _ rich: UInt8, _ poor: UInt8, _ attributes: Style.Attributes = [],
      without: Style.Attributes? = nil
    ) -> Style {
      guard hasColor else { return Style(attributes: without ?? attributes) }
      return Style(foreground: isRich ? .indexed(rich) : .ansi(poor), attributes: attributes)
    }
    let dimmed = Style(attributes: hasColor ? .dim : [])
    text = .plain
    strong = Style(attributes: .bold)
    emphasis = Style(attributes: .italic)
    muted = isRich ? Style(foreground: .indexed(244)) : dimmed
    heading = style(32, 6, .bold)
    subheading = Style(attributes: .bold)
    code = style(30, 6)
    link = style(32, 6, .underline)
    keyword = style(32, 6, .bold)
    literal = style(29, 2)
    number = style(130, 3)
    comment = isRich ? Style(foreground: .indexed(244), attributes: .italic) : dimmed
    struck = muted
    frame = isRich ? Style(foreground: .indexed(242)) : dimmed
    title = Style(attributes: .bold)
    focus = style(32, 6, .bold)
    selection = Style(attributes: .reverse)
    good = style(29, 2, without: .bold)
    bad = style(161, 1, .bold)
    warning = style(130, 3, without: .bold)
    key = Style(attributes: .bold)
    progress = style(32, 6)
    track = isRich ? Style(foreground: .indexed(242)) : dimmed
  }
}
