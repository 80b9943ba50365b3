/// A source line with its number, and under it `^~~~` at the range.
///
/// ```
///    41 | kernels: [flsh1]
///       |           ^~~~~
/// ```
struct Excerpt {
  /// A longer line is cut, so that the marks stay in sight.
  private static let maximumCells = 120

  let line: String
  let range: SourceRange

  var text: String {
    let number = String(range.start.line)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let blank = String(repeating: " ", count: gutter.count)
    let (shown, marks) = marked
    return "\(gutter) | \(shown)\n\(blank) | \(marks)"
  }

  /// The line and the marks, cell by cell.
  ///
  /// A tab stays a tab in both, and a wide character has
  /// two cells in both, so that they align at any tab width.
  private var marked: (line: String, marks: String) {
    var shown = ""
    var marks = ""
    let first = range.start.column - 1
    let last = first + max(1, range.length) - 1
    // Of a long line the part around the range.
    let skipped = max(0, first - Self.maximumCells / 2)
    var cells = skipped == 0 ? 0 : 1
    if skipped > 0 {
      shown = "…"
      marks = " "
    }
    var column = skipped
    for character in line.dropFirst(skipped) {
      let width = CellWidth.of(character)
      guard cells + width <= Self.maximumCells else {
        shown += "…"
        break
      }
      shown.append(character)
      cells += width
      if column < first {
        marks += character == "\t" ? "\t" : String(repeating: " ", count: width)
      } else if column <= last {
        marks += String(repeating: column == first ? "^" : "~", count: min(1, width))
        marks += String(repeating: "~", count: max(0, width - 1))
      }
      column += 1
    }
    if column <= first { marks += "^" }
    return (shown, marks)
  }
}

/// How many cells of a terminal a character takes.
enum CellWidth {
  /// 0 for marks without a place of their own, 2 for East Asian wide characters and emoji, else 1.
  static func of(_ character: Character) -> Int {
    guard !character.isASCII else { return 1 }
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(scalar.value) ? 2 : 1
    }
  }

  static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  /// The wide and full-width blocks of Unicode's EastAsianWidth, and emoji shown as pictures.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD, 0x231A...0x231B, 0x2705, 0x274C, 0x2753...0x2755, 0x2757, 0x2B50:
      true
    default: false
    }
  }
}
