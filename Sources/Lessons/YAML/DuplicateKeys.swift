import Yams

/// Finds every key that stands twice, where the parser stops at the first mapping that has one.
///
/// Each time it stops, the first letter of the key that it names is replaced by a private one, so that
/// all else keeps its place; in the tree that it yields at last, the keys are given back.
struct DuplicateKeys {
  private static let firstMark: UInt32 = 0xE000
  private static let maximumRounds = 32

  private var lines: [String]
  /// The letters that were replaced, in the order of their marks.
  private var letters: [Unicode.Scalar] = []
  /// The keys that the parser named, and where.
  private(set) var named: [(name: String, mark: Mark)] = []

  /// - Parameter lines: The text.
  init(_ lines: ArraySlice<String>) {
    self.lines = Array(lines)
  }

  /// The tree of the text; nil when there is none.
  ///
  /// - Throws: What the parser does, also for keys when there are too many of them.
  mutating func root() throws -> Yams.Node? {
    while true {
      // Blank lines at the end: the parser keeps a pointer to the text, which a short string lacks.
      let text = lines.joined(separator: "\n") + String(repeating: "\n", count: 32)
      do {
        // The parser knows no anchors here, and `basic` resolves no types: lessons read scalars as
        // written.
        return try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let name = names.first ?? ""
        named.append((original(name), context.mark))
        guard named.count < Self.maximumRounds, mark(name, at: context.mark) else {
          throw YamlError.duplicatedKeysInMapping(duplicates: names, context: context)
        }
      }
    }
  }

  /// The key as it was written.
  func original(_ name: String) -> String {
    guard let first = name.unicodeScalars.first, first.value >= Self.firstMark,
      letters.indices.contains(Int(first.value - Self.firstMark))
    else { return name }
    let letter = letters[Int(first.value - Self.firstMark)]
    return String(Character(letter)) + String(name.unicodeScalars.dropFirst())
  }

  /// Replaces the first letter of the key that stands there; false when it is not found.
  private mutating func mark(_ name: String, at place: Mark) -> Bool {
    guard lines.indices.contains(place.line - 1), let first = name.unicodeScalars.first,
      let mark = Unicode.Scalar(Self.firstMark + UInt32(letters.count))
    else { return false }
    var scalars = Array(lines[place.line - 1].unicodeScalars)
    var column = place.column - 1
    if scalars.indices.contains(column), scalars[column] == "'" || scalars[column] == "\"" {
      column += 1
    }
    guard scalars.indices.contains(column), scalars[column] == first else { return false }
    scalars[column] = mark
    letters.append(first)
    var line = String.UnicodeScalarView()
    line.append(contentsOf: scalars)
    lines[place.line - 1] = String(line)
    return true
  }
}
