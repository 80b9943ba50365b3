import Foundation
import Lessons
import Plot
import Screen
import Testing
import Workshop

@testable import Notebook

@Suite(.enabled(if: Toolchain.find() != nil)) struct CodeDeskTests {
  private let bound = bind(codeLesson)

  /// With a cache that tests share, but not with the learner.
  private let environment = ProcessInfo.processInfo.environment.merging([
    "XDG_CACHE_HOME": FileManager.default.temporaryDirectory
      .appending(path: "flashtutor-tests-\(ProcessInfo.processInfo.userName)").path
  ]) { $1 }

  private func desk(_ folder: URL) -> CodeDesk {
    CodeDesk(store: CodeStore(folder: folder.appending(path: "code")), environment: environment)
  }

  private func check(_ source: String) throws -> CellOutcome {
    try withFolder { folder in
      desk(folder).check(try #require(bound.codes["write"]), source: source)
    }
  }

  private func text(_ outcome: CellOutcome) -> String {
    var state = CellState()
    state.phase = .finished
    state.outcome = outcome
    return Document.lines(
      of: "write", in: bound, state: state, context: LayoutContext(width: 80)
    ).map(\.text).joined(separator: "\n")
  }

  @Test func `the solution passes`() throws {
    let outcome = try check(try #require(bound.codes["write"]).solution)
    #expect(outcome.status == .done)
    #expect(outcome.isGoalMet == true, "\(outcome.messages)")
    #expect(outcome.figures.isEmpty)
    #expect(outcome.results.tables["main"]?.rows.count == 2)
    #expect(text(outcome).contains("passed"))
  }

  @Test func `a wrong element is named and the error drawn`() throws {
    let outcome = try check(
      """
      func double(_ x: Matrix) -> Matrix {
        var y = Matrix(rows: x.rows, columns: x.columns)
        for i in 0..<x.rows { for j in 0..<x.columns where j < 3 { y[i, j] = 2 * x[i, j] } }
        return y
      }
      """)
    #expect(outcome.isGoalMet == false)
    #expect(outcome.figures.count == 1)
    #expect(outcome.results.matrices.first?.columns == 4)
    let shown = text(outcome)
    #expect(shown.contains("not right yet"))
    #expect(shown.contains("Row 0, column 3"))
    #expect(shown.contains("passed: x 2x3"))
    #expect(shown.contains("Absolute error"))
  }

  @Test func `a mistake of the compiler stands at the learner's line`() throws {
    let outcome = try check("func double(_ x: Matrix) -> Matrix {\n  retrun x\n}\n")
    #expect(outcome.isGoalMet == false)
    let mistake = try #require(outcome.code?.mistakes.first)
    #expect((mistake.diagnostic.line, mistake.sourceLine) == (2, "  retrun x"))
    #expect(text(outcome).contains("2 │   retrun x"))
  }

  @Test func `without a compiler the cell says what to install`() throws {
    try withFolder { folder in
      let desk = CodeDesk(store: CodeStore(folder: folder), environment: ["PATH": "/nowhere"])
      let outcome = desk.check(try #require(bound.codes["write"]))
      #expect(outcome.status == .skipped)
      #expect(text(outcome).contains("swift.org/install"))
      let check = LessonCheck(bound, context, desk: desk)
      #expect(check.diagnostics.map(\.code) == ["W307"])
      #expect(check.diagnostics.map(\.severity) == [.warning])
    }
  }

  @Test func `check --run proves starter and solution`() throws {
    func diagnostics(_ body: String) throws -> [Diagnostic] {
      try withFolder { folder in
        let bound = bind(body)
        let desk = desk(folder)
        #expect(LessonCheck(bound, context, desk: desk).diagnostics.map(\.code) == ["W307"])
        try desk.agree(to: bound.lesson)
        return LessonCheck(bound, context, desk: desk).diagnostics
      }
    }
    #expect(try diagnostics(codeLesson).map(\.message) == [])
    let solved = codeLesson.replacingOccurrences(of: "  x\n}", with: "  var y = x; y += 0\n}")
    #expect(try diagnostics(solved).map(\.code) == ["R305"])
    let unsolved = codeLesson.replacingOccurrences(of: "+= x[i, j]", with: "+= 1")
    #expect(try diagnostics(unsolved).map(\.code) == ["R304"])
  }
}
