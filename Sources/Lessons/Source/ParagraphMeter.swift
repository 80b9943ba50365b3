/// Follows the blocks of a Markdown text line by line, to keep each paragraph within a limit.
///
/// What cmark-gfm does within a paragraph may take time with the square of its length. The items of
/// a list and the rows of a table are blocks of their own, so long lists and tables are let through;
/// where it is unclear whether a line opens a block, it counts as part of the paragraph.
struct ParagraphMeter {
  enum Limit {
    static let paragraphBytes = 8 << 10
    /// Between fences.
    static let codeBytes = 64 << 10
    /// Lists and tables, without a blank line in between.
    static let blockBytes = 512 << 10
    /// The settings on top of a lesson.
    static let matterBytes = 16 << 10
  }

  private enum Matter {
    case before, inside, behind
  }

  private var matter = Matter.before

  private var fence: Substring = ""
  private var paragraphBytes = 0
  private var blockBytes = 0
  private var lines = 0
  private var previous = ""
  private var isTable = false
  /// Where the text of the last list item begins; nil outside of lists.
  private var itemColumn: Int?
  /// The sign behind the number of the last item: `.` or `)`; nil for bullets.
  private var itemSign: UInt8?

  /// Takes the next line; whether it is within the limits, and what is said when it is the first that
  /// is not.
  mutating func take(_ line: String) -> (isKept: Bool, complaint: String?) {
    if matter != .behind, let taken = takeSetting(line) { return taken }
    let blanks = line.utf8.prefix { $0 == 0x20 }.count
    guard let first = line.utf8.dropFirst(blanks).first else {
      endBlock()
      return (true, nil)
    }
    if blanks < 4, first == 0x60 || first == 0x7E { follow(line.dropFirst(blanks)) }
    if fence.isEmpty, opensBlock(line, indentation: blanks) { paragraphBytes = 0 }
    let limit = fence.isEmpty ? Limit.paragraphBytes : Limit.codeBytes
    let isWithin = paragraphBytes <= limit && blockBytes <= Limit.blockBytes
    paragraphBytes += line.utf8.count + 1
    blockBytes += line.utf8.count + 1
    lines += 1
    previous = line
    let exceeded = paragraphBytes > limit ? limit : Limit.blockBytes
    guard paragraphBytes > limit || blockBytes > Limit.blockBytes else { return (true, nil) }
    guard isWithin else { return (false, nil) }
    return (
      false,
      "this paragraph is longer than \(exceeded >> 10) KiB; what follows up to a blank line is left out"
    )
  }

  /// Takes a line of the settings on top; nil for the first line behind them.
  private mutating func takeSetting(_ line: String) -> (isKept: Bool, complaint: String?)? {
    if matter == .before {
      guard line.trimmingBlanks == "---" else {
        matter = .behind
        return nil
      }
      matter = .inside
    } else if FrontMatterReader.closes(line) {
      matter = .behind
      endBlock()
      return (true, nil)
    }
    let isWithin = paragraphBytes <= Limit.matterBytes
    paragraphBytes += line.utf8.count + 1
    guard paragraphBytes > Limit.matterBytes else { return (true, nil) }
    return (
      false, isWithin ? "the front matter is longer than 16 KiB; the rest of it is left out" : nil
    )
  }

  private mutating func endBlock() {
    paragraphBytes = 0
    blockBytes = 0
    lines = 0
    previous = ""
    isTable = false
    // An item may go on behind a blank line: `itemColumn` stays.
  }

  /// Keeps track of fences: the line begins with a backtick or a tilde.
  private mutating func follow(_ text: Substring) {
    let marks = text.prefix { $0 == text.first }
    let rest = text.dropFirst(marks.count)
    if fence.isEmpty, marks.count >= 3, !rest.contains("`") {
      fence = marks
    } else if marks.first == fence.first, marks.count >= fence.count,
      rest.allSatisfy(\.isWhitespace)
    {
      fence = ""
      endBlock()
    }
  }

  /// Whether the line is an item of a list, a row of a table, or a heading: a block of its own.
  private mutating func opensBlock(_ line: String, indentation: Int) -> Bool {
    let text = line.utf8.dropFirst(indentation)
    if isTable { return text.contains(UInt8(ascii: "|")) }
    if lines == 1, Self.isDelimiterRow(text),
      Self.cells(Substring(previous)) == Self.cells(Substring(text))
    {
      isTable = true
      return true
    }
    if indentation < 4, text.first == UInt8(ascii: "#") { return Self.isHeading(text) }
    if opensItem(text, indentation) { return true }
    if lines == 0, indentation < itemColumn ?? 0 { (itemColumn, itemSign) = (nil, nil) }
    return false
  }

  private static func isHeading(_ text: Substring.UTF8View) -> Bool {
    let marks = text.prefix { $0 == UInt8(ascii: "#") }.count
    return marks <= 6 && text.dropFirst(marks).first.map { $0 == 0x20 } ?? true
  }

  /// Whether the line opens an item, by the rules for what may interrupt a paragraph: bullets with
  /// text, the number 1, and the next number of a list.
  private mutating func opensItem(_ text: Substring.UTF8View, _ indentation: Int) -> Bool {
    let digits = text.prefix { (0x30...0x39).contains($0) }
    let rest = text.dropFirst(digits.count)
    guard let sign = rest.first, rest.dropFirst().first == 0x20,
      rest.dropFirst(2).contains(where: { $0 != 0x20 })
    else { return false }
    let isBullet = digits.isEmpty && (sign == 0x2D || sign == 0x2A || sign == 0x2B)
    let isNumber = (1...9).contains(digits.count) && (sign == 0x2E || sign == 0x29)
    guard isBullet || isNumber else { return false }
    guard indentation < (itemColumn ?? 0) + 4 else { return false }
    let mayInterrupt = isBullet || lines == 0 || sign == itemSign || digits.elementsEqual([0x31])
    guard mayInterrupt else { return false }
    itemColumn = indentation + digits.count + 2
    itemSign = isBullet ? nil : sign
    return true
  }

  /// Whether the line is `--- | :-:` and the like.
  private static func isDelimiterRow(_ text: Substring.UTF8View) -> Bool {
    text.contains(0x2D) && text.contains(0x7C)
      && text.allSatisfy { $0 == 0x2D || $0 == 0x7C || $0 == 0x3A || $0 == 0x20 }
  }

  /// How many cells a row of a table has; a bar behind a backslash divides none.
  private static func cells(_ row: Substring) -> Int {
    var text = Substring(row.trimmingBlanks)
    if text.hasPrefix("|") { text = text.dropFirst() }
    if text.hasSuffix("|"), !text.hasSuffix("\\|") { text = text.dropLast() }
    var cells = 1
    var isEscaped = false
    for byte in text.utf8 {
      if byte == 0x7C, !isEscaped { cells += 1 }
      isEscaped = byte == 0x5C && !isEscaped
    }
    return cells
  }
}
