import Screen

/// How a series is told from the others: colour, marker and dashes at once.
struct SeriesLook: Hashable, Sendable {
  var style: Style
  var marker: Character
  /// Dots drawn and left out, in turn; empty for a solid line.
  var dashes: [Int]
  /// Bold would make the named colours brighter, and pale on a light page.
  var markerStyle: Style

  /// The look of the series at that place in the figure.
  init(_ index: Int, _ capabilities: Capabilities) {
    let usesLetters = capabilities.glyphs == .ascii || capabilities.glyphs == .block
    let markers = usesLetters ? Self.asciiMarkers : Self.markers
    style = Style(foreground: Self.color(index, capabilities))
    let isNamed = capabilities.colors == .ansi8 || capabilities.colors == .ansi16
    markerStyle = Style(foreground: style.foreground, attributes: isNamed ? [] : .bold)
    marker = index < markers.count ? markers[index] : Self.letter(index - markers.count)
    dashes = Self.dashes[index % Self.dashes.count]
  }

  static func color(_ index: Int, _ capabilities: Capabilities) -> Color {
    let background = capabilities.background
    switch capabilities.colors {
    case .none: return .standard
    case .ansi8:
      let colors = named(background)
      return .ansi(colors[index % colors.count])
    case .ansi16:
      let colors = bright(background)
      return .ansi(colors[index % colors.count])
    case .indexed256, .direct:
      let colors = indexed(background)
      return .indexed(colors[index % colors.count])
    }
  }

  private static let markers: [Character] = ["◉", "✕", "⋄", "✚", "⊞", "◦"]
  private static let asciiMarkers: [Character] = ["o", "x", "+", "*", "#", "@"]
  /// What marks series beyond those that have a sign of their own.
  static func letter(_ index: Int) -> Character { letters[index % letters.count] }

  /// Without those that look like a marker or a digit.
  private static let letters: [Character] = Array("ABCDEFGHJKLMNPQRSTUVWYZ")
  private static let dashes = [[], [4, 2], [1, 2], [6, 2, 1, 2], [2, 2], [8, 3]]

  /// Blue, orange, green, purple after Okabe and Ito, and two more.
  ///
  /// For any background at least 3:1 on black and 2.6:1 on white; on a light one 4:1, on a dark one
  /// 5.6:1. At least 10 apart (CIEDE2000) to any eye, by the simulation of Machado, Oliveira and
  /// Fernandes 2009.
  static func indexed(_ background: Theme.Background) -> [UInt8] {
    switch background {
    case .any: [32, 166, 36, 175, 126, 95]
    case .dark: [68, 172, 78, 219, 198, 250]
    case .light: [20, 160, 30, 99, 125, 52]
    }
  }

  /// Of the eight named colours.
  ///
  /// Cyan, yellow and often green are pale on a light page, blue is hard to see on a dark one; they
  /// come last where they may be.
  private static func named(_ background: Theme.Background) -> [UInt8] {
    switch background {
    case .any: [1, 5, 2, 6, 4, 3]
    case .dark: [6, 1, 2, 5, 3, 4]
    case .light: [4, 1, 5, 2, 6, 3]
    }
  }

  /// Of the sixteen: bright blue and red stand out on any page.
  private static func bright(_ background: Theme.Background) -> [UInt8] {
    switch background {
    case .any: [12, 9, 5, 2, 6, 3]
    case .dark: [6, 1, 2, 5, 3, 4]
    case .light: [4, 1, 5, 8, 2, 6]
    }
  }
}
