public import Lessons

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
    var run = LessonRun(bound, context: context)
    run.desk = desk
    report = run.run(observer)
    diagnostics = []
    for cell in report.cells { note(cell, in: bound) }
    for cell in bound.lesson.cells where !observer.isCancelled() {
      guard let exercise = bound.cells[cell.id], exercise.isExercise else { continue }
      let start = exercise.run(settings: [:], context, observer)
      note(start.expectations, of: exercise, in: bound.lesson)
      if start.isGoalMet == true {
        add(
          .startsSolved, cell.range, "the exercise starts with its goal already met", bound.lesson)
      }
    }
    for cell in report.cells where !observer.isCancelled() {
      guard let code = bound.codes[cell.id],
        let source = bound.lesson.cells.first(where: { $0.id == cell.id })
      else { continue }
      check(code, solved: cell.outcome, at: source.range, desk, observer)
    }
    diagnostics.sort { $0.range.start < $1.range.start }
  }

  private mutating func note(_ cell: RunReport.CellReport, in bound: BoundLesson) {
    guard let source = bound.lesson.cells.first(where: { $0.id == cell.id }) else { return }
    switch cell.outcome.status {
    case .failed, .refused:
      var place = source.range
      if case .predict(let spec) = source.kind { place = spec.answer.range }
      // Why a cell could not be bound is known.
      guard bound.isBound(source) else { break }
      add(
        .notRun, place,
        "the cell '\(cell.id)' \(cell.outcome.status == .refused ? "was refused" : "failed"): "
          + cell.outcome.messages.joined(separator: "; "), bound.lesson)
    case .done, .cancelled, .skipped: break
    }
    if let asked = bound.cells[cell.id] {
      note(cell.outcome.expectations, of: asked, in: bound.lesson)
    }
    if cell.outcome.isGoalMet == false, bound.codes[cell.id] == nil {
      let found = bound.cells[cell.id].map { Self.missed($0, cell.outcome) } ?? ""
      add(.unsolved, source.range, "the solution does not reach the goal\(found)", bound.lesson)
    }
  }

  /// What was found in the parts of a goal that are not met.
  private static func missed(_ cell: BoundCell, _ outcome: CellOutcome) -> String {
    guard let goal = cell.spec.goal else { return "" }
    let evaluator = Evaluator(results: outcome.results)
    let detail = ExpectationOutcome(evaluator, goal, text: "").detail
    return detail.isEmpty ? "" : ": \(detail)"
  }

  private mutating func note(
    _ outcomes: [ExpectationOutcome], of cell: BoundCell, in lesson: Lesson
  ) {
    for (expectation, outcome) in zip(cell.spec.expectations, outcomes) where !outcome.holds {
      add(.expectation, expectation.range, "this does not hold: \(outcome.detail)", lesson)
    }
  }

  /// Proves that a starter compiles and fails, and that the solution passed.
  private mutating func check(
    _ code: BoundCode, solved: CellOutcome, at range: SourceRange, _ desk: CodeDesk,
    _ observer: RunObserver
  ) {
    switch solved.status {
    case .skipped:
      return add(
        .notTried, range, "'\(code.id)' was not tried: \(solved.messages.joined(separator: " "))",
        code.lesson)
    case .done where solved.isGoalMet != true:
      add(
        .unsolved, range, "the solution does not pass: \(solved.code?.headline ?? "")", code.lesson)
    default: break
    }
    let start = desk.check(code, source: code.starter, isCancelled: observer.isCancelled)
    if start.isGoalMet == true {
      add(.faultyStarter, range, "the starter passes already", code.lesson)
    } else if start.code?.isCompiled == false {
      add(
        .faultyStarter, range, "the starter does not compile: \(start.code?.headline ?? "")",
        code.lesson)
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
