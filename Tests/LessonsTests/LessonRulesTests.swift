import Foundation
@testable import Lessons
import Testing

@Suite struct LessonRulesTests {
  @Test func `a link that leads nowhere is reported with the nearest name`() {
    let lesson = lesson(
      """
      See [a](#frist), [b](#first), [c](../up.md), [d](/etc/passwd), [e](https://x.org).

      ## First
      """)
    #expect(
      summary(lesson.diagnostics) == """
        8:9 E116 there is no heading or cell '#frist'; did you mean '#first'?
        8:35 E116 the link '../up.md' leaves the lesson's folder
        8:50 E116 the link '/etc/passwd' leaves the lesson's folder
        """)
  }

  @Test func `a link is found where it stands as a whole`() {
    #expect(
      summary(lesson("See [a](#first), [j](#), [k](#fir).\n\n## First").diagnostics) == """
        8:22 E116 there is no heading or cell '#'
        8:30 E116 there is no heading or cell '#fir'
        """)
  }

  @Test func `a link to a file is checked on disk`() throws {
    try withFolder { folder in
      let file = folder.appendingPathComponent("a.md")
      let text = "---\nid: a\ntitle: A\nsummary: S\n---\n\n[here](a.md#x) [there](b.md)\n"
      try text.write(to: file, atomically: true, encoding: .utf8)
      let lesson = LessonParser.load(file)
      #expect(
        summary(lesson.diagnostics) == "7:24 E116 there is no file 'b.md' beside the lesson")
    }
  }

  @Test func `wide code and tables are warned of`() {
    let wide = String(repeating: "x", count: 81)
    #expect(
      summary(lesson("```\n\(wide)\n```\n\n| \(wide) |\n|---|").diagnostics) == """
        9:81 W304 this code is 81 columns wide; its lines are broken beyond 80
        12:1 W304 this table is 81 columns wide; it is squeezed beyond 80
        """)
  }

  @Test func `a lesson longer than it says is warned of`() {
    let words = String(repeating: "word ", count: 1800)
    let text = (0..<3).map { _ in words.prefix(3000) + "\n\n" }.joined()
    #expect(
      summary(lesson(text, minutes: 5).diagnostics)
        == "5:1 W305 the lesson says 5 minutes, but takes about 10")
  }

  @Test func `what is optional, and what is shown on request, takes no time`() {
    let words = String(repeating: "word ", count: 540)
    let cell = "```flash {#q .quiz}\nWhat?\n- [x] a :: Yes.\n- [ ] b :: No.\n```\n"
    #expect(lesson("## One\n\n\(words)").reckonedMinutes.rounded() == 3)
    #expect(lesson("## One (optional)\n\n\(words)\n\n\(cell)").reckonedMinutes == 0)
    let hint = "\n```flash {.hint for=q}\n\(words)\n```\n"
    #expect(lesson(cell + hint).reckonedMinutes == lesson(cell).reckonedMinutes)
  }

  @Test func `the words of a cell and the lines of a listing take time`() {
    let words = String(repeating: "word ", count: 180)
    let choices = "- [x] a :: Yes.\n- [ ] b :: No.\n"
    let plain = lesson("```flash {#q .quiz}\nWhat?\n\(choices)```\n").reckonedMinutes
    let asked = lesson("```flash {#q .quiz}\nWhat? \(words)\n\(choices)```\n").reckonedMinutes
    #expect(abs(asked - plain - 1) < 1e-9)
    let code = String(repeating: "line\n", count: 36)
    #expect(lesson("```swift\n\(code)```\n").reckonedMinutes == 2)
  }

  @Test func `the cells of optional sections are known`() {
    let cell = "```flash {#ID .quiz}\nWhat?\n- [x] a :: Yes.\n- [ ] b :: No.\n```\n"
    func quiz(_ id: String) -> String { cell.replacing("ID", with: id) }
    let parsed = lesson(
      "## One\n\n\(quiz("a"))\n## Two *(Optional)*\n\n\(quiz("b"))\n## Three\n\n\(quiz("c"))")
    #expect(parsed.diagnostics == [])
    #expect(parsed.optionalCellIDs == ["b"])
    #expect(LessonSurvey(parsed).cells.map(\.isOptional) == [false, true, false])
    let scanned = LessonSurvey(scanning: Array((quiz("a") + "## B (optional)\n" + quiz("b")).utf8))
    #expect(scanned?.cells.map(\.isOptional) == [false, true])
  }

  @Test func `a lesson of the course takes 10 to 20 minutes, and says how many`() throws {
    let folder = try #require(Library.installedCourse)
    for entry in Library(folders: [folder]).entries {
      let lesson = LessonParser.load(entry.file)
      let minutes = lesson.frontMatter.minutes
      #expect((10...20).contains(minutes), "\(lesson.id)")
      #expect(
        (Double(minutes) - 3...Double(minutes) + 0.5).contains(lesson.reckonedMinutes),
        "\(lesson.id) takes \(lesson.reckonedMinutes)")
    }
  }

  @Test func `a figure without alternative text is warned of`() {
    let text = "```flash {#a .run}\nexperiment: x\nfigures: [{mark: line, x: n, y: t}]\n```"
    #expect(summary(lesson(text).diagnostics).hasPrefix("10:18 W303 "))
  }

  @Test func `the shipped course is faultless`() throws {
    let folder = try #require(Library.installedCourse)
    let library = Library(folders: [folder])
    #expect(library.complaints == [])
    #expect(!library.entries.isEmpty)
    for entry in library.entries {
      #expect(LessonParser.load(entry.file).diagnostics.map(\.description) == [])
    }
  }
}
