import Foundation

extension Lesson {
  /// A heading, and where it stands.
  public struct Heading: Hashable, Sendable {
    /// The name by which it is linked to.
    public var anchor: String
    /// The place of its section.
    public var section: Int
    /// Its place among the section's elements; nil for the heading of the section itself.
    public var element: Int?
  }

  /// Every heading that links can name, in the order of the file.
  public var headings: [Heading] {
    var names = Anchors()
    var headings: [Heading] = []
    for (index, section) in sections.enumerated() {
      if !section.title.isEmpty {
        let name = names.anchor(for: section.title.map(\.plainText).joined())
        headings.append(Heading(anchor: name, section: index, element: nil))
      }
      for (place, element) in section.elements.enumerated() {
        guard case .heading(_, let title) = element else { continue }
        let name = names.anchor(for: title.map(\.plainText).joined())
        headings.append(Heading(anchor: name, section: index, element: place))
      }
    }
    return headings
  }

  /// Where the links of the lesson lead, each once, in the order of the file.
  public var linkDestinations: [String] {
    var seen: Set<String> = []
    return sections.flatMap { $0.title.destinations + $0.elements.flatMap(\.destinations) }
      .filter { seen.insert($0).inserted }
  }
}

/// Where a link leads.
public enum LinkTarget: Hashable, Sendable {
  /// A heading or a cell of the same lesson; empty for its beginning.
  case anchor(String)
  /// A file beside the lesson, and a heading or cell of it; empty for its beginning.
  case file(String, anchor: String)
  /// An address outside, which the program does not open.
  case address(String)

  /// Reads a destination as it stands in the Markdown.
  public init(_ destination: String) {
    func decoded(_ text: some StringProtocol) -> String {
      text.removingPercentEncoding ?? String(text)
    }
    if destination.hasPrefix("#") {
      let name = decoded(destination.dropFirst())
      self = .anchor(name == "top" ? "" : name)
      return
    }
    let scheme = destination.prefix { $0 != ":" }
    let isScheme =
      scheme.count < destination.count && scheme.first?.isLetter == true
      && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    if isScheme || destination.hasPrefix("//") {
      self = .address(destination)
      return
    }
    let file = destination.prefix { $0 != "#" && $0 != "?" }
    let anchor = destination.drop { $0 != "#" }.dropFirst()
    self = .file(decoded(file), anchor: decoded(anchor))
  }
}

extension [Inline] {
  fileprivate var destinations: [String] {
    flatMap { inline -> [String] in
      switch inline {
      case .link(let destination, let inner): [destination] + inner.destinations
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): inner.destinations
      case .text, .code, .image, .softBreak, .lineBreak: []
      }
    }
  }
}

extension Element {
  fileprivate var destinations: [String] {
    switch self {
    case .heading(_, let text), .paragraph(let text): text.destinations
    case .list(let list): list.items.joined().flatMap(\.destinations)
    case .table(let table): (table.header + table.rows.joined()).flatMap(\.destinations)
    case .quote(let inner), .alert(_, let inner): inner.flatMap(\.destinations)
    case .cell(let cell):
      switch cell.kind {
      case .quiz(let spec):
        spec.question.flatMap(\.destinations) + spec.choices.flatMap(\.text.destinations)
      case .hint(_, let inner), .solution(_, let inner): inner.flatMap(\.destinations)
      case .run, .exercise, .predict, .code, .task, .starter, .reference: []
      }
    case .code, .rule, .faulty: []
    }
  }
}
