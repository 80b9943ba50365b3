import Testing

@testable import Workshop

/// Programs that do not compile, end early, or meddle with the results.
@Suite(.enabled(if: Toolchain.find() != nil), .serialized)
struct CheckerTests {
  private static let merge = TaskCatalogue.task("merge-states")

  private static func check(_ source: String) throws -> Verdict {
    Checker(try #require(merge), compiler: try #require(Gallery.compiler)).check(source)
  }

  private static let header = "func merge(_ left: RowState, _ right: RowState) -> RowState "

  /// The body of `merge`, and what the verdict says.
  private static let hostile: [(body: String, says: String)] = [
    ("{ exit(0) }", "does something call exit?"),
    ("{ _ = write(3, \"passed\", 6); return left }", "leave descriptor 3 alone"),
    ("{ _ = close(3); return left }", "Stopped in the case"),
    (
      "{ let a = [1, 2]; return a[left.output.count] == 0 ? left : right }",
      "an index outside its array"
    ),
    ("{ print(\"hello\"); return left }", "of 10 cases passed"),
    (
      "{ atexit { _ = write(3, \"again\", 5) }; return left }", "Something was written after the"
    ),
    ("{ RowState(maximum: 0, sum: 0, output: []) }", "has 0 numbers instead of 2"),
  ]

  private static let gallery = Result<Gallery, any Error> {
    let task = try #require(merge)
    return try Gallery(
      hostile.map { (task, header + $0.body) })
  }

  @Test(arguments: hostile.indices)
  func `what is not a result is contained and named`(index: Int) throws {
    let verdict = try Self.gallery.get().verdict(index)
    #expect(!verdict.isPassed)
    #expect(verdict.prose.contains(Self.hostile[index].says), "\(verdict.prose)")
    if Self.hostile[index].body.contains("print") { #expect(verdict.printed.hasPrefix("hello\n")) }
  }

  @Test func `errors stand at the learner's lines`() throws {
    let verdict = try Self.check(
      """
      func merge(_ left: RowState, _ right: RowState) -> RowState {
        let sum = left.sum
        sum += right.summ
        return left
      }
      """)
    #expect(verdict.outcome == .notCompiled)
    let first = try #require(verdict.diagnostics.first { $0.severity == .error })
    #expect(first.line == 3)
    #expect(verdict.headline.contains("line 3"))
  }

  @Test func `a missing function is asked for`() throws {
    let verdict = try Self.check("func join() {}")
    #expect(verdict.outcome == .notCompiled)
    #expect(verdict.headline == "There is no function 'merge' in your file.")
    #expect(verdict.diagnosis?.contains("func merge(_ left: RowState") == true)
  }

  @Test func `another signature is compared with the right one`() throws {
    let verdict = try Self.check("func merge(left: RowState) -> RowState { left }")
    #expect(verdict.outcome == .notCompiled)
    #expect(verdict.headline == "Your 'merge' cannot be called as the task wants.")
  }

  @Test func `a reference in Swift is run in a box too`() throws {
    let task = try CodeTask(
      id: "sums", title: "Sums", statement: "Sum rows.",
      signature: CodeSignature("func sums(x: Matrix, f: Float) -> [Float]"),
      sizes: [["x": "2x3", "f": "1"], ["x": "3x1", "f": "0.5"]], tolerance: 1e-5,
      reference: """
        func sums(x: Matrix, f: Float) -> [Float] {
          (0..<x.rows).map { f * x.tile(rows: $0..<$0 + 1).rowSum(0) }
        }
        """)
    let gallery = try Gallery([
      (
        task,
        "func sums(x: Matrix, f: Float) -> [Float] { (0..<x.rows).map { i in (0..<x.columns).map { x[i, $0] * f }.reduce(0, +) } }"
      ),
      (task, "func sums(x: Matrix, f: Float) -> [Float] { (0..<x.rows).map { x[$0, 0] * f } }"),
    ])
    #expect(try gallery.verdict(0).isPassed)
    let wrong = try gallery.verdict(1)
    #expect(wrong.outcome == .failed)
    #expect(wrong.headline.hasPrefix("1 of 2 cases passed. First wrong: x 2x3"), "\(wrong.prose)")
  }
}
