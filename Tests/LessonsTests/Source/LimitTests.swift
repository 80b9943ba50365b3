import Testing

@testable import Lessons

@Suite struct LimitTests {
  private func codes(_ body: String) -> Set<String> { Set(lesson(body).diagnostics.map(\.code)) }

  @Test func `long tables and lists of honest lessons are read whole`() throws {
    let rows = (0..<2000).map { "| row \($0) | has some words \\| in it |" }
    let table = lesson("| a | b |\n|---|:-:|\n" + rows.joined(separator: "\n"))
    #expect(!table.diagnostics.contains { $0.severity == .error })
    guard case .table(let read) = table.sections.first?.elements.first else {
      Issue.record("no table")
      return
    }
    #expect(read.rows.count == 2000)
    for mark in ["- ", "* ", "1. ", "  - "] {
      let text = String(repeating: mark + "an item of a long list\n", count: 2000)
      #expect(!codes(text).contains("E005"), "\(mark)")
    }
    let nested = String(repeating: "- an item\n  - and one in it\n\n    with text\n", count: 500)
    #expect(!codes(nested).contains("E005"))
    #expect(!codes(String(repeating: "# a\n", count: 5000)).contains("E005"))
  }

  @Test func `long settings are read, and longer ones said to be so`() {
    func parsed(_ count: Int) -> Lesson {
      let settings = (0..<count).map { "x-key\($0): some value\n" }.joined()
      return LessonParser.parse(
        "---\nid: a\ntitle: A\nsummary: S.\n\(settings)order: 7\n---\n\n## Here\n", file: "a.md")
    }
    let long = parsed(600)
    #expect(long.diagnostics.isEmpty && long.frontMatter.order == 7)
    let longer = parsed(900)
    #expect(
      longer.diagnostics.map(\.message) == [
        "the front matter is longer than 16 KiB; the rest of it is left out"
      ])
    #expect(longer.id == "a" && longer.frontMatter.order == 0)
    for lesson in [long, longer] {
      #expect(lesson.sections.map(\.id) == ["here"])
      #expect(LessonSurvey(lesson.sourceLines.joined(separator: "\n")) == LessonSurvey(lesson))
    }
  }

  @Test(arguments: [
    "words that go on\n", "2. no item in a paragraph\n", "    - no item\n", "| no | table\n",
    "-\n+\n", "a | b | c\n-|-\n",
  ])
  func `what cmark takes for one paragraph is cut at the limit`(line: String) {
    #expect(codes("Text\n" + String(repeating: line, count: 3000)).contains("E005"))
  }

  @Test(arguments: [
    "## a\n\n", "\n", "[x](#ab)\n\n", "| a | b |\n|---|---|\n| [[[[ | ]]] |\n\n", "*a **b `c` \n\n",
    "> q\n\n", "$a^2$ b\n\n", "    - i\n\n", "- i\n\n", "[r]: x\n\n", "```\nc\n```\n\n",
    "&amp;<b>\n\n", "a\u{1}\n\n",
  ])
  func `work grows with the length of the text`(unit: String) {
    func work(_ count: Int) -> Int {
      SourceText(String(repeating: unit, count: count), file: "x.md").work
    }
    #expect(work(400) == 2 * work(200))
  }

  @Test func `formulas in fences are rewritten up to a limit, then stand as they are`() {
    let fence = "```math\n" + String(repeating: "\\alpha\n", count: 4000) + "```\n\n"
    let texts = lesson(String(repeating: fence, count: 20)).sections.flatMap(\.elements)
      .compactMap { element -> String? in
        guard case .code("math", let text) = element else { return nil }
        return String(text.prefix { $0 != "\n" })
      }
    #expect(texts.count == 20)
    #expect(texts.first == "α" && texts.last == "\\alpha")
  }

  @Test func `a text with more work than the limit is cut there`() {
    let source = SourceText(String(repeating: "|||||||||\n", count: 200_000), file: "x.md")
    #expect(source.work <= SourceText.Limit.work + 8192 + 4)
    #expect(source.lines.count < 200_000)
    #expect(source.faults.contains { $0.message.contains("more lines and marks") })
  }

  @Test func `elements, links and words never outnumber the work`() {
    for unit in ["## a\n\n", "[x](#ab)\n\n", "| a | b |\n|-|-|\n| [[ | ]] |\n\n", "- i\n\n"] {
      let text = String(repeating: unit, count: 2000)
      let elements = lesson(text).sections.reduce(0) { $0 + 1 + $1.elements.count }
      #expect(elements <= SourceText(text, file: "x.md").work)
    }
  }
}
