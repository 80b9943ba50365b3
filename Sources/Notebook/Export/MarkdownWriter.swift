import Lessons
import Plot
public import Screen

extension Transcript {
  /// The transcript as Markdown that any viewer shows: figures are drawn in characters.
  ///
  /// - Parameter capabilities: The glyphs that figures are drawn with.
  /// - Returns: the text of a file.
  public func markdown(_ capabilities: Capabilities = Capabilities(colors: .none)) -> String {
    MarkdownWriter(capabilities: capabilities).text(of: parts) + "\n"
  }
}

/// Elements and figures as Markdown; what is text stays text, whatever signs it holds.
struct MarkdownWriter {
  var capabilities = Capabilities(colors: .none)

  func text(of parts: [Transcript.Part]) -> String {
    var blocks: [String] = []
    for (index, part) in parts.enumerated() {
      switch part {
      case .element(let element):
        if case .list = element, index > 0, case .element(.list) = parts[index - 1] {
          blocks.append("<!-- -->")
        }
        blocks.append(block(element))
      case .heading(let level, let title, _):
        blocks.append(block(.heading(level: level, title)))
      case .figure(let figure): blocks.append(drawn(figure))
      case .cell(_, let line, let parts):
        blocks.append(quoted(text(of: [.element(.paragraph(line))] + parts)))
      }
    }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// The figure in characters, its alternative text below it.
  private func drawn(_ figure: Figure) -> String {
    let context = LayoutContext(width: 78, capabilities: capabilities, isInteractive: false)
    let lines = context.draw([figure]).map { line in
      String(line.text.reversed().drop { $0 == " " }.reversed())
    }
    let drawing = fenced(lines.joined(separator: "\n"), language: "text")
    return figure.alt.isEmpty
      ? drawing : drawing + "\n\n" + block(.paragraph([.emphasis([.text(figure.alt)])]))
  }

  func blocks(_ elements: [Element], between: String = "\n\n") -> String {
    var texts: [String] = []
    for (index, element) in elements.enumerated() {
      if case .list = element, index > 0, case .list = elements[index - 1] {
        texts.append("<!-- -->")
      }
      texts.append(block(element))
    }
    return texts.joined(separator: between)
  }

  func block(_ element: Element) -> String {
    switch element {
    case .heading(let level, let title):
      return String(repeating: "#", count: max(1, min(level, 6))) + " "
        + inline(title, Place(isOneLine: true))
    case .paragraph(let inlines): return inline(inlines)
    case .list(let list): return self.list(list)
    case .table(let table): return self.table(table)
    case .quote(let inner): return quoted(blocks(inner))
    case .alert(let kind, let inner):
      return "> [!\(kind.uppercased())]\n" + quoted(blocks(inner))
    case .code(let language, let text): return fenced(text, language: language)
    case .rule: return "***"
    case .cell, .faulty: return ""
    }
  }

  private func quoted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
  }

  /// Between fences that are longer than any in the text.
  private func fenced(_ text: String, language: String) -> String {
    var longest = 2
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let word = language.filter { $0.isLetter || $0.isNumber || "+-".contains($0) }
    return "\(fence)\(word)\n\(text)\n\(fence)"
  }

  private func list(_ list: MarkdownList) -> String {
    list.items.enumerated().map { index, item in
      let marker = list.start.map { "\($0 + index). " } ?? "- "
      let text = blocks(item, between: list.isTight ? "\n" : "\n\n")
      let indent = String(repeating: " ", count: marker.utf8.count)
      return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .map { $0 == 0 ? marker + $1 : $1.isEmpty ? "" : indent + $1 }.joined(separator: "\n")
    }.joined(separator: list.isTight ? "\n" : "\n\n")
  }

