import Foundation
import Testing

@testable import Lessons

@Suite struct LessonSurveyTests {
  private static let matter = "---\nid: test\ntitle: Test\nsummary: S.\n---\n\n"

  private func parsed(_ text: String) -> LessonSurvey {
    LessonSurvey(LessonParser.parse(text, file: "a.md"))
  }

  @Test func `sections and cells are found without reading the cells`() throws {
    let text =
      Self.matter + """
        Text.

        # A title

        ## First, of two ##

        ```flash {#a .run}
        experiment: [not yaml
        ## no heading
        ```

        ```swift
        ## code
        ```

        ## First, of two

        ~~~flash {#q .quiz type=order}
        ```
        ~~~

        ```flash {.hint for=a}
        ```

        ```flash {#a .run}
        ```

        ```flash {#e .essay}
        ```

        """
    let scanned = try #require(LessonSurvey(scanning: Array(text.utf8)))
    #expect(scanned == parsed(text))
    #expect(scanned.sections.map(\.id) == ["first-of-two", "first-of-two-1"])
    #expect(scanned.sections.map(\.title) == ["First, of two", "First, of two"])
    #expect(scanned.cells.map(\.id) == ["a", "q"])
    #expect(scanned.cells.map(\.kind) == ["run", "quiz"])
  }

  @Test(arguments: [
    "Title\n---\n", "Title\n===\n", "<!--\n## no\n-->\n", "- a\n\n  ## in a list\n",
    "- a\n\n  ```flash {#a .run}\n  ```\n", " ## indented\n", "   ```flash {#a .run}\n   ```\n",
    "## [a]\n\n[a]: b\n", "## a\r\n", "a\u{C}\n---\n",
    String(repeating: "word ", count: 2000) + "\n",
    String(repeating: "|a", count: 200) + "\n", "```a&amp;b\n## c\n```\n",
  ])
  func `what a line alone does not tell is parsed`(body: String) {
    let text = Self.matter + body
    #expect(LessonSurvey(scanning: Array(text.utf8)) == nil)
    #expect(LessonSurvey(text) == parsed(text))
  }

  @Test(arguments: [
    "<!-- a comment -->\n## a\n", "a\n<!-- b --> c\n---\n", "<!-->\n## a\n",
    "## *a* `b` <c> d\\_e &amp; f\n", "##\n", "## \n", "## #\n", "## a #b\n", "##a\n",
    "####### a\n",
    "#\ta\n##\tb\t\n", "## é漢 😀\n", "````flash {#a .run}\n```\n````\n", "```a`b\n## c\n```\n",
    "```flash {#a .run}\n## a\n", "- a\n## b\n", "> a\n## b\n```flash {#a .run}\n```\n",
    "- ```\n  a\n```flash {#a .run}\n```\n", "    ## code\n", "\t## code\n", "a\n\n---\n\n- - -\n",
    "```flash{#a .run}\n```\n", "```flashy {#a .run}\n```\n", "``` flash {#a .run}\n   ```\n## b\n",
    "```flash {#a .run} x\n```\n", "```flash {#A .run}\n```\n", "", "\n\n",
    "## www.a.b x@y.z http://a.b\n", "```flash {#a .run #b}\n```\n", "```flash {}\n```\n",
    "```flash { #a  .quiz type=order } \t\n```\n", "```flash {#a .run x=\"y #z\"}\n```\n",
    "```flash\t{#a .run}\n```\n", "```flash  {.run #a .quiz}\n```\n", "```flash {#é .run}\n```\n",
    "```flash {#a .run}}\n```\n", "```flash {{#a .run}\n```\n", "```flash {#- .run}\n```\n",
    "```flash {#a .run=}\n```\n", "```flash {#a. .run}\n```\n", "```flash\u{301} {#a .run}\n```\n",
    "```flash {#a .run,}\n```\n", "```flash {#a.run}\n```\n", "```flash {#a .run\u{A0}}\n```\n",
  ])
  func `lines that are certain agree with the parser`(body: String) {
    for text in [Self.matter + body, body, "---\nid: a\n" + body] {
      guard let scanned = LessonSurvey(scanning: Array(text.utf8)) else { continue }
      #expect(scanned == parsed(text), "\(text)")
    }
  }

  @Test func `the course and its parts agree with the parser`() throws {
    let folder = try #require(Library.installedCourse)
    for entry in Library(folders: [folder]).entries {
      let text = try String(contentsOf: entry.file, encoding: .utf8)
      #expect(LessonSurvey(scanning: Array(text.utf8)) == parsed(text))
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for start in stride(from: 1, to: lines.count, by: 7) {
        let part = lines[start...].prefix(60).joined(separator: "\n")
        #expect(LessonSurvey(part) == parsed(part))
      }
    }
  }
}
