import Screen

extension Color {
  /// The colour as a terminal with that many colours counts it; -1 for its own.
  func number(among count: Int) -> Int32 {
    switch self {
    case .standard: return -1
    case .ansi(let index):
      if count >= 16 { return Int32(index & 15) }
      return count >= 8 ? Int32(index & 7) : -1
    case .indexed(let index):
      if count == 256 { return Int32(index) }
      let (red, green, blue) = Self.components(ofIndex: index)
      return Color.rgb(red: red, green: green, blue: blue).number(among: count)
    case .rgb(let red, let green, let blue):
      if count > 256 {
        // Numbers below 8 mean the named colours there.
        return max(8, Int32(red) << 16 | Int32(green) << 8 | Int32(blue))
      }
      if count == 256 { return Self.nearestIndex(red, green, blue) }
      return count >= 8 ? Self.nearestNamed(red, green, blue) : -1
    }
  }

  /// The six steps of the palette's colour cube.
  private static let steps: [Int] = [0, 95, 135, 175, 215, 255]

  private static func components(ofIndex index: UInt8) -> (UInt8, UInt8, UInt8) {
    if index >= 232 {
      let grey = UInt8(8 + 10 * (Int(index) - 232))
      return (grey, grey, grey)
    }
    let place = max(0, Int(index) - 16)
    return (
      UInt8(steps[place / 36 % 6]), UInt8(steps[place / 6 % 6]), UInt8(steps[place % 6])
    )
  }

  private static func nearestIndex(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int32 {
    func nearestStep(_ value: UInt8) -> Int {
      steps.indices.min { abs(steps[$0] - Int(value)) < abs(steps[$1] - Int(value)) } ?? 0
    }
    let places = [nearestStep(red), nearestStep(green), nearestStep(blue)]
    let grey = min(23, max(0, (Int(red) + Int(green) + Int(blue) - 24 + 15) / 30))
    let wanted = [Int(red), Int(green), Int(blue)]
    func distance(_ candidate: [Int]) -> Int {
      zip(candidate, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let cube = distance(places.map { steps[$0] })
    let level = 8 + 10 * grey
    return distance([level, level, level]) < cube
      ? Int32(232 + grey) : Int32(16 + 36 * places[0] + 6 * places[1] + places[2])
  }

  private static func nearestNamed(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int32 {
    let threshold = max(64, Int(max(red, green, blue)) / 2)
    return (Int(red) > threshold ? 1 : 0) | (Int(green) > threshold ? 2 : 0)
      | (Int(blue) > threshold ? 4 : 0)
  }
}
