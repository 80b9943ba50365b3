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
    style = Style(foreground: Self.color(index, capabilities.colors))
    let isNamed = capabilities.colors == .ansi8 || capabilities.colors == .ansi16
    markerStyle = Style(foreground: style.foreground, attributes: isNamed ? [] : .bold)
    marker = markers[index % markers.count]
    dashes = Self.dashes[index % Self.dashes.count]
  }

  static func color(_ index: Int, _ depth: ColorDepth) -> Color {
    switch depth {
    case .none: .standard
    case .ansi8, .ansi16: .ansi(named[index % named.count])
    case .indexed256, .direct: .indexed(indexed[index % indexed.count])
    }
  }

  private static let markers: [Character] = ["◉", "✕", "⋄", "✚", "⊞", "◦"]
  private static let asciiMarkers: [Character] = ["o", "x", "+", "*", "#", "@"]
  private static let dashes = [[], [4, 2], [1, 2], [6, 2, 1, 2], [2, 2], [8, 3]]
  /// Blue, vermillion, green, purple after Okabe and Ito, then magenta and brown: at least 3:1 on
  /// black and 2.6:1 on white, and 10 apart (CIEDE2000) to any eye, by the simulation of Machado,
  /// Oliveira and Fernandes 2009.
  static let indexed: [UInt8] = [32, 166, 36, 175, 126, 95]
  private static let named: [UInt8] = [6, 1, 2, 5, 3, 4]
}
