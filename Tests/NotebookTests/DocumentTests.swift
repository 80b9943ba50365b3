import Lessons
import Notebook
import Screen
import Testing

@Suite struct DocumentTests {
  private func document(_ text: String, width: Int, _ glyphs: GlyphSet = .braille) -> Document {
    let front = "---\nformat: 1\nid: x\ntitle: X\n---\n\n"
    let bound = BoundLesson(LessonParser.parse(front + text, file: "x.md"))
    return Document(
      bound, states: [:],
      context: LayoutContext(width: width, capabilities: Capabilities(glyphs: glyphs)))
  }

  private func text(_ document: Document) -> String {
    document.lines.map { line in
      var text = line.text
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }

  static let everything = """
    A paragraph with **strong**, *emphasis*, `code` and [a link](#there), long enough to be wrapped
    more than once on a narrow screen.

    ## Lists

    1. first
    2. second
       - nested
         - deeper

    ## Table

    | a column with a long name | another one | and a third with more words in it |
    | --- | :-: | --: |
    | some words that will wrap | x | 12345 |

    > quoted text

    > [!WARNING]
    > Take care.

    ```swift
    let aVeryLongLine = "of code that does not fit on a narrow screen, and is cut with an ellipsis"
    ```

    ```flash {#cell .run}
    experiment: model
    kernels: [standard]
    ```

    ```flash {#bad .run}
    experiment: modell
    ```
    """

  @Test(arguments: [24, 30, 40, 59, 60, 76, 110, 200])
  func `no line is wider than the screen or the measure`(width: Int) {
    for glyphs in [GlyphSet.braille, .ascii] {
      let document = document(Self.everything, width: width, glyphs)
      for line in document.lines {
        #expect(line.columns <= min(width, LayoutContext.comfortableMeasure), "\(line.text)")
      }
    }
  }

  @Test(arguments: [24, 26, 40, 60, 80])
  func `where a cell's title is too long, its state stays whole`(width: Int) throws {
    let text = """
      ---
      format: 1
      id: x
      title: X
      ---

      ```flash {#a-cell-with-a-rather-long-name .exercise}
      experiment: model
      kernels: [standard]
      n: 128
      prompt: Turn it.
      knobs: {headDim: {choices: [32, 64]}}
      goal: scratch > 0
      solution: {headDim: 64}
      ```
      """
    let bound = BoundLesson(LessonParser.parse(text, file: "x.md"))
    let id = "a-cell-with-a-rather-long-name"
    var state = CellState(try #require(bound.lesson.cells.first), bound.cells[id], nil)
    var states: [(String, CellState)] = [("not run", state)]
    state.phase = .running(share: 0.42, seconds: 1)
    states.append(("running 42 %", state))
    state.phase = .finished
    for (words, status, isMet) in [
      ("solved", RunStatus.done, true), ("goal not reached", .done, false),
      ("failed", .failed, nil),
      ("refused", .refused, nil), ("stopped", .cancelled, nil), ("done in 0.8 s", .done, nil),
    ] as [(String, RunStatus, Bool?)] {
      state.outcome = CellOutcome(status: status, seconds: 0.8)
      state.outcome?.isGoalMet = isMet
      states.append((words, state))
    }
    for glyphs in [GlyphSet.braille, .ascii] {
      let context = LayoutContext(width: width, capabilities: Capabilities(glyphs: glyphs))
      for (words, state) in states {
        let top = Document.lines(of: id, in: bound, state: state, context: context)[0]
        #expect(top.text.contains(" \(words) "), "\(top.text)")
        #expect(top.columns == width, "\(top.text)")
      }
      state.phase = .stale
      let stale = Document.lines(of: id, in: bound, state: state, context: context)[0].text
      #expect(stale.contains("stale: setti"), "\(stale)")
    }
  }

  @Test func `a paragraph is wrapped at spaces`() {
    let document = document("one two three four five six seven", width: 12)
    #expect(text(document) == "one two\nthree four\nfive six\nseven\n")
  }

  @Test func `lists nest with numbers and bullets`() {
    let document = document("9. nine\n10. ten\n    - inner", width: 40)
    #expect(text(document) == " 9. nine\n10. ten\n    ◦ inner\n")
  }

  @Test func `a table keeps its alignment and shrinks its widest column`() {
    let table = "| name | n |\n| --- | --: |\n| a rather long name | 7 |"
    #expect(
      text(document(table, width: 60))
        == "name               │ n\n───────────────────┼──\na rather long name │ 7\n")
    #expect(
      text(document(table, width: 14))
        == "name       │ n\n───────────┼──\na rather   │ 7\nlong name  │\n")
  }

