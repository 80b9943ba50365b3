public import Lessons

/// A cell with what belongs to it in its lesson.
public struct CellContent: Sendable {
  public var cell: Cell
  /// nil for cells without an experiment and for those that could not be bound.
  public var bound: BoundCell?
  /// The task and code of a code cell; nil for others and for those that could not be bound.
  public var code: BoundCode?
  public var hints: [[Element]]
  public var solution: [Element]?
  /// Why the cell could not be bound.
  public var diagnostics: [Diagnostic]

  /// Collects hints, solution and mistakes of a cell.
  public init(_ cell: Cell, in lesson: BoundLesson) {
    self.cell = cell
    bound = lesson.cells[cell.id]
    code = lesson.codes[cell.id]
    hints = []
    solution = nil
    let cells = lesson.lesson.cells
    for other in cells {
      switch other.kind {
      case .hint(let id, let elements) where id == cell.id: hints.append(elements)
      case .solution(let id, let elements) where id == cell.id: solution = elements
      default: break
      }
    }
    diagnostics = []
    guard cell.isBound, bound == nil, code == nil else { return }
    let start = cell.range.start.line
    let end = cells.map(\.range.start.line).filter { $0 > start }.min() ?? .max
    diagnostics = lesson.diagnostics.filter {
      $0.severity == .error && $0.range.start.line >= start && $0.range.start.line < end
    }
  }
}

extension BoundLesson {
  /// Mistakes on those lines that the element there does not show itself.
  func mistakes(on lines: Range<Int>, besides element: Element? = nil) -> [Diagnostic] {
    let shown: [Diagnostic] =
      switch element {
      case .faulty(_, let diagnostics): diagnostics
      case .cell(let cell): CellContent(cell, in: self).diagnostics
      default: []
      }
    return diagnostics.filter { lines.contains($0.range.start.line) && !shown.contains($0) }
  }
}

extension Cell {
  /// Whether the cell has an experiment.
  public var runs: Bool {
    switch kind {
    case .run, .exercise: true
    case .predict, .quiz, .code, .task, .starter, .reference, .hint, .solution: false
    }
  }

  /// Whether the cell must be bound before it can be used.
  public var isBound: Bool {
    if case .code = kind { return true }
    return runs
  }
}
