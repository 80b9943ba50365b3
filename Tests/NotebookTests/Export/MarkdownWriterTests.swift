import Lessons
import Testing

@testable import Notebook

@Suite struct MarkdownWriterTests {
  /// What a text without front matter's faults reads as.
  private func elements(_ text: String) -> [Element] {
    let lesson = LessonParser.parse(
      "---\nid: a\ntitle: A\nsummary: S.\n---\n\n" + text, file: "a.md")
    return lesson.sections.flatMap { section -> [Element] in
      (section.title.isEmpty ? [] : [.heading(level: 2, section.title)]) + section.elements
    }
  }

  @Test func `what the course says is read back the same`() throws {
    let folder = try #require(Library.installedCourse)
    var count = 0
    for entry in Library(folders: [folder]).entries {
      let lesson = LessonParser.load(entry.file)
      for section in lesson.sections {
        for element in section.elements {
          switch element {
          case .cell, .faulty: continue
          default: break
          }
          let text = MarkdownWriter().block(element)
          #expect(elements(text).map(\.joined) == [element.joined], "\(text)")
          count += 1
        }
      }
    }
    #expect(count > 100)
  }

  @Test(arguments: [
    "# a", "1. b", "2024. was", "12) c", "- d", "+ e", "* f", "---", "===", "> g",
    "*x* and _y_ **z**",
    "<script>alert(1)</script>", "<!-- a -->", "a | b", "|---|---|", "$5 of $6", "&lt; &copy;",
    "www.example.org", "http://example.org", "[a](b)", "![a](b)", "[a]: b", "`code`", "``` x",
    "~~a~~", "\\", "a\\*b", "[!NOTE]", "[x] done", "a_b_c", "##", "漢字 é 👩‍👩‍👧‍👦",
  ])
  func `text stays text`(text: String) {
    let paragraph = Element.paragraph([.text(text)])
    let quoted = Element.quote([paragraph])
    let listed = Element.list(MarkdownList(start: nil, isTight: true, items: [[paragraph]]))
    let broken = Element.paragraph([.text("a"), .softBreak, .text(text)])
    for element in [paragraph, quoted, listed, broken] {
      // A box is what a task of a list has, a mark like this what an alert has.
      if text == "[x] done", element == listed { continue }
      if text == "[!NOTE]", element == quoted { continue }
      let written = MarkdownWriter().block(element)
      #expect(elements(written).map(\.joined) == [element.joined], "\(written)")
    }
    let table = Element.table(
      MarkdownTable(
        alignments: [.left, .right], header: [[.text("h")], [.code("a|b")]],
        rows: [[[.text(text)], [.text("1")]]]))
    #expect(elements(MarkdownWriter().block(table)).map(\.joined) == [table.joined])
  }

  @Test(arguments: ["a", "`", "a`b", "``", " ", " a ", "a|b", "```"])
  func `code stays code`(text: String) {
    let inline = Element.paragraph([.text("x "), .code(text), .text(" y")])
    let block = Element.code(language: "swift", text: text)
    for element in [inline, block] {
      #expect(elements(MarkdownWriter().block(element)) == [element])
    }
  }

  @Test func `nested lists, alerts and marks are read back the same`() {
    let text = """
      - one
        1. first
        2. **strong *and* more**

           a paragraph
      - two

      > [!TIP]
      > Look *here*: [a link](<a b.md>), `code`.
      >
      > - a
      > - b

      | a | b |
      |:-:|--:|
      | *x* | `y \\| z` |
      """
    let read = elements(text)
    #expect(elements(MarkdownWriter().blocks(read)).map(\.joined) == read.map(\.joined))
    #expect(read.count == 3)
  }

  @Test func `lists that follow each other stay two`() {
    let list = Element.list(
      MarkdownList(start: nil, isTight: true, items: [[.paragraph([.text("a")])]]))
    #expect(elements(MarkdownWriter().blocks([list, list])) == [list, list])
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:a", "java\tscript:a", "\u{1}javascript:a", "java\nscript:a",
    "data:text/html,a", "file:///etc", "x:y",
  ])
  func `a link that a viewer might run is text`(destination: String) {
    let element = Element.paragraph([.link(destination: destination, [.text("here")])])
    #expect(MarkdownWriter().block(element) == "here")
  }
}

extension Element {
  /// With texts that follow each other as one, which is how they are read.
  fileprivate var joined: Element {
    switch self {
    case .heading(let level, let text): .heading(level: level, text.joinedTexts)
    case .paragraph(let text): .paragraph(text.joinedTexts)
    case .list(let list):
      .list(
        MarkdownList(
          start: list.start, isTight: list.isTight, items: list.items.map { $0.map(\.joined) }))
    case .quote(let inner): .quote(inner.map(\.joined))
    case .alert(let kind, let inner): .alert(kind: kind, inner.map(\.joined))
    case .table(let table):
      .table(
        MarkdownTable(
          alignments: table.alignments, header: table.header.map(\.joinedTexts),
          rows: table.rows.map { $0.map(\.joinedTexts) }))
    case .code, .rule, .cell, .faulty: self
    }
  }
}

extension [Inline] {
  fileprivate var joinedTexts: [Inline] {
    reduce(into: []) { result, inline in
      switch inline {
      case .text(let text):
        if case .text(let before)? = result.last {
          result[result.count - 1] = .text(before + text)
        } else {
          result.append(inline)
        }
      case .emphasis(let inner): result.append(.emphasis(inner.joinedTexts))
      case .strong(let inner): result.append(.strong(inner.joinedTexts))
      case .link(let destination, let inner):
        result.append(.link(destination: destination, inner.joinedTexts))
      default: result.append(inline)
      }
    }
  }
}
