/// How long a lesson takes, reckoned from its words and its cells.
///
/// Optional sections are not part of it; neither are hints, solutions, and the code that a learner
/// writes.
struct ReadingTime {
  /// A technical text, read with care; plain prose goes at 240.
  private static let wordsPerMinute = 180.0
  private static let codeLinesPerMinute = 18.0

  private(set) var minutes = 0.0

  init(_ sections: [Section]) {
    for section in sections where !section.isOptional {
      minutes += Double(Self.words(section.title)) / Self.wordsPerMinute
      for element in section.elements { add(element) }
    }
  }

  private mutating func add(_ element: Element) {
    switch element {
    case .heading(_, let inlines), .paragraph(let inlines): read(Self.words(inlines))
    case .list(let list): for inner in list.items.joined() { add(inner) }
    case .quote(let inner), .alert(_, let inner): for inner in inner { add(inner) }
    case .table(let table):
      read(table.header.reduce(0) { $0 + Self.words($1) })
      read(table.rows.joined().reduce(0) { $0 + Self.words($1) })
    case .code(_, let text):
      minutes += Double(text.split(separator: "\n").count) / Self.codeLinesPerMinute
    case .cell(let cell): add(cell.kind)
    case .rule, .faulty: break
    }
  }

  /// The words of a cell, and the time to think, turn and look.
  private mutating func add(_ kind: Cell.Kind) {
    switch kind {
    case .run: minutes += 0.5
    case .predict(let spec):
      minutes += 0.75
      read(Self.words(spec.question) + Self.words(spec.explanation))
    case .quiz(let spec):
      minutes += 0.5
      for element in spec.question { add(element) }
      for choice in spec.choices {
        read(Self.words(choice.text) + (choice.isRight ? Self.words(choice.feedback) : 0))
      }
    case .exercise(let spec):
      minutes += 2
      read(Self.words(spec.prompt))
    case .code(let spec):
      minutes += 5
      read(Self.words(spec.prompt))
    case .hint, .solution, .task, .starter, .reference: break
    }
  }

  private mutating func read(_ words: Int) { minutes += Double(words) / Self.wordsPerMinute }

  private static func words(_ inlines: [Inline]) -> Int {
    words(inlines.map(\.plainText).joined())
  }

  private static func words(_ text: String) -> Int {
    var words = 0
    var isBetween = true
    for byte in text.utf8 {
      let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
      if isBetween, !isBlank { words += 1 }
      isBetween = isBlank
    }
    return words
  }
}

extension Lesson {
  /// How many minutes its text and cells take, optional sections aside, as far as can be reckoned.
  public var reckonedMinutes: Double { ReadingTime(sections).minutes }

  /// The ids of cells that stand in optional sections.
  public var optionalCellIDs: Set<String> {
    var ids: Set<String> = []
    for section in sections where section.isOptional {
      for case .cell(let cell) in section.elements { ids.insert(cell.id) }
    }
    return ids
  }
}
