import Lessons
import Testing

@Suite struct CodeReaderTests {
  private let text = """
    ## Writing

    ```flash {#write .code}
    task: safe-softmax
    prompt: Make it safe.
    ```

    ```swift {.starter for=write}
    func safeSoftmax(_ scores: [Float]) -> [Float] {

      scores
    }
    ```

    ```swift {.solution for=write}
    // right
    ```

    ```swift
    let this = "stays code"
    ```
    """

  @Test func `reads a code cell with its starter and solution`() {
    let lesson = lesson(text)
    #expect(summary(lesson.diagnostics) == "")
    let kinds = lesson.cells.map(\.kind)
    guard case .code(let spec) = kinds.first else {
      Issue.record("\(kinds)")
      return
    }
    #expect((spec.task.value, spec.prompt) == ("safe-softmax", "Make it safe."))
    #expect(
      kinds.dropFirst().first
        == .starter(
          for: "write", text: "func safeSoftmax(_ scores: [Float]) -> [Float] {\n\n  scores\n}"))
    #expect(
      kinds.last == .solution(for: "write", [.code(language: "swift", text: "// right")]))
    #expect(kinds.count == 3)
  }

  @Test func `reads a task with its cases and reference`() {
    let lesson = lesson(
      """
      ```flash {#double .task}
      signature: "func double(_ x: Matrix) -> Matrix"
      cases:
        - {x: 2x3}
        - {x: 1x1}
      tolerance: 0.5
      ```

      ```swift {.reference for=double}
      func double(_ x: Matrix) -> Matrix { x }
      ```
      """)
    #expect(summary(lesson.diagnostics) == "")
    guard case .task(let spec) = lesson.cells.first?.kind else {
      Issue.record("\(lesson.cells)")
      return
    }
    #expect(spec.cases.map { $0.entries.map { $0.value.scalar } } == [["2x3"], ["1x1"]])
    #expect(spec.tolerance?.value == 0.5)
  }

  @Test func `tells of what is missing or wrong`() {
    let mistakes = lesson(
      """
      ```flash {#a .code}
      tsk: safe-softmax
      ```

      ```flash {#b .task}
      title: Nothing
      ```

      ```swift {.starter for=c}
      x
      ```

      ```swift {.startr for=a}
      x
      ```

      ```swift {.solution for=a}
      ```

      ```flash {#d .starter}
      x
      ```
      """
    ).diagnostics
    #expect(
      summary(mistakes) == """
        8:1 E011 the key 'task' is missing
        9:1 E010 there is no key of a code cell 'tsk'; did you mean 'task'?
        12:1 E011 the key 'signature' is missing
        12:1 E011 the key 'cases' is missing
        16:24 E105 there is no cell 'c'; did you mean 'a'?
        20:12 E102 there is no kind of Swift fence 'startr'; did you mean 'starter'?
        24:1 E011 the solution is empty
        27:15 E102 there is no kind of cell 'starter'; known are run, predict, quiz, exercise, code, task, hint, solution
        """)
  }

  @Test func `refuses a second starter of one cell`() {
    let twice = lesson(text + "\n```swift {.starter for=write}\nx\n```\n")
    #expect(summary(twice.diagnostics) == "29:24 E104 the cell 'write' has a starter already")
  }
}
