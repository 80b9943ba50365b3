/// One Markdown file of the course, read.
///
/// A lesson with mistakes is still a lesson: what could not be read stands as `faulty` elements, and
/// ``diagnostics`` has every mistake of format.
public struct Lesson: Hashable, Sendable {
  /// The path as given.
  public var file: String
  public var frontMatter: FrontMatter
  /// What stands before the first `##` heading is a section without a title.
  public var sections: [Section]
  public var diagnostics: [Diagnostic]
  /// The lines of the file, for quoting.
  public var sourceLines: [String]
  /// Cells of which only a part could be read: what there is of them may have more mistakes.
  public internal(set) var partialCells: [Cell] = []
  /// Where the file lies; nil for a text that was never a file.
  public var folder: String?

  public init(
    file: String, frontMatter: FrontMatter, sections: [Section], diagnostics: [Diagnostic],
    sourceLines: [String]
  ) {
    self.file = file
    self.frontMatter = frontMatter
    self.sections = sections
    self.diagnostics = diagnostics
    self.sourceLines = sourceLines
  }

  public var id: String { frontMatter.id }
  public var title: String { frontMatter.title }

  /// Every cell in the order of the file, hints and solutions included.
  public var cells: [Cell] {
    sections.flatMap { section in
      section.elements.compactMap { element in
        guard case .cell(let cell) = element else { return nil }
        return cell
      }
    }
  }
}

/// What a lesson says of itself.
public struct FrontMatter: Hashable, Sendable {
  public var format: Int
  public var id: String
  public var title: String
  public var summary: String
  public var minutes: Int
  public var order: Int
  public var requires: [String]
  public var objectives: [String]
  /// Values for cells that do not say otherwise: `seed`, `threads` and others.
  public var defaults: Node?

  public init(
    format: Int = 1, id: String, title: String, summary: String = "", minutes: Int = 0,
    order: Int = 0, requires: [String] = [], objectives: [String] = [], defaults: Node? = nil
  ) {
    self.format = format
    self.id = id
    self.title = title
    self.summary = summary
    self.minutes = minutes
    self.order = order
    self.requires = requires
    self.objectives = objectives
    self.defaults = defaults
  }
}

/// What stands under one `##` heading.
public struct Section: Hashable, Sendable {
  /// From the title, as code hosting sites make it: lower case, dashes; unique in the lesson.
  public var id: String
  public var title: [Inline]
  public private(set) var elements: [Element] = []
  /// The first line of each element.
  public private(set) var lines: [Int] = []
  public var range: SourceRange

  /// Whether its title says so: a lesson is done without it, and its minutes leave it out.
  public var isOptional: Bool { Self.isOptional(title.map(\.plainText).joined()) }

  static func isOptional(_ title: String) -> Bool { title.lowercased().hasSuffix("(optional)") }

  public init(id: String, title: [Inline], range: SourceRange) {
    self.id = id
    self.title = title
    self.range = range
  }

  /// Adds an element that begins on that line of the file.
  public mutating func append(_ element: Element, line: Int) {
    elements.append(element)
    lines.append(line)
  }
}
