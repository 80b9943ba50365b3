extension Color {
  /// The colour that stands for this one where only so many are known.
  public func reduced(to depth: ColorDepth) -> Color {
    switch (depth, self) {
    case (_, .standard), (.direct, _): return self
    case (.none, _): return .standard
    case (.indexed256, .rgb(let red, let green, let blue)):
      return .indexed(RGB(red, green, blue).nearestIndex)
    case (.indexed256, _), (.ansi16, .ansi): return self
    case (.ansi8, .ansi(let index)): return .ansi(index & 7)
    case (.ansi16, .indexed(let index)): return .ansi(RGB(index: index).nearest(of: 16))
    case (.ansi8, .indexed(let index)): return .ansi(RGB(index: index).nearest(of: 8))
    case (.ansi16, .rgb(let red, let green, let blue)):
      return .ansi(RGB(red, green, blue).nearest(of: 16))
    case (.ansi8, .rgb(let red, let green, let blue)):
      return .ansi(RGB(red, green, blue).nearest(of: 8))
    }
  }
}

extension Color {
  /// Whether white reads better on the colour than black.
  ///
  /// Of the named colours black, red, blue, magenta and grey are dark in every palette.
  public var isDark: Bool {
    switch self {
    case .standard: false
    case .ansi(let index): [0, 1, 4, 5, 8].contains(index)
    case .indexed(let index): RGB(index: index).isDark
    case .rgb(let red, let green, let blue): RGB(red, green, blue).isDark
    }
  }
}

extension Style {
  /// The style where only so many colours are known; without colour there is no grey either.
  public func reduced(to depth: ColorDepth) -> Style {
    Style(
      foreground: foreground.reduced(to: depth), background: background.reduced(to: depth),
      attributes: depth == .none ? attributes.subtracting(.dim) : attributes)
  }
}

/// Red, green and blue, 0...255 each.
struct RGB {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = Int(red)
    self.green = Int(green)
    self.blue = Int(blue)
  }

  /// What an entry of the 256-colour palette shows; the first sixteen as xterm has them.
  init(index: UInt8) {
    let value = Int(index)
    if value < 16 {
      let (red, green, blue) = Self.named[value]
      self.init(red, green, blue)
    } else if value < 232 {
      let levels = Self.levels
      let cube = value - 16
      self.init(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    } else {
      let grey = UInt8(8 + 10 * (value - 232))
      self.init(grey, grey, grey)
    }
  }

  /// Whether its contrast to white is greater than that to black: luminance below a fifth, squares
  /// standing for the exact curve.
  var isDark: Bool {
    54 * red * red + 183 * green * green + 18 * blue * blue < 255 * 255 * 255 / 5
  }

  /// The nearest entry of the fixed part of the palette, 16...255.
  var nearestIndex: UInt8 {
    func level(_ value: Int) -> Int { value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40 }
    let cube = UInt8(16 + 36 * level(red) + 6 * level(green) + level(blue))
    let mean = (red + green + blue) / 3
    let grey = UInt8(232 + min(23, max(0, (mean - 3) / 10)))
    return distance(to: RGB(index: grey)) < distance(to: RGB(index: cube)) ? grey : cube
  }

  /// The nearest of the first named colours.
  func nearest(of count: Int) -> UInt8 {
    let candidates = (0..<UInt8(count))
    return candidates.min { distance(to: RGB(index: $0)) < distance(to: RGB(index: $1)) } ?? 7
  }

  /// Squared distance, green weighing most, as the eye has it.
  private func distance(to other: RGB) -> Int {
    let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
    return 3 * r * r + 6 * g * g + 2 * b * b
  }

  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let named: [(UInt8, UInt8, UInt8)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]
}
