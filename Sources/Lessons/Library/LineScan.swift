/// The lines of a text, one after the other.
struct LineScan {
  private let bytes: [UInt8]
  private var start = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> ScannedLine? {
    guard start < bytes.count else { return nil }
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    defer { start = end + 1 }
    return ScannedLine(bytes: bytes[start..<end])
  }

  /// Steps behind the settings on top, when there are some; false when they never end, or are
  /// longer than the parser may read.
  mutating func skipFrontMatter() -> Bool {
    guard let first = next(), first.isRule("---") else {
      start = 0
      return true
    }
    while let line = next() {
      if line.isRule("---") && line.bytes.first == UInt8(ascii: "-")
        || line.isRule("...") && line.bytes.first == UInt8(ascii: ".")
      {
        return start <= ParagraphMeter.Limit.matterBytes
      }
    }
    return false
  }
}

/// A line without its end.
struct ScannedLine {
  let bytes: ArraySlice<UInt8>

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  var isBlank: Bool { bytes.allSatisfy(Self.isBlank) }

  /// Whether the line is these signs alone, as the parser trims the lines around settings.
  func isRule(_ signs: String) -> Bool {
    String(decoding: bytes.prefix(80), as: UTF8.self).trimmingBlanks == signs && bytes.count < 80
  }

  /// Whether the line is a comment of markup, begun and ended.
  var isComment: Bool {
    bytes.first == UInt8(ascii: "<") && bytes.starts(with: Array("<!--".utf8))
      && bytes.indices.contains { bytes[$0...].starts(with: Array("-->".utf8)) }
  }

  /// Whether headings and fences are what the first bytes of the line say.
  func isCertain(after isOpen: Bool, atMost bars: Int) -> Bool {
    let text = bytes.drop(while: Self.isBlank)
    guard let first = text.first else { return true }
    let isIndented = text.startIndex > bytes.startIndex
    switch first {
    case UInt8(ascii: "<"): return false
    case UInt8(ascii: "#"), UInt8(ascii: "`"), UInt8(ascii: "~"):
      if isIndented { return false }
    case UInt8(ascii: "="), UInt8(ascii: "-"):
      if isOpen, text.allSatisfy({ $0 == first || Self.isBlank($0) }) { return false }
    default: break
    }
    return bytes.count <= 4096 && bytes.count(where: { $0 == UInt8(ascii: "|") }) <= bars
  }

  /// The signs that open a fence here, and how many; nil when none is opened.
  var opening: (mark: UInt8, count: Int)? {
    guard let mark = bytes.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return nil
    }
    let count = bytes.prefix { $0 == mark }.count
    guard count >= 3 else { return nil }
    let info = bytes.dropFirst(count)
    return mark == UInt8(ascii: "`") && info.contains(mark) ? nil : (mark, count)
  }

  /// Whether the line closes a fence of that sign and length.
  func closes(_ mark: UInt8, _ count: Int) -> Bool {
    let text = bytes.drop { $0 == 0x20 }
    guard text.startIndex - bytes.startIndex < 4 else { return false }
    let marks = text.prefix { $0 == mark }
    return marks.count >= count && text.dropFirst(marks.count).allSatisfy(Self.isBlank)
  }

  /// The level and the raw title of a heading.
  var heading: (level: Int, title: ArraySlice<UInt8>)? {
    let marks = bytes.prefix { $0 == UInt8(ascii: "#") }
    guard (1...6).contains(marks.count) else { return nil }
    var title = bytes.dropFirst(marks.count)
    guard title.first.map(Self.isBlank) ?? true else { return nil }
    title = Self.trimmed(title)
    // Closing signs, behind a blank or alone.
    let body = title.prefix(title.count - title.reversed().prefix { $0 == UInt8(ascii: "#") }.count)
    if body.count < title.count, body.last.map(Self.isBlank) ?? true { title = Self.trimmed(body) }
    return (marks.count, title)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let front = bytes.drop(while: isBlank)
    return front.prefix(front.count - front.reversed().prefix(while: isBlank).count)
  }
}

/// A fence whose attributes are written as in nearly every lesson: `{#id .kind}` and pairs, all of
/// them letters, digits and dashes.
struct PlainFence {
  private(set) var id: String?
  private(set) var kind: String?

  /// Reads a line that opens a fence; without id and kind when it opens no cell, nil when only
  /// ``Attributes`` can tell.
  init?(_ line: ArraySlice<UInt8>) {
    let info = line.drop { $0 == 0x20 || $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }
    guard info.starts(with: "flash".utf8) else { return }
    var rest = info.dropFirst(5)
    while let last = rest.last, ScannedLine.isBlank(last) { rest.removeLast() }
    rest = rest.drop(while: ScannedLine.isBlank)
    guard rest.first == UInt8(ascii: "{"), rest.last == UInt8(ascii: "}") else { return nil }
    for word in rest.dropFirst().dropLast().split(separator: 0x20) {
      let isNamed = word.first == UInt8(ascii: "#") || word.first == UInt8(ascii: ".")
      let text = isNamed ? word.dropFirst() : word
      guard text.allSatisfy({ Self.isPlain($0) || !isNamed && $0 == UInt8(ascii: "=") }) else {
        return nil
      }
      if word.first == UInt8(ascii: "#") { id = String(decoding: text, as: UTF8.self) }
      if word.first == UInt8(ascii: ".") { kind = String(decoding: text, as: UTF8.self) }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
