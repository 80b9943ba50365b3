import Lessons
import Testing

@Suite struct FrontMatterTests {
  @Test(arguments: [
    ("", "1:1 E003 the file is empty; a lesson opens with its settings between two lines '---'"),
    (
      "# Title", "1:1 E003 the front matter is missing; open with '---', 'id: …', 'title: …', '---'"
    ),
    ("---\nid: a", "1:1 E004 the front matter is never closed; add a line '---'"),
    (
      "---\nid: a\ntitel: A\ntitle: B\nsummary: S\n---",
      "3:1 E010 there is no key of the front matter 'titel'; did you mean 'title'?"
    ),
    ("---\ntitle: A\nsummary: S\n---", "1:1 E011 the key 'id' is missing"),
    (
      "---\nid: a\ntitle: A\nsummary: S\nminutes: many\n---",
      "5:10 E012 expected a whole number from 0 to 6000"
    ),
    (
      "---\nformat: 2\nid: a\ntitle: A\nsummary: S\n---",
      "2:9 E013 the lesson has format 2; this flashtutor knows 1"
    ),
    (
      "---\nid: [a\n---",
      "2:7 E006 this is not YAML: did not find expected ',' or ']' while parsing a flow sequence"
    ),
    (
      "---\nid: a b\ntitle: A\nsummary: S\n---",
      "2:5 E014 an id has small letters, digits and dashes, not 'a b'"
    ),
    ("---\r\nid: a\r\ntitle: A\r\nsummary: S\r\n---\r\n", ""),
    ("\u{FEFF}---\nid: a\ntitle: A\nsummary: S\nx-own: 1\n---\n", ""),
  ])
  func `mistakes of the front matter are told`(text: String, expected: String) {
    #expect(summary(LessonParser.parse(text, file: "a.md").diagnostics) == expected)
  }
}