  private func table(_ table: MarkdownTable) -> String {
    let rules = table.alignments.map { alignment in
      switch alignment {
      case .left: "---"
      case .center: ":-:"
      case .right: "--:"
      }
    }
    let rows = ([table.header] + table.rows).map { row in
      row.map { inline($0, Place(isOneLine: true, isCell: true)) }
    }
    return ([rows[0], rules] + rows.dropFirst())
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}

extension MarkdownWriter {
  /// Where a piece of text stands.
  struct Place {
    var isOneLine = false
    var isCell = false
    /// Within emphasis, which then takes the other mark.
    var isMarked = false
  }

  func inline(_ inlines: [Inline], _ place: Place = Place()) -> String {
    var result = ""
    for (index, inline) in inlines.enumerated() {
      switch inline {
      case .text(let text):
        if index == 0, text == "[x] " || text == "[ ] " {
          result += text
        } else {
          result += escaped(text, isAtStart: result.isEmpty || result.hasSuffix("\n"))
        }
      case .code(let text): result += code(text, place)
      case .emphasis(let inner): result += marked(inner, place.isMarked ? "_" : "*", place)
      case .strong(let inner): result += marked(inner, place.isMarked ? "__" : "**", place)
      case .strikethrough(let inner): result += marked(inner, "~~", place)
      case .link(let destination, let inner):
        let text = self.inline(inner, place)
        result +=
          SafeLink.isPermitted(destination) ? "[\(text)](\(address(destination)))" : text
      case .image(_, let alt): result += "\\[image: \(self.inline(alt, place))\\]"
      case .softBreak: result += place.isOneLine ? " " : "\n"
      case .lineBreak: result += place.isOneLine ? "<br>" : "\\\n"
      }
    }
    return result
  }

  private func marked(_ inner: [Inline], _ mark: String, _ place: Place) -> String {
    var place = place
    place.isMarked = true
    let text = inline(inner, place)
    return text.isEmpty ? "" : mark + text + mark
  }

  private func code(_ text: String, _ place: Place) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let marks = String(repeating: "`", count: longest + 1)
    let isPadded =
      text.hasPrefix("`") || text.hasSuffix("`")
      || text.hasPrefix(" ") && text.hasSuffix(" ") && text.contains { $0 != " " }
    let inner = isPadded ? " \(text) " : text
    return marks + (place.isCell ? inner.replacing("|", with: "\\|") : inner) + marks
  }

  private func address(_ destination: String) -> String {
    let isPlain = destination.utf8.allSatisfy { $0 > 0x20 && !"()<>\\".utf8.contains($0) }
    guard !isPlain || destination.isEmpty else { return destination }
    let inner = destination.replacing("\\", with: "\\\\").replacing("<", with: "\\<")
      .replacing(">", with: "\\>").replacing("\n", with: "%0A")
    return "<\(inner)>"
  }

  /// Text that no sign in it turns into markup.
  private func escaped(_ text: String, isAtStart: Bool) -> String {
    var result = ""
    var digits = isAtStart ? 0 : -1
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let isFirst = isAtStart && index == 0
      let isNumbered = digits == index && index > 0 && (character == "." || character == ")")
      if digits == index, character.isASCII, character.isNumber { digits += 1 }
      let opensAddress =
        character == ":" && characters[(index + 1)...].starts(with: "//")
        || character == "." && index >= 3 && characters[(index - 3)..<index].elementsEqual("www")
      if "\\`*_[]<>&|~$#".contains(character) || isFirst && "-+=".contains(character)
        || isNumbered || opensAddress
      {
        result.append("\\")
      }
      // Nothing but a break makes a line.
      result.append(character == "\n" || character == "\r\n" ? " " : character)
    }
    return result
  }
}

/// Where links of a transcript may lead.
enum SafeLink {
  private static let schemes = ["http", "https", "mailto"]

  /// Web pages, addresses of mail, headings and files beside; nothing that a viewer might run.
  static func isPermitted(_ destination: String) -> Bool {
    // A browser leaves these out before it looks for a scheme.
    guard !destination.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { return false }
    guard case .address(let address) = LinkTarget(destination) else { return true }
    let scheme = address.prefix { $0 != ":" }.lowercased()
    return address.hasPrefix("//") || schemes.contains(scheme)
  }
}
