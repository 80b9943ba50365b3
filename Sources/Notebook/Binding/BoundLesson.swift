public import Foundation
public import Lessons

/// A lesson whose cells are bound to experiments: parameters read, typed and within their ranges.
public struct BoundLesson: Sendable {
  public var lesson: Lesson
  /// By cell id; run and exercise cells that could be bound.
  public var cells: [String: BoundCell]
  /// By cell id; code cells whose task and code are there.
  public var codes: [String: BoundCode]
  /// The lesson's own diagnostics and those of binding, in the order of the file.
  public var diagnostics: [Diagnostic]

  /// Binds every cell; what cannot be bound is diagnosed and left out of ``cells``.
  public init(_ lesson: Lesson) {
    self.lesson = lesson
    var binder = Binder(lesson)
    binder.bind()
    cells = binder.cells
    codes = binder.codes
    let all = lesson.diagnostics + binder.diagnostics
    diagnostics = all.enumerated().sorted {
      ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset)
    }.map(\.element)
  }

  /// The files beside the lesson whose numbers its cells quote, there or not.
  public var quotedFiles: [URL] {
    guard let folder = lesson.folder.map({ URL(fileURLWithPath: $0, isDirectory: true) }) else {
      return []
    }
    return lesson.cells.compactMap { cell in
      guard case .run(let spec) = cell.kind, spec.experiment.value == DataExperiment.name,
        let path = spec.parameters.first(where: { $0.key.value == "file" })?.value.scalar,
        Lesson.isNeighbour(path)
      else { return nil }
      return folder.appendingPathComponent(path)
    }.uniqued
  }

  /// Whether a cell quotes other numbers here than there, under the same text.
  public func quotesOtherNumbers(in cellID: String, than other: BoundLesson) -> Bool {
    let data = [self, other].map { $0.cells[cellID]?.experiment as? DataExperiment }
    return data[0]?.identity != data[1]?.identity
  }

  /// Whether a cell, and the one that it has its results from, could be bound, if it needs to be.
  func isBound(_ cell: Cell) -> Bool {
    switch cell.kind {
    case .run, .exercise: cells[cell.id] != nil
    case .code: codes[cell.id] != nil
    case .predict(let spec): spec.source.map { cells[$0.value] != nil } ?? true
    case .quiz, .task, .starter, .reference, .hint, .solution: true
    }
  }

  /// Whether some mistake is an error, not only a warning.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The mistakes that stand between a cell's fence and the next cell: why it could not be bound.
  public func diagnostics(ofCell id: String) -> [Diagnostic] {
    let starts = lesson.cells.map { ($0.id, $0.range.start.line) }
    guard let index = starts.firstIndex(where: { $0.0 == id }) else { return [] }
    let end = starts.dropFirst(index + 1).first?.1 ?? .max
    return diagnostics.filter { starts[index].1..<end ~= $0.range.start.line }
  }
}
