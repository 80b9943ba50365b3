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
    /// Formulas in fences, all together.
    static let formulaBytes = 512 << 10
    /// The settings of all cells together.
    static let settingsBytes = 256 << 10
    /// Lines, four each, and marks of Markdown in them: what reading costs grows with these, by more
    /// than with bytes.
    static let work = 1_600_000
    static let depth = 24
    static let diagnostics = 200
  }

  let file: String
  private(set) var lines: [String] = []
  private var meter = ParagraphMeter()
  /// What reading the lines costs, in units of ``Limit/work``.
  private(set) var work = 0
  /// Whether the lines stand between two `$$`.
  private var isInFormula = false
  /// What had to be changed for safety, at most one per line.
  private(set) var faults: [(code: DiagnosticCode, range: SourceRange, message: String)] = []

  init(_ text: String, file: String) {
    self.file = SafeText.clean(file)
    var bytes = Array(text.utf8)
    if bytes.count > Limit.bytes {
      bytes.removeLast(bytes.count - Limit.bytes)
      fault(.tooLarge, line: 1, "the file is larger than 16 MiB; what follows is left out")
    }
    // A byte order mark is no text.
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x0A || byte == 0x0D else {
        index += 1
        continue
      }
      append(bytes[start..<index])
      guard work <= Limit.work else { break }
      let isPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      index += isPair ? 2 : 1
      start = index
    }
    if start < bytes.count, work <= Limit.work { append(bytes[start...]) }
    if work > Limit.work {
      fault(
        .tooLarge, line: lines.count,
        "there are more lines and marks than a lesson may have; what follows is left out")
    }
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
    // A formula is rewritten character by character.
    work += Self.work(of: bytes) + (isInFormula ? bytes.count : 0)
    if bytes.elementsEqual("$$".utf8) { isInFormula.toggle() }
    var line = String(decoding: bytes.prefix(Limit.lineBytes), as: UTF8.self)
    if bytes.count > Limit.lineBytes {
      fault(
        .tooLarge, line: number, "the line is longer than 8192 bytes; the rest of it is left out")
    }
    if SafeText.needsCleaning(line) {
      noteControlCharacter(in: line, number)
      line = SafeText.clean(line)
    }
    if bytes.count > Limit.indentation, let flat = flattened(line) {
      fault(.tooDeep, line: number, "the line is indented or nested too deeply; it is left out")
      line = flat
    }
    let (isKept, complaint) = meter.take(line)
    if let complaint { fault(.tooLarge, line: number, complaint) }
    lines.append(isKept ? line : "")
  }

  /// What a line costs: what may open or close something in it, how deep it may be nested, and
  /// cells of a table, which cmark-gfm counts anew for each.
  private static func work(of line: ArraySlice<UInt8>) -> Int {
    var marks = 0
    var bars = 0
    var hasDollar = false
    for byte in line {
      switch byte {
      case UInt8(ascii: "$"): hasDollar = true
      case UInt8(ascii: "|"): bars += 1
      case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"): marks += 2
      case UInt8(ascii: "]"), UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: "&"),
        UInt8(ascii: "!"), UInt8(ascii: ">"),
        UInt8(ascii: "~"), UInt8(ascii: "\\"), UInt8(ascii: "#"), UInt8(ascii: "@"),
        UInt8(ascii: ":"):
        marks += 1
      default: break
      }
    }
    let blanks = line.prefix { $0 == 0x20 }.count
    // A formula is rewritten character by character.
    return 4 + marks + bars + bars * bars / 64 + blanks / 4 + (hasDollar ? line.count : 0)
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

  /// Warns of the first character of a line that is replaced.
  private mutating func noteControlCharacter(in line: String, _ number: Int) {
    // Each has a line of its own, and more are not listed.
    guard faults.count < Limit.diagnostics,
      let place = line.unicodeScalars.firstIndex(where: SafeText.isDangerous)
    else { return }
    let hex = String(line.unicodeScalars[place].value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    let column = String(line.unicodeScalars[..<place]).count + 1
    faults.append(
      (
        .controlCharacter, SourceRange(start: SourcePosition(line: number, column: column)),
        "the character U+\(padded) could steer a terminal; it is shown as U+FFFD"
      ))
  }

  private mutating func fault(_ code: DiagnosticCode, line: Int, _ message: String) {
    faults.append((code, SourceRange(start: SourcePosition(line: line, column: 1)), message))
  }
}
