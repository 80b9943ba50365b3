/// Sorts elements into sections, as headings of level 2 divide them.
struct Outline {
  private(set) var sections: [Section] = []
  /// The names of all headings, for links.
  private(set) var anchors: Set<String> = []
  private var names = Anchors()

  mutating func append(_ placed: MarkdownReader.Placed, source: SourceText) {
    let start = SourcePosition(line: placed.lines.lowerBound, column: 1)
    if case .heading(let level, let title) = placed.element {
      let name = names.anchor(for: title.map(\.plainText).joined())
      anchors.insert(name)
      if level == 2 {
        let line = source.line(start.line)
        // Counting characters is dear, and a title of bytes has as many.
        let isPlain = line.utf8.allSatisfy { $0 < 0x80 }
        let length = max(1, isPlain ? line.utf8.count : line.count)
        sections.append(
          Section(id: name, title: title, range: SourceRange(start: start, length: length)))
        return
      }
    }
    if sections.isEmpty {
      sections.append(Section(id: "", title: [], range: SourceRange(start: start)))
    }
    sections[sections.count - 1].append(placed.element, line: placed.lines.lowerBound)
  }
}
