/// How many columns text takes on a terminal: 0 for combining marks and controls, 2 for wide
/// characters, else 1; ambiguous characters count 1.
public enum TextWidth {
  /// The columns of one grapheme cluster, 0...2.
  public static func columns(of character: Character) -> Int {
    if isOneColumn(character.utf8) { return 1 }
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.value < 0x300 {
      if scalars.count == 1 { return columns(of: first) }
      if first.value < 0x20 { return 0 }
    }
    var width = 0
    var isEmoji = false
    for scalar in scalars {
      width = max(width, columns(of: scalar))
      if scalar.value == 0xFE0F { isEmoji = true }
    }
    if isEmoji, width == 1, contains(WidthTables.emoji, first.value) { return 2 }
    if scalars.count == 2, scalars.allSatisfy({ isRegionalIndicator($0) }) { return 2 }
    return width
  }

  /// Whether the bytes are one printable ASCII character, or one of the box drawing, block and
  /// braille characters that figures are made of: known without a look at the scalars.
  private static func isOneColumn(_ utf8: String.UTF8View) -> Bool {
    var bytes = utf8.makeIterator()
    guard let first = bytes.next() else { return false }
    if first >= 0x20, first < 0x7F { return bytes.next() == nil }
    guard first == 0xE2, let second = bytes.next(), bytes.next() != nil, bytes.next() == nil else {
      return false
    }
    return second >= 0x94 && second <= 0x96 || second >= 0xA0 && second <= 0xA3
  }

  /// The columns of a text on one line.
  public static func columns(of text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + columns(of: $1) }
  }

  /// The columns of one scalar by itself; controls count 0.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value >= 0x20 && !(value >= 0x7F && value < 0xA0) ? 1 : 0 }
    // Box drawing, blocks and braille, which figures are made of.
    if value >= 0x2500 && value < 0x25FD || value >= 0x2800 && value < 0x2900 { return 1 }
    if contains(WidthTables.zero, value) { return 0 }
    return contains(WidthTables.wide, value) ? 2 : 1
  }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x1F1E6 && scalar.value <= 0x1F1FF
  }

  private static func contains(_ ranges: [(UInt32, UInt32)], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].1 < value {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < ranges.count && ranges[low].0 <= value
  }
}
