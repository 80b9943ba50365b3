/// Characters that show the level of a value without colour.
///
/// Ink rises with the value. Where values have a sign, those below the centre are strokes and those
/// above it are shades, the more ink the farther away, and only the centre itself is blank: order
/// and sign survive.
struct InkRamp: Hashable, Sendable {
  /// From the lowest level to the highest.
  let levels: [Character]
  /// The character of the very centre of a diverging ramp, of the lowest level of others.
  let center: Character

  init(isDiverging: Bool, isASCII: Bool) {
    center = " "
    levels =
      isDiverging
      ? Array(isASCII ? "=~-.+*%#" : "≡═─·░▒▓█") : Array(isASCII ? " .:-=+*#%@" : " ░▒▓█")
  }

  /// The character of one of so many levels.
  func character(_ level: Int, of count: Int) -> Character {
    levels[max(0, min(levels.count - 1, (2 * level + 1) * levels.count / max(1, 2 * count)))]
  }
}
