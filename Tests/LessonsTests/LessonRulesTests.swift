import Foundation
import Lessons
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
