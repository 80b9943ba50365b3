/// The names by which headings are linked to, as code hosting sites make them.
struct Anchors {
  private var counts: [String: Int] = [:]

  /// Lower case, blanks as dashes, without punctuation; a repeated title gets a number.
  mutating func anchor(for title: String) -> String {
    var name = ""
    for character in title.lowercased() {
      if character == " " || character == "-" {
        name.append("-")
      } else if character == "_" || character.isLetter || character.isNumber {
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
