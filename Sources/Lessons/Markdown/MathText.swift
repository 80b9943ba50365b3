/// Mathematics as TeX writes it, as readable Unicode on one line.
///
/// Fractions become `a/b`, roots `√x`, exponents and indices small letters where Unicode has them;
/// what is not known stays as it is written, without its backslash.
enum MathText {
  static func unicode(_ tex: String) -> String {
    var reader = Reader(rest: Array(tex)[...])
    return tidy(reader.formula(until: nil))
  }

  /// Replaces `$...$` within running text: the dollars stand close to the formula, and no digit
  /// follows, so that prices stay what they are.
  static func replacing(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    let characters = Array(text)
    var result = ""
    var place = 0
    while place < characters.count {
      if characters[place] == "$", let end = closing(characters, from: place) {
        result += unicode(String(characters[place + 1..<end]))
        place = end + 1
      } else {
        result.append(characters[place])
        place += 1
      }
    }
    return result
  }

  /// A formula within a line is not longer.
  private static let longest = 1000

  private static func closing(_ characters: [Character], from start: Int) -> Int? {
    let first = start + 1
    guard first < characters.count, !characters[first].isWhitespace, characters[first] != "$"
    else { return nil }
    guard start == 0 || !characters[start - 1].isLetter && !characters[start - 1].isNumber else {
      return nil
    }
    var place = first
    while place < min(characters.count, first + longest) {
      if characters[place] == "\\" {
        place += 2
        continue
      }
      if characters[place] == "$" {
        let isFollowed = place + 1 < characters.count && characters[place + 1].isNumber
        return characters[place - 1].isWhitespace || isFollowed || place == first ? nil : place
      }
      place += 1
    }
    return nil
  }

  /// Single blanks, none at the ends or inside of brackets.
  private static func tidy(_ text: String) -> String {
    var result = ""
    for character in text {
      if character == " ", result.last == " " || result.isEmpty || result.last == "(" { continue }
      if ")],;⌉⌋⟩".contains(character), result.last == " " { result.removeLast() }
      result.append(character)
    }
    while result.last == " " { result.removeLast() }
    return result
  }
}

/// Reads a formula from left to right.
private struct Reader {
  var rest: ArraySlice<Character>
  var depth = 0

  /// Up to the end of a group or of everything.
  mutating func formula(until end: Character?) -> String {
    var result = ""
    depth += 1
    defer { depth -= 1 }
    while let character = rest.first {
      if character == end {
        rest.removeFirst()
        return result
      }
      guard depth < 32 else {
        result.append(contentsOf: rest)
        rest = []
        return result
      }
      switch character {
      case "^", "_":
        rest.removeFirst()
        let isUpper = character == "^"
        // A blank before an index comes from the source, not from the formula.
        while result.last == " " { result.removeLast() }
        result += script(argument(), MathSymbols.script(isUpper: isUpper), isUpper ? "^" : "_")
      case "{":
        rest.removeFirst()
        result += formula(until: "}")
      case "}": rest.removeFirst()
      case "\\": result += command()
      case "&": rest.removeFirst()
      case "~", "\n", "\t", " ":
        rest.removeFirst()
        if result.last != " " { result.append(" ") }
      case "-":
        rest.removeFirst()
        result.append("−")
      case "*":
        rest.removeFirst()
        result.append("·")
      case "'":
        rest.removeFirst()
        result.append("′")
      default:
        rest.removeFirst()
        result.append(character)
      }
    }
    return result
  }

  /// A group in braces, a command, or a single character.
  private mutating func argument() -> String {
    while rest.first == " " { rest.removeFirst() }
    guard let character = rest.first else { return "" }
    switch character {
    case "{":
      rest.removeFirst()
      return formula(until: "}")
    case "\\": return command()
    default:
      rest.removeFirst()
      return character == "-" ? "−" : String(character)
    }
  }

  private mutating func command() -> String {
    rest.removeFirst()
    var name = ""
    while let letter = rest.first, letter.isASCII, letter.isLetter {
      name.append(letter)
      rest.removeFirst()
    }
    depth += 1
    defer { depth -= 1 }
    guard depth < 32 else { return name }
    guard !name.isEmpty else {
      guard let character = rest.popFirst() else { return "" }
      if character == "\\" { return "; " }
      return ",;:! ".contains(character) ? " " : character == "|" ? "‖" : String(character)
    }
    switch name {
    case "frac", "dfrac", "tfrac":
      let (top, bottom) = (argument(), argument())
      return "\(grouped(top))/\(grouped(bottom))"
    case "sqrt":
      return "√" + grouped(argument())
    case "text", "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "operatorname", "textbf", "bm",
      "boldsymbol", "mathcal", "textit":
      return argument()
    case "mathbb":
      let letters = argument()
      return letters.map { MathSymbols.doubled[$0] ?? String($0) }.joined()
    case "hat", "widehat": return argument() + "\u{0302}"
    case "tilde", "widetilde": return argument() + "\u{0303}"
    case "bar", "overline": return argument() + "\u{0304}"
    case "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr":
      if rest.first == "." { rest.removeFirst() }
      return ""
    case "begin", "end":
      _ = argument()
      return ""
    default: break
    }
    if let symbol = MathSymbols.commands[name] {
      if let next = rest.first, next == " ", symbol.count == 1 { rest.removeFirst() }
      return symbol.count == 1 && MathSymbols.relations.contains(symbol) ? " \(symbol) " : symbol
    }
    return name
  }

  /// In brackets unless it is one thing.
  private func grouped(_ text: String) -> String {
    let isOne =
      text.count <= 1 || text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." }
      || text.hasPrefix("√") && !text.contains(" ")
      || text.hasPrefix("(") && text.firstIndex(of: ")") == text.index(before: text.endIndex)
    return isOne ? text : "(\(text))"
  }

  /// Small characters where there are some for all; else behind a mark.
  private func script(_ text: String, _ table: [Character: Character], _ mark: String) -> String {
    guard !text.isEmpty else { return mark }
    let dense = text.filter { $0 != " " }
    let small = dense.compactMap { table[$0] }
    if small.count == dense.count { return String(small) }
    return text.count <= 1 ? mark + text : mark + grouped(text)
  }
}
