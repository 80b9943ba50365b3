public import Lessons

/// Runs the cells of a lesson from top to bottom without a screen.
public struct LessonRun: Sendable {
  public var lesson: BoundLesson
  /// Only the cell with this id, and what it needs; nil: all.
  public var only: String?
  /// `--set k=v` of the command line.
  public var overrides: [String: String]
  /// Whether exercises are run with their solution (`check --run`) or as they stand.
  public var appliesSolutions: Bool
  public var context: RunContext
  /// Where the solutions of code cells are checked.
  public var desk = CodeDesk()

  public init(
    _ lesson: BoundLesson, only: String? = nil, overrides: [String: String] = [:],
    appliesSolutions: Bool = true, context: RunContext
  ) {
    self.lesson = lesson
    self.only = only
    self.overrides = overrides
    self.appliesSolutions = appliesSolutions
    self.context = context
  }

  /// What the command line asks for and cannot be done, as sentences; empty when a run may begin.
  ///
  /// An override must fit at least one of the cells that will run, and be in range in each that
  /// has the parameter.
  public var complaints: [String] {
    let ids = lesson.lesson.cells.filter(\.isInteractive).map(\.id)
    if let only, !ids.contains(only) {
      return [
        "lesson '\(lesson.lesson.id)' has no cell '\(only)'" + Suggestion.text(only, among: ids)
      ]
    }
    let cells = chosen.compactMap { lesson.cells[$0.id] }
    let known = cells.flatMap { $0.experiment.parameters.map(\.name) }.uniqued
    return overrides.keys.sorted().filter { !known.contains($0) }.map {
      "--set \($0): no cell here has such a parameter" + Suggestion.text($0, among: known)
    } + cells.flatMap { $0.complaints(about: overrides(for: $0)) }
  }

  /// Whether no cell that is asked for could be read and bound.
  public var runsNothing: Bool {
    !chosen.contains { lesson.isBound($0) }
  }

  private var chosen: [Cell] {
    lesson.lesson.cells.filter { $0.isInteractive && (only == nil || $0.id == only) }
  }

  /// The overrides that a cell's experiment knows.
  private func overrides(for cell: BoundCell) -> [String: String] {
    overrides.filter { cell.experiment.parameter($0.key) != nil }
  }

  /// Runs the cells; each outcome is told as it comes.
  ///
  /// - Parameters:
  ///   - observer: asked for cancellation, told of progress over all cells.
  ///   - finished: hears of each cell when it is done.
  /// - Returns: one report a cell.
  public func run(
    _ observer: RunObserver = RunObserver(),
    finished: (RunReport.CellReport) -> Void = { _ in }
  ) -> RunReport {
    var report = RunReport(lesson: lesson.lesson.id, cells: [])
    var outcomes: [String: CellOutcome] = [:]
    let cells = chosen
    for (place, cell) in cells.enumerated() {
      let count = Double(cells.count)
      let part = RunObserver(
        isCancelled: observer.isCancelled,
        progressed: { observer.progressed((Double(place) + $0) / count) },
        partial: observer.partial)
      let result = run(cell, &outcomes, part)
      report.cells.append(result)
      finished(result)
      observer.progressed(Double(place + 1) / count)
    }
    return report
  }

  private func run(
    _ cell: Cell, _ outcomes: inout [String: CellOutcome], _ observer: RunObserver
  ) -> RunReport.CellReport {
    var report = RunReport.CellReport(
      id: cell.id, kind: cell.kindName, outcome: CellOutcome(status: .skipped))
    if observer.isCancelled() {
      report.outcome = CellOutcome(status: .cancelled, messages: ["cancelled before it began"])
      return report
    }
    switch cell.kind {
    case .run, .exercise:
      report.outcome = run(id: cell.id, observer)
      outcomes[cell.id] = report.outcome
    case .predict(let spec):
      var results = Results()
      if let source = spec.source {
        let outcome = outcomes[source.value] ?? run(id: source.value, observer)
        outcomes[source.value] = outcome
        guard outcome.status == .done else {
          report.outcome.status = outcome.status
          report.outcome.messages = ["its source '\(source.value)' did not run"] + outcome.messages
          return report
        }
        results = outcome.results
      }
      let grade = Grading.answer(of: spec, results: results)
      report.answer = grade.answer
      report.outcome = CellOutcome(
        status: grade.answer == nil ? .failed : .done, messages: grade.feedback)
    case .quiz(let spec):
      let right = spec.choices.indices.filter { spec.choices[$0].isRight }
      let grade =
        spec.isOrdering
        ? Grading.grade(quiz: spec, order: right) : Grading.grade(quiz: spec, chosen: Set(right))
      report.outcome.status = grade.isRight ? .done : .failed
    case .code: report.outcome = solve(cell.id, observer)
    case .task, .starter, .reference, .hint, .solution: break
    }
    return report
  }

  /// Checks the solution of a code cell, where it may and can be run.
  private func solve(_ id: String, _ observer: RunObserver) -> CellOutcome {
    guard let code = lesson.codes[id] else {
      let why = lesson.diagnostics(ofCell: id).map(\.message)
      return CellOutcome(status: .failed, messages: why.isEmpty ? ["could not be read"] : why)
    }
    guard desk.question(about: code) == nil else {
      return CellOutcome(
        status: .skipped,
        messages: ["nobody has agreed yet that code of this lesson may run; --agree does"])
    }
    return desk.check(code, source: code.solution, isCancelled: observer.isCancelled)
  }

  private func run(id: String, _ observer: RunObserver) -> CellOutcome {
    guard let cell = lesson.cells[id] else {
      let why = lesson.diagnostics(ofCell: id).map(\.message)
      return CellOutcome(status: .failed, messages: why.isEmpty ? ["could not be read"] : why)
    }
    var settings = appliesSolutions ? cell.solutionSettings ?? [:] : [:]
    settings.merge(overrides(for: cell)) { $1 }
    var outcome = cell.run(settings: settings, context, observer)
    // An exercise that stands as the learner finds it has not failed.
    if cell.isExercise, !appliesSolutions || cell.solutionSettings == nil {
      outcome.isGoalMet = nil
    }
    return outcome
  }
}

extension Cell {
  /// Whether it is run, answered or solved, not a hint or solution.
  public var isInteractive: Bool {
    switch kind {
    case .run, .predict, .quiz, .exercise, .code: true
    case .task, .starter, .reference, .hint, .solution: false
    }
  }

  /// The word for its kind.
  public var kindName: String {
    switch kind {
    case .run: "run"
    case .predict: "predict"
    case .quiz: "quiz"
    case .exercise: "exercise"
    case .code: "code"
    case .task: "task"
    case .starter: "starter"
    case .reference: "reference"
    case .hint: "hint"
    case .solution: "solution"
    }
  }
}
