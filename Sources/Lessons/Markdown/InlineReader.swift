import CMarkdown

/// Reads the text within a block.
struct InlineReader {
  private(set) var destinations: [String] = []

  mutating func inlines(of node: MarkdownNode, depth: Int = 0) -> [Inline] {
    guard depth <= SourceText.Limit.depth else { return [] }
    var result: [Inline] = []
    for child in node.children {
      switch child.kind {
      case MARKDOWN_TEXT: append(child.literal, to: &result)
      case MARKDOWN_SOFT_BREAK: result.append(.softBreak)
      case MARKDOWN_LINE_BREAK: result.append(.lineBreak)
      case MARKDOWN_CODE: result.append(.code(child.literal))
      case MARKDOWN_EMPHASIS: result.append(.emphasis(inlines(of: child, depth: depth + 1)))
      case MARKDOWN_STRONG: result.append(.strong(inlines(of: child, depth: depth + 1)))
      case MARKDOWN_STRIKETHROUGH:
        result.append(.strikethrough(inlines(of: child, depth: depth + 1)))
      case MARKDOWN_LINK:
        destinations.append(child.destination)
        result.append(
          .link(destination: child.destination, inlines(of: child, depth: depth + 1)))
      case MARKDOWN_IMAGE:
        destinations.append(child.destination)
        result.append(.image(source: child.destination, alt: inlines(of: child, depth: depth + 1)))
      case MARKDOWN_HTML_INLINE:
        if child.literal.lowercased().hasPrefix("<br") { result.append(.lineBreak) }
      default: result += inlines(of: child, depth: depth + 1)
      }
    }
    return result.map { inline in
      if case .text(let text) = inline { .text(MathText.replacing(in: text)) } else { inline }
    }
  }

  private func append(_ text: String, to result: inout [Inline]) {
    let flat =
      text.utf8.contains { $0 < 0x20 }
      ? String(text.map { $0 == "\n" || $0 == "\t" ? " " : $0 }) : text
    if case .text(let before) = result.last {
      result[result.count - 1] = .text(before + flat)
    } else {
      result.append(.text(flat))
    }
  }
}
