extension DiagnosticCode {
  static let cells: [DiagnosticCode] = [
    badAttributes, unknownKind, missingID, duplicateID, danglingReference, unclosedFence,
    foreignKey, badExpression, badKnob, badFigure, badQuiz, noRightChoice, misplacedCell,
    brokenLink, badTolerance,
  ]

  public static let badAttributes = DiagnosticCode(
    "E101", "The attributes of a cell cannot be read",
    "Behind the word `flash` (`swift` for code that belongs to a cell) stands one group in braces:\n"
      + "#id, .kind and key=value, with blanks between.",
    wrong: "```flash time-vs-n run", right: "```flash {#time-vs-n .run}")
  public static let unknownKind = DiagnosticCode(
    "E102", "There is no such kind of cell",
    "Cells are .run, .predict, .quiz, .exercise, .code, .task, .hint or .solution; fences of\n"
      + "Swift are .starter, .solution or .reference.",
    wrong: "```flash {#q1 .quizz}", right: "```flash {#q1 .quiz}")
  public static let missingID = DiagnosticCode(
    "E103", "The cell has no id", "Progress is kept under the id of the cell, so it needs one.",
    wrong: "```flash {.run}", right: "```flash {#time-vs-n .run}")
  public static let duplicateID = DiagnosticCode(
    "E104", "Two cells have the same id",
    "The answers of one would be taken for those of the other. Give one of them another id.",
    wrong: "```flash {#q .quiz}\n…\n```flash {#q .quiz}",
    right: "```flash {#q-time .quiz}\n…\n```flash {#q-memory .quiz}")
  public static let danglingReference = DiagnosticCode(
    "E105", "A cell refers to a cell that is not there",
    "`for=` of a hint or solution, and `source:` of a prediction, name a cell of the same lesson.",
    wrong: "```flash {.hint for=x-tiel}", right: "```flash {.hint for=x-tile}")
  public static let unclosedFence = DiagnosticCode(
    "E106", "A code fence is never closed",
    "Everything up to the end of the file is taken for code. Close it with a line of as many\n"
      + "backticks as it was opened with.",
    wrong: "```flash {#a .run}\nexperiment: machine\n\n## Next",
    right: "```flash {#a .run}\nexperiment: machine\n```\n\n## Next")
  public static let foreignKey = DiagnosticCode(
    "E107", "The key belongs to another kind of cell",
    "A goal and a solution belong to exercises, over to runs that sweep.",
    wrong: "```flash {#a .run}\ngoal: time < 1", right: "```flash {#a .exercise}\ngoal: time < 1")
  public static let badExpression = DiagnosticCode(
    "E110", "The expression cannot be read",
    "Expressions have numbers with units, fields with selectors, + - * / ^, comparisons, `and`,\n"
      + "`or`, `not`, `x in a .. b` and functions such as max, slope and median.",
    wrong: "time[kernel==flash2] = 2ms", right: "time[kernel=flash2] < 2 ms")
  public static let badKnob = DiagnosticCode(
    "E111", "The knob cannot be read",
    "A knob has one of choices, range or toggle. A range has a step and may have a start that lies\n"
      + "on it.",
    wrong: "knobs: {blockQ: 8-256}", right: "knobs:\n  blockQ: {range: 8..256, step: 8, start: 8}")
  public static let badFigure = DiagnosticCode(
    "E112", "The figure cannot be drawn",
    "A figure has a mark (line, point, step, bar, column, heatmap, table, tiles, timeline, roofline)\n"
      + "and what that mark needs: x and y for lines, points, steps, bars and columns, a matrix for a\n"
      + "heatmap, x, x2 and y for a timeline. Leave out keys that the mark does not draw, such as\n"
      + "rules on bars; `docs/lesson-format.md` has a table of which belong to which.",
    wrong: "figures:\n  - mark: lien", right: "figures:\n  - {mark: line, x: n, y: time, alt: …}")
  public static let badQuiz = DiagnosticCode(
    "E113", "The quiz cannot be asked",
    "A quiz has a question, and below it 2 to 9 choices: lines that begin with `- [ ]` or `- [x]`, or\n"
      + "`1.`, `2.` for a question of order (`.quiz type=order`). Each of them is such a line, at the\n"
      + "left margin, and no two say the same; a choice may go on in indented lines below it. All\n"
      + "else belongs to the question and stands above the first choice.",
    wrong: "Which is faster?\n- flash2\n- [y] naive",
    right: "Which is faster?\n- [x] flash2\n- [ ] naive :: No."
  )
  public static let noRightChoice = DiagnosticCode(
    "E114", "No choice of the quiz is right", "Nobody could pass it: mark the right one with [x].",
    wrong: "- [ ] one\n- [ ] two", right: "- [ ] one :: It is more.\n- [x] two")
  public static let misplacedCell = DiagnosticCode(
    "E115", "The cell stands inside a list or a quote",
    "Cells stand at the left margin, between the paragraphs of a section.",
    wrong: "- A list\n  ```flash {#a .run}", right: "- A list\n\n```flash {#a .run}")
  public static let brokenLink = DiagnosticCode(
    "E116", "The link leads nowhere",
    "There is no such file beside the lesson, or no heading or cell with that name.",
    wrong: "[before](01-botleneck.md)", right: "[before](01-bottleneck.md)")
  public static let badTolerance = DiagnosticCode(
    "E117", "The tolerance cannot be read",
    "A tolerance is a number or a percentage, not negative.",
    wrong: "tolerance: about 5", right: "tolerance: 5%")
}
