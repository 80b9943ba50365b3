import Lessons
import Testing

@Suite struct CellReaderTests {
  @Test(arguments: [
    ("```flash {#a .runn}\n```", "8:15 E102 there is no kind of cell 'runn'; did you mean 'run'?"),
    (
      "```flash {#a .essay}\n```",
      "8:15 E102 there is no kind of cell 'essay'; known are run, predict, quiz, exercise, code, task, hint, solution"
    ),
    ("```flash\n```", "8:4 E101 expected the attributes of the cell, as in 'flash {#id .run}'"),
    (
      "```flash {.run}\nexperiment: machine\n```",
      "8:1 E103 the cell has no id; write one, as in {#time-vs-n .run}"
    ),
    (
      "```flash {#A .run}\nexperiment: machine\n```",
      "8:11 E014 an id has small letters, digits and dashes, not 'A'"
    ),
    (
      "```flash {#a .run}\nkernels: [a]\n```",
      "8:1 E011 the key 'experiment' is missing, as in 'experiment: measure'"
    ),
    (
      "```flash {#a .run}\nexperiment: machine", "8:1 E106 the cell that opens here is never closed"
    ),
    (
      "- item\n\n  ```flash {#a .run}\n  ```",
      "10:3 E115 a cell stands at the left margin, on its own"
    ),
    (
      "```flash {#a .run}\nexperiment: x\ngoal: 1 < 2\n```",
      "10:1 E107 'goal' belongs to exercises; make this cell .exercise or leave it out"
    ),
    (
      "```flash {.hint for=nothing}\nText\n```",
      "8:21 E105 there is no cell 'nothing'; none is known"
    ),
    (
      "```flash {#a .run}\nexperiment: x\nexperiment: y\n```",
      "10:1 E009 the key 'experiment' stands here twice; leave one out"
    ),
    (
      "```flash {#a .run}\nexperiment: x\nn: 1\nfigures: []\nn: 2\n'n': 3\nfigures:\n"
        + "  - {mark: table, x: n, x: m}\nknobs: {n: {toggle: true, toggle: true}}\n```",
      """
      12:1 E009 the key 'n' stands here twice; leave one out
      13:1 E009 the key 'n' stands here twice; leave one out
      14:1 E009 the key 'figures' stands here twice; leave one out
      15:25 E009 the key 'x' stands here twice; leave one out
      16:27 E009 the key 'toggle' stands here twice; leave one out
      """
    ),
    (
      "```flash {#a .run}\nexperiment: x\nfigures: [{x: n, x: m}]\nkernels: [a\n```",
      """
      10:12 E009 the key 'x' stands here twice; leave one out
      11:12 E006 this is not YAML: did not find expected ',' or ']' while parsing a flow sequence
      """
    ),
    (
      "```flash {#a .run}\nexperiment: x\nover:\n\tn: [1]\n```",
      "11:1 E006 this is not YAML: a tab stands here; indent with blanks"
    ),
    (
      "```flash {#a .run}\nexperiment: x\n---\nn: 1\n```",
      "10:1 E006 the settings end here, and others begin; leave this line out"
    ),
    (
      "```flash {#a .run}\nexperiment: @x\n```",
      "9:13 E006 this is not YAML: a text that begins with '@' stands in quotes"
    ),
    (
      "```flsh {#z .run}\nexperiment: x\n```",
      "8:4 E101 no cell begins with the word 'flsh'; did you mean 'flash'?"
    ),
    (
      "~~~  Flash {.hint for=z}\nText\n~~~",
      "8:6 E101 no cell begins with the word 'Flash'; did you mean 'flash'?"
    ),
    ("```js {.highlight}\nlet x = 1\n```", ""), ("```flush\n{#a}\n```", ""),
    (
      "```flash {#a .run}\nexperiment: &x y\n```",
      "9:13 E007 anchors and aliases are not read in lessons; write the value out"
    ),
    (
      "```flash {#a .run}\nexperiment: x\nexpect: [1 <]\n```",
      "10:13 E110 expected a number, a field or '(' after '<', but the expression ends"
    ),
    (
      "```flash {#a .run}\nexperiment: x\nfigures:\n  - mark: lien\n    alt: A\n```",
      "11:11 E112 there is no mark 'lien'; did you mean 'line'?"
    ),
    (
      "```flash {#a .run}\nexperiment: x\nknobs: {n: {range: 8-9}}\n```",
      "10:20 E111 expected a range such as 8..256"
    ),
  ])
  func `a mistake is reported where it stands`(body: String, expected: String) {
    let lesson = lesson(body)
    #expect(summary(lesson.diagnostics) == expected)
  }

  @Test func `all mistakes come at once and spare the other cells`() {
    let lesson = lesson(
      """
      ```flash {#a .run}
      experiment: measure
      expect: [time <]
      figures: [{mark: pie}, {mark: line, x: n, alt: A}]
      ```

      ```flash {#b .run}
      experiment: machine
      ```

      ```flash {#b .run}
      experiment: machine
      ```
      """)
    #expect(
      summary(lesson.diagnostics) == """
        10:16 E110 expected a number, a field or '(' after '<', but the expression ends
        11:18 E112 there is no mark 'pie'; known are line, point, step, bar, column, heatmap, table, tiles, timeline, roofline
        11:31 E112 a figure of mark line needs 'y'
        18:11 E104 another cell has the id 'b' already
        """)
    #expect(lesson.cells.map(\.id) == ["b"])
  }

  @Test func `a prediction keeps its answer, tolerance and feedback`() {
    let lesson = lesson(
      """
      ```flash {#p .predict}
      question: How many MiB?
      unit: MiB
      answer: 4 * 4096^2 / 2^20
      tolerance: 5%
      feedback:
        - when: value < 33
          say: The matrix has n x n entries.
      ```
      """)
    guard case .predict(let spec) = lesson.cells.first?.kind else {
      Issue.record("\(lesson.diagnostics)")
      return
    }
    #expect(spec.tolerance == 0.05)
    #expect(spec.isToleranceRelative)
    #expect(spec.feedback.map(\.text) == ["The matrix has n x n entries."])
  }

  @Test func `a quiz reads its choices, their feedback and several lines`() {
    let lesson = lesson(
      """
      ```flash {#q .quiz}
      How *many* times?

      - [ ] once :: That would need
        all queries.
      - [x] `twice` :: Yes.
      - [ ] never
      ```

      ```flash {#o .quiz type=order}
      What comes first?
      1. scores
      2. softmax
      ```
      """)
    #expect(
      summary(lesson.diagnostics)
        == "14:1 W302 this wrong choice has no feedback; write it behind ' :: '")
    guard case .quiz(let quiz) = lesson.cells[0].kind, case .quiz(let order) = lesson.cells[1].kind
    else {
      Issue.record("not quizzes")
      return
    }
    #expect(quiz.choices.map(\.feedback) == ["That would need all queries.", "Yes.", ""])
    #expect(quiz.choices[1].text == [.code("twice")])
    #expect(!quiz.allowsSeveral)
    #expect(order.isOrdering)
  }
}
