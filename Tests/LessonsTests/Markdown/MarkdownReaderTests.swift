import Lessons
import Testing

@Suite struct MarkdownReaderTests {
  @Test func `sections begin at headings of level two`() {
    let lesson = lesson("Before.\n\n## One *two*\n\n### Deeper\n\n## One two\n\n## Ça, c'est `N²`!")
    #expect(lesson.sections.map(\.id) == ["", "one-two", "one-two-1", "ça-cest-n²"])
    #expect(lesson.sections.map(\.range.start.line) == [8, 10, 14, 16])
    #expect(lesson.sections[1].elements == [.heading(level: 3, [.text("Deeper")])])
  }

  @Test func `reads tables, tasks, alerts, strikethrough and bare links`() {
    let elements = lesson(
      """
      | a | b |
      |:-:|--:|
      | 1 | ~~2~~ |

      - [x] done

      > [!TIP]
      > Read on.

      See https://example.org now.

      3. three
      """
    ).sections[0].elements
    let link = Inline.link(
      destination: "https://example.org", [.text("https://example.org")])
    #expect(
      elements == [
        .table(
          MarkdownTable(
            alignments: [.center, .right], header: [[.text("a")], [.text("b")]],
            rows: [[[.text("1")], [.strikethrough([.text("2")])]]])),
        .list(
          MarkdownList(
            start: nil, isTight: true, items: [[.paragraph([.text("[x] "), .text("done")])]])),
        .alert(kind: "tip", [.paragraph([.text("Read on.")])]),
        .paragraph([.text("See "), link, .text(" now.")]),
        .list(MarkdownList(start: 3, isTight: true, items: [[.paragraph([.text("three")])]])),
      ])
  }

  @Test func `ordinary code is text and keeps its language`() {
    let elements = lesson("```swift\nlet a = 1\n```").sections[0].elements
    #expect(elements == [.code(language: "swift", text: "let a = 1")])
  }
}
