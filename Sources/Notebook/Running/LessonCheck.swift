public import Lessons
import Workshop

/// What running a lesson may find, by stable code.
public enum RunCode: String, Hashable, Sendable, CaseIterable {
  case notRun = "R301"
  case expectation = "R302"
  case startsSolved = "R303"
  case unsolved = "R304"
  case faultyStarter = "R305"
  /// A warning: there is nothing to compile with, or nobody agreed.
  case notTried = "W307"
}

/// Runs everything that a lesson promises: `check --run`.
public struct LessonCheck: Sendable {
  public var report: RunReport
  /// What does not hold, with its place, in the order of the file.
  public var diagnostics: [Diagnostic]

  /// Runs every cell, expectation and solution of a bound lesson.
  public init(
    _ bound: BoundLesson, _ context: RunContext, _ observer: RunObserver = RunObserver(),
    desk: CodeDesk = CodeDesk()
  ) {
    report = LessonRun(bound, context: context).run(observer)
    diagnostics = []
    for cell in report.cells { note(cell, in: bound) }
    for cell in bound.lesson.cells where !observer.isCancelled() {
      guard let exercise = bound.cells[cell.id], exercise.isExercise else { continue }
      let start = exercise.run(settings: [:], context, observer)
      if start.isGoalMet == true {
        add(
          .startsSolved, cell.range, "the exercise starts with its goal already met", bound.lesson)
      }
    }
    checkCode(of: bound, desk, observer)
    diagnostics.sort { $0.range.start < $1.range.start }
  }

  private mutating func note(_ cell: RunReport.CellReport, in bound: BoundLesson) {
    guard let source = bound.lesson.cells.first(where: { $0.id == cell.id }) else { return }
    switch cell.outcome.status {
    case .failed, .refused:
      add(
        .notRun, source.range,
        "the cell '\(cell.id)' \(cell.outcome.status == .refused ? "was refused" : "failed"): "
          + cell.outcome.messages.joined(separator: "; "), bound.lesson)
    case .done, .cancelled, .skipped: break
    }
    let expectations = bound.cells[cell.id]?.spec.expectations ?? []
    for (expectation, outcome) in zip(expectations, cell.outcome.expectations)
    where !outcome.holds {
      add(
        .expectation, expectation.range, "this does not hold: \(outcome.detail)", bound.lesson)
    }
    if cell.outcome.isGoalMet == false {
      add(.unsolved, source.range, "the solution does not reach the goal", bound.lesson)
    }
  }

  /// Proves that each starter compiles and fails, and each solution passes.
  private mutating func checkCode(
    of bound: BoundLesson, _ desk: CodeDesk, _ observer: RunObserver
  ) {
    for cell in bound.lesson.cells where !observer.isCancelled() {
      guard let code = bound.codes[cell.id] else { continue }
      guard desk.toolchain != nil else {
        add(.notTried, cell.range, "'\(cell.id)' was not tried: there is no compiler", bound.lesson)
        continue
      }
      guard desk.question(about: code) == nil else {
        add(
          .notTried, cell.range,
          "'\(cell.id)' was not tried: --agree lets the lesson's code run", bound.lesson)
        continue
      }
      let start = desk.check(code, source: code.starter, isCancelled: observer.isCancelled)
      let end = desk.check(code, source: code.solution, isCancelled: observer.isCancelled)
      if let outcome = [start, end].first(where: { $0.status == .failed }) {
        add(
          .notRun, cell.range,
          "'\(cell.id)' could not be tried: "
            + outcome.messages.joined(separator: " "), bound.lesson)
        continue
      }
      let mistakes = start.code?.mistakes.filter { $0.diagnostic.severity == .error } ?? []
      if start.isGoalMet == true {
        add(.faultyStarter, cell.range, "the starter passes already", bound.lesson)
      } else if start.status == .done, !mistakes.isEmpty || start.code?.runSeconds == 0 {
        add(
          .faultyStarter, cell.range,
          "the starter does not compile: \(start.code?.headline ?? "")", bound.lesson)
      }
      if end.status == .done, end.isGoalMet != true {
        add(
          .unsolved, cell.range, "the solution does not pass: \(end.code?.headline ?? "")",
          bound.lesson)
      }
    }
  }

  private mutating func add(
    _ code: RunCode, _ range: SourceRange, _ message: String, _ lesson: Lesson
  ) {
    let line = range.start.line - 1
    diagnostics.append(
      Diagnostic(
        code: code.rawValue, severity: code == .notTried ? .warning : .error, file: lesson.file,
        range: range, message: message,
        sourceLine: lesson.sourceLines.indices.contains(line) ? lesson.sourceLines[line] : ""))
  }
}
