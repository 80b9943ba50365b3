/// What one line in the body of a quiz is, told by how it begins.
enum QuizLine {
  case blank
  /// A choice: its box, which choices of a question of order lack, and what stands behind it.
  case choice(box: Bool?, text: String)
  /// What its author meant as a choice, and is none; what is wrong with it.
  ///
  /// A list that belongs to the question looks the same, unless it has boxes.
  case misspelt(String, hasBox: Bool)
  case text(isIndented: Bool)

  init(_ line: String, orders: Bool) {
    // The usual case, at a glance.
    if !orders, line.hasPrefix("- [ ] ") || line.hasPrefix("- [x] ") {
      self = .choice(box: line.hasPrefix("- [x"), text: String(line.dropFirst(5)))
      return
    }
    let rest = line.drop { $0 == " " || $0 == "\t" }
    let blanks = line[..<rest.startIndex]
    guard let first = rest.first else {
      self = .blank
      return
    }
    let isAtMargin = blanks.count <= 3 && !blanks.contains("\t")
    let isBullet = "-*+".contains(first)
    let behind =
      isBullet || "•–—".contains(first)
      ? rest.dropFirst().drop { $0 == " " || $0 == "\t" } : rest
    let box = Box(behind)
    let number = Self.numbered(rest)
    if orders {
      if isAtMargin, let number {
        self = .choice(box: nil, text: number.text)
      } else if box != nil || Self.isItem(rest) {
        self = .misspelt(
          "expected '1. text': a question of order numbers its choices", hasBox: box != nil)
      } else {
        self = .text(isIndented: !blanks.isEmpty)
      }
    } else if isBullet, isAtMargin, let box, let isChecked = box.isChecked {
      self = .choice(box: isChecked, text: box.rest)
    } else if let box {
      let remedy =
        box.isChecked == nil
        ? "expected '[ ]' or '[x]', not '\(box.written)'"
        : "a choice begins with '- \(box.written)' at the left margin"
      self = .misspelt(remedy, hasBox: true)
    } else if Self.isItem(rest) {
      self = .misspelt("a choice begins with '- [ ]' or '- [x]'; this has no box", hasBox: false)
    } else if let number, number.digits == "1" {
      self = .misspelt(
        "a choice begins with '- [ ]' or '- [x]'; for a question of order write "
          + "'.quiz type=order'", hasBox: false)
    } else {
      self = .text(isIndented: !blanks.isEmpty)
    }
  }

  /// The brackets before a choice, whatever stands in them.
  private struct Box {
    /// Nil when it is neither `[ ]` nor `[x]`.
    var isChecked: Bool?
    var written: String
    var rest: String

    /// Nil for brackets that hold a word, or that a link or a footnote begins with.
    init?(_ text: Substring) {
      guard text.first == "[" else { return nil }
      let inner = text.dropFirst().prefix(4).prefix { $0 != "]" }
      let behind = text.dropFirst(1 + inner.count)
      guard behind.first == "]", inner.filter({ !$0.isWhitespace }).count <= 1 else { return nil }
      let rest = behind.dropFirst()
      if let next = rest.first, "([:".contains(next) { return nil }
      written = "[\(inner)]"
      self.rest = String(rest)
      isChecked =
        switch inner {
        case " ": false
        case "x", "X": true
        default: nil
        }
    }
  }

  private static func isItem(_ text: Substring) -> Bool {
    guard let first = text.first, "-*+•".contains(first) else { return false }
    return text.dropFirst().first.map { $0 == " " || $0 == "\t" } ?? true
  }

  /// `1. text` or `1) text`.
  private static func numbered(_ text: Substring) -> (digits: Substring, text: String)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let behind = text.dropFirst(digits.count)
    guard !digits.isEmpty, behind.hasPrefix(". ") || behind.hasPrefix(") ") else { return nil }
    return (digits, String(behind.dropFirst(2)))
  }
}
