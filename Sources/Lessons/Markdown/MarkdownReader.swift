import CMarkdown

/// Reads a stretch of a lesson's lines as Markdown elements.
struct MarkdownReader {
  /// An element, and the lines of the file it stands on.
  struct Placed {
    var element: Element
    var lines: ClosedRange<Int>
  }

  private let source: SourceText
  private let offset: Int
  private let reportsCells: Bool

  /// - Parameters:
  ///   - source: The file.
  ///   - offset: How many lines stand before the first that is read.
  ///   - reportsCells: Whether a fence `flash` at the margin is left to the caller; elsewhere it is a
  ///     mistake.
  private init(source: SourceText, offset: Int, reportsCells: Bool) {
    self.source = source
    self.offset = offset
    self.reportsCells = reportsCells
  }

  /// The elements of the lines of a closed range of numbers, in order.
  ///
  /// Cells are read only in the
  /// body of a lesson, through `cell`, which gets the lines of the fence.
  static func read(
    from first: Int, through last: Int, of source: SourceText, into report: inout Report,
    cell: ((ClosedRange<Int>, inout Report) -> Element)? = nil
  ) -> [Placed] {
    let text = source.lines(from: first, through: last).joined(separator: "\n") + "\n"
    guard let root = MarkdownTree(text).root else { return [] }
    let reader = MarkdownReader(source: source, offset: first - 1, reportsCells: cell != nil)
    var placed: [Placed] = []
    for node in root.children {
      let lines = reader.lines(of: node)
      if let cell, isCell(node) {
        placed.append(Placed(element: cell(lines, &report), lines: lines))
      } else if let element = reader.element(node, depth: 0, into: &report) {
        placed.append(Placed(element: element, lines: lines))
      }
    }
    return placed
  }

  /// Whether the block is a fence `flash`, or one of Swift that belongs to a cell.
  private static func isCell(_ node: MarkdownNode) -> Bool {
    guard node.kind == MARKDOWN_CODE_BLOCK, node.isFenced else { return false }
    let word = node.info.prefix { !$0.isWhitespace && $0 != "{" }
    return word == "flash" || (word == "swift" && node.info.contains("{."))
  }

  private func lines(of node: MarkdownNode) -> ClosedRange<Int> {
    let start = max(1, node.startLine) + offset
    return start...max(start, node.endLine + offset)
  }

  private func place(_ node: MarkdownNode) -> SourceRange {
    let line = lines(of: node).lowerBound
    let text = source.line(line)
    let blanks = text.prefix { $0 == " " || $0 == "\t" }.count
    return SourceRange(
      start: SourcePosition(line: line, column: blanks + 1),
      length: max(1, text.count - blanks))
  }

  private func elements(
    of node: MarkdownNode, depth: Int, into report: inout Report
  ) -> [Element] {
    guard depth <= SourceText.Limit.depth else {
      report.add(.tooDeep, at: place(node), "this is nested too deeply; it is left out")
      return []
    }
    return node.children.compactMap { element($0, depth: depth, into: &report) }
  }

  private func element(
    _ node: MarkdownNode, depth: Int, into report: inout Report
  ) -> Element? {
    switch node.kind {
    case MARKDOWN_PARAGRAPH:
      if let formula = displayed(node) { return .code(language: "math", text: formula) }
      return .paragraph(inlines(of: node, into: &report))
    case MARKDOWN_HEADING:
      return .heading(level: node.level, inlines(of: node, into: &report))
    case MARKDOWN_LIST:
      let items = node.children.map { item -> [Element] in
        let inner = elements(of: item, depth: depth + 1, into: &report)
        return item.isTask ? Self.marked(inner, isChecked: item.isChecked) : inner
      }
      return .list(MarkdownList(start: node.listStart, isTight: node.isTight, items: items))
    case MARKDOWN_QUOTE:
      return Self.alert(elements(of: node, depth: depth + 1, into: &report))
    case MARKDOWN_RULE: return .rule
    case MARKDOWN_TABLE: return table(node, into: &report)
    case MARKDOWN_CODE_BLOCK: return code(node, into: &report)
    case MARKDOWN_HTML_BLOCK:
      let text = node.literal.trimmingBlanks
      return text.hasPrefix("<!--") ? nil : .code(language: "html", text: text)
    default: return nil
    }
  }

