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

  /// What the accents must stand out on.
  public enum Background: String, Hashable, Sendable, CaseIterable {
    /// A dark or a light one: mid-tones.
    case any
    case dark, light
  }

  /// The theme for a colour depth.
  ///
  /// With 8 or 16 colours the user's own palette decides; on a light background those that are pale
  /// in most palettes are left out.
  public init(_ depth: ColorDepth, for background: Background = .any) {
    let hasColor = depth != .none
    let isRich = depth == .indexed256 || depth == .direct
    let tones = Tones(background)
    // Cyan and yellow give way to blue and magenta.
    let (accent, second): (UInt8, UInt8) = background == .light ? (4, 5) : (6, 3)
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
    muted = isRich ? Style(foreground: .indexed(tones.muted)) : dimmed
    heading = style(tones.accent, accent, .bold)
    subheading = Style(attributes: .bold)
    code = style(tones.code, accent)
    link = style(tones.accent, accent, .underline)
    keyword = style(tones.accent, accent, .bold)
    literal = style(tones.good, 2)
    number = style(tones.warning, second)
    comment = isRich ? Style(foreground: .indexed(tones.muted), attributes: .italic) : dimmed
    struck = muted
    frame = isRich ? Style(foreground: .indexed(tones.frame)) : dimmed
    title = Style(attributes: .bold)
    focus = style(tones.accent, accent, .bold)
    selection = Style(attributes: .reverse)
    good = style(tones.good, 2, without: .bold)
    bad = style(tones.bad, 1, .bold)
    warning = style(tones.warning, second, without: .bold)
    key = Style(attributes: .bold)
    progress = style(tones.accent, accent)
    track = isRich ? Style(foreground: .indexed(tones.frame)) : dimmed
  }

  /// The accents as entries of the 256-colour palette.
  private struct Tones {
    var accent: UInt8
    var code: UInt8
    var good: UInt8
    var warning: UInt8
    var bad: UInt8
    var muted: UInt8
    var frame: UInt8

    init(_ background: Background) {
      (accent, code, good, warning, bad, muted, frame) =
        switch background {
        case .any: (32, 30, 29, 130, 161, 243, 242)
        case .dark: (75, 80, 114, 215, 204, 248, 244)
        case .light: (25, 23, 22, 94, 125, 241, 245)
        }
    }
  }
}
