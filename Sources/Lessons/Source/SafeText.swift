/// Keeps control characters and the invisible marks that reorder a line out of a lesson's text.
///
/// Each is replaced by U+FFFD, so that the reader sees that something was there.
public enum SafeText {
  /// The text with every dangerous character replaced; line feed and tab stay.
  public static func clean(_ text: String) -> String {
    guard needsCleaning(text) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if isDangerous(scalar) {
        bytes += [0xEF, 0xBF, 0xBD]
      } else {
        bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Controls other than line feed and tab, line separators, byte order marks, and the bidirectional
  /// embeddings, overrides and isolates (Unicode 16, section 9.2 of annex 9).
  static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// A test on bytes, so that clean text, the usual case, is not decoded.
  static func needsCleaning(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if (byte < 0x20 && byte != 0x0A && byte != 0x09) || byte == 0x7F { return true }
      if previous == 0xC2 && byte < 0xA0 { return true }
      if previous == 0xE2 && (byte == 0x80 || byte == 0x81) { return hasDangerous(text) }
      if previous == 0xEF && byte == 0xBB { return hasDangerous(text) }
      previous = byte
    }
    return false
  }

  private static func hasDangerous(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: isDangerous)
  }
}