  /// The formula of a paragraph that stands between `$$`.
  private func displayed(_ node: MarkdownNode) -> String? {
    let lines = lines(of: node)
    guard source.line(lines.lowerBound).trimmingBlanks.hasPrefix("$$") else { return nil }
    let text = source.lines(from: lines.lowerBound, through: lines.upperBound)
      .map(\.trimmingBlanks).joined(separator: "\n").trimmingBlanks
    guard text.hasPrefix("$$"), text.hasSuffix("$$"), text.count > 4 else { return nil }
    return MathText.unicode(String(text.dropFirst(2).dropLast(2)))
  }

  private func inlines(of node: MarkdownNode, into report: inout Report) -> [Inline] {
    var reader = InlineReader()
    let inlines = reader.inlines(of: node)
    for destination in reader.destinations {
      report.links.append(.init(destination: destination, lines: lines(of: node)))
    }
    return inlines
  }

  private func code(_ node: MarkdownNode, into report: inout Report) -> Element {
    let lines = lines(of: node)
    guard !Self.isCell(node) else {
      report.add(.misplacedCell, at: place(node), "a cell stands at the left margin, on its own")
      let text = source.lines(from: lines.lowerBound, through: lines.upperBound)
      return .faulty(source: text.joined(separator: "\n"), report.diagnostics.suffix(1))
    }
    if node.isFenced, Fence.isUnclosed(lines, of: source) {
      report.add(.unclosedFence, at: place(node), "the fence that opens here is never closed")
    }
    if node.isFenced { checkWord(of: node, into: &report) }
    let language = String(node.info.prefix { !$0.isWhitespace })
    var text = node.literal
    if text.hasSuffix("\n") { text.removeLast() }
    if language == "math", report.takesFormula(of: text.utf8.count) {
      text = text.split(separator: "\n").map { MathText.unicode(String($0)) }
        .joined(separator: "\n")
    }
    return .code(language: language, text: text)
  }

  /// Reports a fence with the attributes of a cell whose word is misspelt: it would be shown as code.
  private func checkWord(of node: MarkdownNode, into report: inout Report) {
    let info = node.info
    let word = String(info.prefix { !$0.isWhitespace && $0 != "{" })
    let rest = info.dropFirst(word.count).drop { $0.isWhitespace }
    guard rest.hasPrefix("{#") || rest.hasPrefix("{.") else { return }
    let place = place(node)
    let line = source.line(place.start.line)
    guard let near = Spelling.nearest(to: word, among: ["flash", "swift"]),
      let found = line.firstRange(of: word)
    else { return }
    let column = line.distance(from: line.startIndex, to: found.lowerBound) + 1
    report.add(
      .badAttributes,
      at: SourceRange(
        start: SourcePosition(line: place.start.line, column: column), length: word.count),
      "no cell begins with the word '\(word)'; " + Spelling.proposal(near))
  }

  private func table(_ node: MarkdownNode, into report: inout Report) -> Element {
    var rows: [[[Inline]]] = []
    for row in node.children where row.kind == MARKDOWN_TABLE_ROW {
      rows.append(row.children.map { inlines(of: $0, into: &report) })
    }
    let header = rows.first ?? []
    let alignments = header.indices.map { node.alignment(column: $0) }
    return .table(
      MarkdownTable(alignments: alignments, header: header, rows: Array(rows.dropFirst())))
  }

  /// A task of a list: its box stands before its text.
  private static func marked(_ elements: [Element], isChecked: Bool) -> [Element] {
    let box = Inline.text(isChecked ? "[x] " : "[ ] ")
    guard case .paragraph(let inlines) = elements.first else {
      return [.paragraph([box])] + elements
    }
    return [.paragraph([box] + inlines)] + elements.dropFirst()
  }

  /// A quote, or the alert that its first line `[!NOTE]` makes of it.
  private static func alert(_ elements: [Element]) -> Element {
    guard case .paragraph(let inlines) = elements.first, case .text(let mark) = inlines.first,
      inlines.count == 1 || inlines[1] == .softBreak || inlines[1] == .lineBreak,
      let kind = ["note", "tip", "important", "warning", "caution"].first(where: {
        mark.trimmingBlanks.lowercased() == "[!\($0)]"
      })
    else { return .quote(elements) }
    let rest = Array(inlines.dropFirst(2))
    let first: [Element] = rest.isEmpty ? [] : [.paragraph(rest)]
    return .alert(kind: kind, first + elements.dropFirst())
  }
}
