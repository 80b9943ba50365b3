import Lessons
import Testing

@Suite struct QuizReaderTests {
  private func found(_ body: String, type: String = "") -> String {
    summary(lesson("```flash {#q .quiz\(type)}\n\(body)\n```").diagnostics)
  }

  @Test(arguments: [
    (
      "Q?\n- [y] a :: y\n- [ ] b :: n\n- [x] b2 :: n",
      "10:1 E113 expected '[ ]' or '[x]', not '[y]'"
    ),
    (
      "Q?\n- [ ] b :: n\n- c without box :: x\n- [X] big :: y",
      "11:1 E113 a choice begins with '- [ ]' or '- [x]'; this has no box"
    ),
    (
      "Q?\n- c without box :: x\n- [ ] b :: n\n- [X] big :: y",
      "10:1 E113 a choice begins with '- [ ]' or '- [x]'; this has no box"
    ),
    (
      "Q?\n- [ ] a :: n\n- [x] b\n- [] c :: d\n- [ x] d",
      """
      12:1 E113 expected '[ ]' or '[x]', not '[]'
      13:1 E113 expected '[ ]' or '[x]', not '[ x]'
      """
    ),
    (
      "Q?\n- [ ] a :: n\n[x] b\n• [ ] c",
      """
      11:1 E113 a choice begins with '- [x]' at the left margin
      12:1 E113 a choice begins with '- [ ]' at the left margin
      """
    ),
    (
      "Q?\n- [ ] a :: n\n      - [x] b",
      "11:7 E113 a choice begins with '- [x]' at the left margin"
    ),
    (
      "Q?\n- [ ] b :: n\n\nmid\ntext\n\n- [x] c",
      "12:1 E113 this stands behind a choice and belongs to none; write it above the first choice"
    ),
    (
      "Q?\n- [x] b\n- [ ] c :: n\n\n## Why\n\nBecause.",
      """
      13:1 E113 this stands behind a choice and belongs to none; write it above the first choice
      15:1 E113 this stands behind a choice and belongs to none; write it above the first choice
      """
    ),
    ("Q?\n- [ ] same :: n\n- [x] same", "11:1 E113 another choice has the same text"),
    (
      "Q?\n- [x] b\n1. c",
      "11:1 E113 a choice begins with '- [ ]' or '- [x]'; for a question of order write "
        + "'.quiz type=order'"
    ),
    (
      "Q?\n1. a\n2. b",
      "8:1 E113 the quiz has no choices; write them as '- [ ] text', or '1. text' and "
        + "'.quiz type=order' for a question of order"
    ),
  ])
  func `a line that is no choice is reported where it stands`(body: String, expected: String) {
    #expect(found(body) == expected)
  }

  @Test func `a question of order takes numbers alone`() {
    #expect(
      found("Q?\n1. a\n- [x] b\n- c\n2. d", type: " type=order") == """
        11:1 E113 expected '1. text': a question of order numbers its choices
        12:1 E113 expected '1. text': a question of order numbers its choices
        """)
  }

  @Test func `lists of the question, links and wrapped lines are no mistakes`() throws {
    let parsed = lesson(
      """
      ```flash {#q .quiz}
      Which of these holds?

      - The first claim, by [a](https://example.org).
      - The second one.

      - [ ] the first :: It takes
        - 5 or

        so.
      - [x] the second
      of them
      ```
      """)
    #expect(summary(parsed.diagnostics).hasPrefix("15:3 E113 a choice begins with"))
    let whole = lesson(
      """
      ```flash {#q .quiz}
      Which of these holds?

      - The first claim, by [a](https://example.org).
      - The second one.

      - [ ] the first :: It takes
        five or

        so.
      - [x] the second
      of them
      ```
      """)
    #expect(whole.diagnostics == [])
    guard case .quiz(let quiz) = try #require(whole.cells.first).kind else {
      Issue.record("no quiz")
      return
    }
    #expect(quiz.question.count == 2)
    #expect(quiz.choices.map(\.feedback) == ["It takes five or so.", ""])
    #expect(quiz.choices[1].text == [.text("the second of them")])
  }
}
