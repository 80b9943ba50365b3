/// One piece of a section.
public indirect enum Element: Hashable, Sendable {
  /// Level 1...6; the `##` that opens a section is not repeated as an element.
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  case list(MarkdownList)
  case table(MarkdownTable)
  case quote([Element])
  /// `> [!NOTE]` and its kin: `note`, `tip`, `important`, `warning`, `caution`.
  case alert(kind: String, [Element])
  case code(language: String, text: String)
  case rule
  case cell(Cell)
  /// A cell that could not be read; the screen shows the mistakes in its place.
  case faulty(source: String, [Diagnostic])
}

/// A bullet or numbered list; each item holds elements, so lists nest.
public struct MarkdownList: Hashable, Sendable {
  /// The number of the first item; nil for bullets.
  public var start: Int?
  public var isTight: Bool
  public var items: [[Element]]

  public init(start: Int?, isTight: Bool, items: [[Element]]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

/// A table of inline text.
public struct MarkdownTable: Hashable, Sendable {
  public enum Alignment: Hashable, Sendable {
    case left, center, right
  }

  public var alignments: [Alignment]
  public var header: [[Inline]]
  public var rows: [[[Inline]]]

  public init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}

/// Text within a line.
public indirect enum Inline: Hashable, Sendable {
  case text(String)
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case link(destination: String, [Inline])
  case image(source: String, alt: [Inline])
  case softBreak
  case lineBreak

  /// The text without markup.
  public var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(_, let inner),
      .image(_, let inner):
      inner.map(\.plainText).joined()
    case .softBreak: " "
    case .lineBreak: "\n"
    }
  }
}
