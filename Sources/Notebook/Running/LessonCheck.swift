public import Lessons

/// What running a lesson may find, by stable code.
public enum RunCode: String, Hashable, Sendable, CaseIterable {
  case notRun = "R301"
  case expectation = "R302"
  case startsSolved = "R303"
  case unsolved = "R304"
}

/// Runs everything that a lesson promises: `check --run`.
public struct LessonCheck: Sendable {
  public var report: RunReport
  /// What does not hold, with its place, in the order of the file.
  public var diagnostics: [Diagnostic]

  /// Runs every cell, expectation and solution of a bound lesson.
  public init(
    _ bound: BoundLesson, _ context: RunContext, _ observer: RunObserver = RunObserver()
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

  private mutating func add(
    _ code: RunCode, _ range: SourceRange, _ message: String, _ lesson: Lesson
  ) {
    let line = range.start.line - 1
    diagnostics.append(
      Diagnostic(
        code: code.rawValue, file: lesson.file, range: range, message: message,
        sourceLine: lesson.sourceLines.indices.contains(line) ? lesson.sourceLines[line] : ""))
  }
}
