/// A lesson's text made safe, as lines: without byte order mark, with line feeds only, without
/// control characters, and within the limits below.
struct SourceText {
  /// What no lesson needs more of; a stranger's file may not cost more than that.
  enum Limit {
    static let bytes = 16 << 20
    static let lineBytes = 8192
    /// Columns of markers and blanks before the text of a line.
    static let indentation = 120
    static let cells = 2000
    static let cellBytes = 64 << 10
    /// Lines without a blank one between: prose, and code between fences.
    ///
    /// What cmark-gfm does within a
    /// paragraph may take time with the square of its length.
    static let paragraphBytes = 8 << 10
    static let codeBytes = 64 << 10
    static let depth = 24
    static let diagnostics = 200
  }

  let file: String
  private(set) var lines: [String] = []
  private var fence: Substring = ""
  private var paragraphBytes = 0
  /// What had to be changed for safety, at most one per line.
  private(set) var faults: [(code: DiagnosticCode, range: SourceRange, message: String)] = []

  init(_ text: String, file: String) {
    self.file = SafeText.clean(file)
    var bytes = Array(text.utf8.prefix(Limit.bytes))
    if text.utf8.count > Limit.bytes {
      fault(.tooLarge, line: 1, "the file is larger than 16 MiB; what follows is left out")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x0A || byte == 0x0D else {
        index += 1
        continue
      }
      append(bytes[start..<index])
      let isPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      index += isPair ? 2 : 1
      start = index
    }
    if start < bytes.count { append(bytes[start...]) }
  }

  /// The line with that number, counted from 1; empty when there is none.
  func line(_ number: Int) -> String {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }

  /// The lines of a closed range of numbers, as far as they exist.
  func lines(from first: Int, through last: Int) -> ArraySlice<String> {
    let low = min(max(first - 1, 0), lines.count)
    return lines[low..<max(low, min(last, lines.count))]
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    let number = lines.count + 1
    var line = String(decoding: bytes.prefix(Limit.lineBytes), as: UTF8.self)
    if bytes.count > Limit.lineBytes {
      fault(
        .tooLarge, line: number, "the line is longer than 8192 bytes; the rest of it is left out")
    }
    let clean = SafeText.clean(line)
    if clean != line {
      let pair = zip(line.unicodeScalars, clean.unicodeScalars).enumerated()
      let place = pair.first { $0.element.0 != $0.element.1 }
      if let place {
        let hex = String(place.element.0.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        let column = String(String.UnicodeScalarView(clean.unicodeScalars.prefix(place.offset)))
          .count
        faults.append(
          (
            .controlCharacter,
            SourceRange(start: SourcePosition(line: number, column: column + 1)),
            "the character U+\(padded) could steer a terminal; it is shown as U+FFFD"
          ))
      }
      line = clean
    }
    if bytes.count > Limit.indentation, let flat = flattened(line) {
      fault(.tooDeep, line: number, "the line is indented or nested too deeply; it is left out")
      line = flat
    }
    lines.append(isWithinParagraph(line) ? line : "")
  }

  /// Whether the lines since the last blank one are within the limit.
  private mutating func isWithinParagraph(_ line: String) -> Bool {
    let blanks = line.utf8.prefix { $0 == 0x20 }.count
    guard let first = line.utf8.dropFirst(blanks).first else {
      paragraphBytes = 0
      return true
    }
    if blanks < 4, first == 0x60 || first == 0x7E { follow(line.dropFirst(blanks)) }
    let limit = fence.isEmpty ? Limit.paragraphBytes : Limit.codeBytes
    let before = paragraphBytes
    paragraphBytes += line.utf8.count + 1
    if before <= limit, paragraphBytes > limit {
      fault(
        .tooLarge, line: lines.count + 1,
        "this paragraph is longer than \(limit >> 10) KiB; what follows up to a blank line is left out"
      )
    }
    return paragraphBytes <= limit
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
      paragraphBytes = 0
    }
  }

  /// Nothing in place of a line that opens with more markers and blanks than the limit.
  private func flattened(_ line: String) -> String? {
    let opening = line.utf8.prefix(Limit.indentation)
    let isStructure = opening.allSatisfy { byte in
      byte == 0x20 || byte == 0x09 || byte == 0x3E || byte == 0x2D || byte == 0x2A || byte == 0x2B
        || byte == 0x2E || byte == 0x29 || (0x30...0x39).contains(byte)
    }
    return isStructure ? "" : nil
  }

  private mutating func fault(_ code: DiagnosticCode, line: Int, _ message: String) {
    faults.append((code, SourceRange(start: SourcePosition(line: line, column: 1)), message))
  }
}
