/// The names by which headings are linked to, as code hosting sites make them.
struct Anchors {
  private var counts: [String: Int] = [:]

  /// The name of a title in ASCII, as most are: no table of Unicode needs to be asked.
  private static func ascii(_ title: String) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(title.utf8.count)
    for byte in title.utf8 {
      switch byte {
      case 0x20, 0x2D: bytes.append(0x2D)
      case 0x30...0x39, 0x5F, 0x61...0x7A: bytes.append(byte)
      case 0x41...0x5A: bytes.append(byte | 0x20)
      case 0x80...: return nil
      default: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func letters(_ title: String) -> String {
    var name = ""
    for character in title.lowercased() {
      switch character {
      case " ", "-": name.append("-")
      case "_": name.append("_")
      default: if character.isLetter || character.isNumber { name.append(character) }
      }
    }
    return name
  }

  /// Lower case, blanks as dashes, without punctuation; a repeated title gets a number.
  mutating func anchor(for title: String) -> String {
    let name = Self.ascii(title) ?? Self.letters(title)
    guard counts[name] != nil else {
      counts[name] = 0
      return name
    }
    while true {
      let number = (counts[name] ?? 0) + 1
      counts[name] = number
      let candidate = "\(name)-\(number)"
      guard counts[candidate] != nil else {
        counts[candidate] = 0
        return candidate
      }
    }
  }
}
