/// The names by which headings are linked to, as code hosting sites make them.
struct Anchors {
  private var counts: [String: Int] = [:]

  /// Lower case, blanks as dashes, without punctuation; a repeated title gets a number.
  mutating func anchor(for title: String) -> String {
    var name = ""
    for character in title.lowercased() {
      if let byte = character.asciiValue {
        // Most titles are ASCII, for which no table of Unicode needs to be asked.
        switch byte {
        case 0x20, 0x2D: name.append("-")
        case 0x30...0x39, 0x5F, 0x61...0x7A: name.append(character)
        default: break
        }
      } else if character.isLetter || character.isNumber {
        name.append(character)
      }
    }
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
