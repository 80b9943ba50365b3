import Screen

extension Color {
  /// The colour as a terminal of that depth counts it; -1 for its own.
  func number(at depth: ColorDepth) -> Int32 {
    switch reduced(to: depth) {
    case .standard: return -1
    case .ansi(let index): return Int32(index)
    case .indexed(let index):
      guard depth == .direct else { return Int32(index) }
      let (red, green, blue) = Self.components(ofIndex: index)
      return Self.direct(red, green, blue)
    case .rgb(let red, let green, let blue):
      return Self.direct(Int32(red), Int32(green), Int32(blue))
    }
  }

  /// An exact colour as one number; those below 8 mean the named colours.
  private static func direct(_ red: Int32, _ green: Int32, _ blue: Int32) -> Int32 {
    max(8, red << 16 | green << 8 | blue)
  }

  private static func components(ofIndex index: UInt8) -> (Int32, Int32, Int32) {
    if index >= 232 {
      let grey = 8 + 10 * (Int32(index) - 232)
      return (grey, grey, grey)
    }
    let steps: [Int32] = [0, 95, 135, 175, 215, 255]
    let place = max(0, Int(index) - 16)
    return (steps[place / 36 % 6], steps[place / 6 % 6], steps[place % 6])
  }
}
