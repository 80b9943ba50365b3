import Lessons
import Workshop

extension Binder {
  /// Binds the tasks of the lesson, then the code cells.
  mutating func bindCode() {
    var tasks: [String: CodeTask] = [:]
    for cell in lesson.cells {
      guard case .task(let spec) = cell.kind else { continue }
      if TaskCatalogue.task(cell.id) != nil {
        report(.badTask, cell.range, "the catalogue has a task '\(cell.id)' already")
        continue
      }
      tasks[cell.id] = task(spec, cell)
    }
    let own = lesson.cells.compactMap { cell -> String? in
      if case .task = cell.kind { cell.id } else { nil }
    }
    for cell in lesson.cells {
      guard case .code(let spec) = cell.kind else { continue }
      bind(cell, spec, tasks, own: own)
    }
  }

  private mutating func bind(
    _ cell: Cell, _ spec: CodeSpec, _ tasks: [String: CodeTask], own: [String]
  ) {
    let name = spec.task.value
    guard let task = tasks[name] ?? TaskCatalogue.task(name) else {
      // One that could not be read is reported where it stands.
      guard !own.contains(name) else { return }
      return report(
        .unknownTask, spec.task.range,
        "there is no task '\(name)'" + Suggestion.text(name, among: own + TaskCatalogue.ids))
    }
    var starter: String?
    var solution: String?
    for other in lesson.cells {
      switch other.kind {
      case .starter(cell.id, let text): starter = text
      case .solution(cell.id, let elements):
        for case .code("swift", let text) in elements where solution == nil { solution = text }
      default: break
      }
    }
    guard let starter else {
      return report(
        .badStarter, cell.range,
        "the cell has no starter; write one in a fence ```swift {.starter for=\(cell.id)}")
    }
    guard let solution else {
      return report(
        .badStarter, cell.range,
        "the cell has no solution in Swift; write one in a fence ```swift {.solution for=\(cell.id)}"
      )
    }
    codes[cell.id] = BoundCode(
      id: cell.id, lessonID: lesson.id, spec: spec, task: task, starter: starter + "\n",
      solution: solution + "\n", lesson: lesson)
  }

  private mutating func task(_ spec: TaskSpec, _ cell: Cell) -> CodeTask? {
    var reference: String?
    for case .reference(cell.id, let text) in lesson.cells.map(\.kind) { reference = text }
    guard let reference else {
      report(
        .badTask, cell.range,
        "the task has no reference; write one in a fence ```swift {.reference for=\(cell.id)}")
      return nil
    }
    let signature: CodeSignature
    do throws(SignatureProblem) {
      signature = try CodeSignature(spec.signature.value)
    } catch {
      report(.badTask, spec.signature.range, "\(error)")
      return nil
    }
    var cases: [[String: String]] = []
    for one in spec.cases {
      var sizes: [String: String] = [:]
      for entry in one.entries {
        guard signature.parameters.contains(where: { $0.name == entry.key.value }) else {
          report(
            .badTask, entry.key.range,
            "the function has no parameter '\(entry.key.value)'"
              + Suggestion.text(entry.key.value, among: signature.parameters.map(\.name)))
          return nil
        }
        sizes[entry.key.value] = entry.value.scalar ?? ""
      }
      cases.append(sizes)
    }
    do throws(InstructorTaskProblem) {
      return try CodeTask(
        id: cell.id, title: spec.title.isEmpty ? cell.id : spec.title, statement: spec.statement,
        signature: signature, sizes: cases, tolerance: spec.tolerance?.value ?? 1e-4,
        reference: reference + "\n")
    } catch {
      let place = spec.cases.indices.contains(error.index) ? spec.cases[error.index].range : nil
      report(.badTask, place ?? cell.range, error.sentence)
      return nil
    }
  }
}
