import Foundation
import Lessons
import Plot

extension Transcript {
  /// The transcript as one HTML page that loads nothing: figures are SVG within it.
  public var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
    style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLWriter.escaped(title))</title>
    <style>
    \(HTMLWriter.style)
    </style>
    </head>
    <body>
    <main>
    \(HTMLWriter().text(of: parts))
    </main>
    </body>
    </html>

    """
  }
}

/// Elements and figures as HTML.
struct HTMLWriter {
  static let style = """
    body { font: 1rem/1.5 system-ui, sans-serif; color: #222; background: #fff; margin: 1rem; }
    main { max-width: 46rem; margin: 0 auto; }
    pre, code { font-family: ui-monospace, monospace; font-size: 0.9em; }
    pre { overflow-x: auto; background: #f4f4f4; padding: 0.6rem; }
    img { max-width: 100%; height: auto; }
    figure { margin: 1rem 0; }
    figcaption { color: #555; font-size: 0.9em; }
    section.cell { border: 1px solid #888; border-radius: 4px; padding: 0 1rem; margin: 1rem 0; }
    blockquote, aside { border-left: 4px solid #888; margin-left: 0; padding-left: 1rem; }
    table { border-collapse: collapse; }
    th, td { border: 1px solid #bbb; padding: 0.2rem 0.6rem; text-align: left; }
    .center { text-align: center; }
    .right { text-align: right; }
    """

  func text(of parts: [Transcript.Part]) -> String {
    parts.map(text).joined(separator: "\n")
  }

  private func text(of part: Transcript.Part) -> String {
    switch part {
    case .element(let element): return block(element)
    case .heading(let level, let title, let anchor):
      return heading(level, title, named: anchor)
    case .figure(let figure): return drawn(figure)
    case .cell(let id, let line, let parts):
      let name = id.isEmpty ? "" : " id=\"\(Self.escaped(id))\""
      return "<section class=\"cell\"\(name)>\n<p>\(inline(line))</p>\n"
        + "\(text(of: parts))\n</section>"
    }
  }

  private func heading(_ level: Int, _ title: [Inline], named anchor: String = "") -> String {
    let tag = "h\(max(1, min(level, 6)))"
    let name = anchor.isEmpty ? "" : " id=\"\(Self.escaped(anchor))\""
    return "<\(tag)\(name)>\(inline(title))</\(tag)>"
  }

  /// As an image of its own, so that the names within one figure are not those of another.
  private func drawn(_ figure: Figure) -> String {
    // As many rows as on a screen of such a width, 18 points each, below a title.
    let rows = figure.preferredRows(columns: 88, maximum: 24)
    let data = Data(figure.svg(height: 52 + rows * 18).utf8).base64EncodedString()
    let caption =
      figure.alt.isEmpty ? "" : "<figcaption>\(Self.escaped(figure.alt))</figcaption>"
    return "<figure><img alt=\"\(Self.escaped(figure.summary))\""
      + " src=\"data:image/svg+xml;base64,\(data)\">\(caption)</figure>"
  }

  private func blocks(_ elements: [Element]) -> String {
    elements.map(block).joined(separator: "\n")
  }

  private func block(_ element: Element) -> String {
    switch element {
    case .heading(let level, let title): return heading(level, title)
    case .paragraph(let inlines): return "<p>\(inline(inlines))</p>"
    case .list(let list):
      let tag = list.start == nil ? "ul" : "ol"
      let start = list.start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
      let items = list.items.map { item -> String in
        // Items of a tight list are lines, not paragraphs.
        if list.isTight, case .paragraph(let inlines)? = item.first {
          return "<li>\(inline(inlines))\(blocks(Array(item.dropFirst())))</li>"
        }
        return "<li>\(blocks(item))</li>"
      }
      return "<\(tag)\(start)>\n\(items.joined(separator: "\n"))\n</\(tag)>"
    case .table(let table): return self.table(table)
    case .quote(let inner): return "<blockquote>\n\(blocks(inner))\n</blockquote>"
    case .alert(let kind, let inner):
      return "<aside><p><strong>\(Self.escaped(kind.capitalized))</strong></p>\n"
        + "\(blocks(inner))\n</aside>"
    case .code(_, let text): return "<pre><code>\(Self.escaped(text))</code></pre>"
    case .rule: return "<hr>"
    case .cell, .faulty: return ""
    }
  }

  private func table(_ table: MarkdownTable) -> String {
    func row(_ cells: [[Inline]], _ tag: String) -> String {
      let texts = cells.enumerated().map { column, cell -> String in
        let isKnown = table.alignments.indices.contains(column)
        let place =
          switch isKnown ? table.alignments[column] : .left {
          case .left: ""
          case .center: " class=\"center\""
          case .right: " class=\"right\""
          }
        return "<\(tag)\(place)>\(inline(cell))</\(tag)>"
      }
      return "<tr>\(texts.joined())</tr>"
    }
    let rows = table.rows.map { row($0, "td") }
    return (["<table>", row(table.header, "th")] + rows + ["</table>"]).joined(separator: "\n")
  }

  private func inline(_ inlines: [Inline]) -> String {
    inlines.map { inline -> String in
      switch inline {
      case .text(let text): Self.escaped(text)
      case .code(let text): "<code>\(Self.escaped(text))</code>"
      case .emphasis(let inner): "<em>\(self.inline(inner))</em>"
      case .strong(let inner): "<strong>\(self.inline(inner))</strong>"
      case .strikethrough(let inner): "<s>\(self.inline(inner))</s>"
      case .link(let destination, let inner):
        SafeLink.isPermitted(destination)
          ? "<a href=\"\(Self.escaped(destination))\">\(self.inline(inner))</a>"
          : self.inline(inner)
      case .image(_, let alt): "[image: \(self.inline(alt))]"
      case .softBreak: "\n"
      case .lineBreak: "<br>"
      }
    }.joined()
  }

  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }
}
