import Foundation
import Lessons
import Screen
import Testing
import Workshop

@testable import Notebook

/// A lesson with a code cell of its own task, which doubles a matrix.
let codeLesson = """
  ```flash {#double .task}
  signature: "func double(_ x: Matrix) -> Matrix"
  statement: Double every number.
  cases:
    - {x: 2x3}
    - {x: 5x4}
  ```

  ```swift {.reference for=double}
  func double(_ x: Matrix) -> Matrix {
    var y = Matrix(rows: x.rows, columns: x.columns)
    for i in 0..<x.rows { for j in 0..<x.columns { y[i, j] = 2 * x[i, j] } }
    return y
  }
  ```

  ```flash {#write .code}
  task: double
  ```

  ```swift {.starter for=write}
  func double(_ x: Matrix) -> Matrix {
    x
  }
  ```

  ```swift {.solution for=write}
  func double(_ x: Matrix) -> Matrix {
    var y = x
    for i in 0..<x.rows { for j in 0..<x.columns { y[i, j] += x[i, j] } }
    return y
  }
  ```

  ```flash {.hint for=write}
  Add each number to itself.
  ```
  """

@Suite struct BoundCodeTests {
  @Test func `binds a code cell to a task of the lesson`() throws {
    let bound = bind(codeLesson)
    #expect(codes(bound) == [])
    let code = try #require(bound.codes["write"])
    #expect(code.prompt == "Double every number.")
    #expect(code.starter == "func double(_ x: Matrix) -> Matrix {\n  x\n}\n")
    #expect(code.lessonID == "fixture")
  }

  @Test func `binds a code cell to a task of the catalogue`() throws {
    let bound = bind(
      """
      ```flash {#a .code}
      task: safe-softmax
      ```

      ```swift {.starter for=a}
      x
      ```

      ```swift {.solution for=a}
      y
      ```
      """)
    #expect(codes(bound) == [])
    #expect(bound.codes["a"]?.task.id == "safe-softmax")
  }

  @Test func `names an unknown task, and what a cell lacks`() {
    let unknown = bind("```flash {#a .code}\ntask: safe-sofmax\n```\n")
    #expect(codes(unknown) == ["E223"])
    #expect(
      unknown.diagnostics.last?.message
        == "there is no task 'safe-sofmax'; did you mean 'safe-softmax'?")
    #expect(codes(bind("```flash {#a .code}\ntask: safe-softmax\n```\n")) == ["E225"])
    #expect(
      codes(
        bind(
          "```flash {#a .code}\ntask: safe-softmax\n```\n\n```swift {.starter for=a}\nx\n```\n"))
        == ["E225"])
  }

  @Test(arguments: [
    ("(_ x: Matrix)", "(_ x: Tensor)", "there is no type 'Tensor' here"),
    ("{x: 2x3}", "{z: 2x3}", "no parameter 'z'"), ("{x: 2x3}", "{x: 2}", "'2' is no size"),
    ("{x: 2x3}", "{x: 99999x99999}", "is no size"),
    ("{.reference for=double}", "{.reference for=write}", "the task has no reference"),
    ("#double", "#safe-softmax", "the catalogue has a task 'safe-softmax' already"),
  ]) func `tells what is wrong with a task`(_ old: String, _ new: String, _ message: String) {
    let bound = bind(codeLesson.replacingOccurrences(of: old, with: new))
    let found = bound.diagnostics.filter { $0.code == "E224" }.map(\.message)
    #expect(found.contains { $0.contains(message) }, "\(bound.diagnostics.map(\.message))")
    #expect(found.count <= 1)
  }

  @Test func `shows the task, its signature and how to begin`() throws {
    let bound = bind(codeLesson)
    let text = Document(
      bound, states: [:], context: LayoutContext(width: 80)
    ).lines.map(\.text).joined(separator: "\n")
    #expect(text.contains("code write"))
    #expect(text.contains("Double every number."))
    #expect(text.contains("func double(_ x: Matrix) -> Matrix"))
    #expect(text.contains("E opens your copy"))
    #expect(!text.contains("y[i, j]"))
  }
}