  @Test func `a cell without room for a box has a rule above it`() {
    let source = "```flash {#cell .run}\nexperiment: model\nkernels: [standard]\n```"
    #expect(text(document(source, width: 40)).hasPrefix("─ cell · not run ──"))
    #expect(text(document(source, width: 70)).hasPrefix("╭─ cell · not run ──"))
  }

  @Test func `a cell that cannot be read says why, where and what to do`() {
    let shown = text(document("```flash {#bad .run}\nexperiment: modell\n```", width: 76))
    #expect(shown.contains("bad · cannot be read"))
    #expect(shown.contains("did you mean 'model'?"))
    #expect(shown.contains("x.md:8:13"))
    #expect(shown.contains("^~~~~~"))
  }

  @Test func `a changed cell is laid out again and moves what follows`() {
    var document = document(Self.everything, width: 80)
    let before = document.rowCount
    var state = CellState()
    state.phase = .finished
    state.outcome = CellOutcome(status: .refused, messages: ["too big: it takes 5 GiB"])
    document.update("cell", state)
    #expect(document.lines.count == document.rowCount)
    #expect(document.rowCount >= before)
    #expect(text(document).contains("! too big: it takes 5 GiB"))
    #expect(text(document).contains("cell · refused"))
  }

  @Test func `claims that hold are told of a run, and not of an exercise`() throws {
    let source = """
      ```flash {#a .KIND}
      experiment: model
      knobs: {n: {choices: [256, 512], start: 256}}
      PROMPT
      ```
      """
    func shown(_ kind: String, _ prompt: String, isGoalMet: Bool?) -> String {
      let text = source.replacing("KIND", with: kind).replacing("PROMPT", with: prompt)
      var document = document(text, width: 80)
      var state = CellState()
      state.phase = .finished
      state.outcome = CellOutcome(
        status: .done, expectations: [ExpectationOutcome(text: "1 == 1", holds: true)],
        isGoalMet: isGoalMet)
      document.update("a", state)
      return self.text(document)
    }
    #expect(
      shown("run", "n: 256", isGoalMet: nil)
        .contains("1 claim of the text holds here; v lists it."))
    let exercise = shown("exercise", "prompt: Do it.\ngoal: n == 512", isGoalMet: false)
    #expect(exercise.contains("The goal is not reached yet."))
    #expect(!exercise.contains("claim"))
  }

  @Test func `rows find their blocks`() {
    let document = document(Self.everything, width: 50)
    let lines = document.lines
    for row in lines.indices {
      #expect(document.line(at: row) == lines[row])
    }
    #expect(document.block(at: -1) == nil)
    #expect(document.block(at: document.rowCount) == nil)
  }

  @Test func `headless text names no keys`() {
    let front = "---\nformat: 1\nid: x\ntitle: The title\nsummary: What it is.\n---\n\n"
    let bound = BoundLesson(LessonParser.parse(front + Self.everything, file: "x.md"))
    let lines = Document.text(of: bound, outcomes: [:], context: LayoutContext(width: 80))
    #expect(lines.first?.text == "The title")
    #expect(!lines.contains { $0.text.contains("Enter") })
  }
}
