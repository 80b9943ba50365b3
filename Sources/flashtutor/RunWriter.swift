import Lessons
import Notebook
import Screen

/// What `flashtutor run` writes, and where.
struct RunWriter {
  var bound: BoundLesson
  var report: RunReport
  var isOneCell: Bool
  var layout: LayoutContext

  /// What went wrong, for standard error: the reader of JSON or CSV would not see it.
  var complaints: [String] {
    report.cells.flatMap { cell -> [String] in
      let place = "flashtutor: \(bound.lesson.id)#\(cell.id): "
      let failed = cell.outcome.expectations.filter { !$0.holds }.map {
        place + "does not hold: \($0.text)" + ($0.detail.isEmpty ? "" : " (\($0.detail))")
      }
      switch cell.outcome.status {
      case .done:
        let goal = cell.outcome.isGoalMet == false ? [place + "the goal is not reached"] : []
        return failed + goal
      case .skipped: return []
      case .refused:
        let remedy = "; smaller sizes or a larger --memory-limit help"
        return [place + cell.outcome.messages.joined(separator: "; ") + remedy]
      case .failed, .cancelled:
        let why = cell.outcome.messages.joined(separator: "; ")
        return [place + cell.outcome.status.rawValue + (why.isEmpty ? "" : ": " + why)]
      }
    }
  }

  /// Whether there is something to draw and a place for it, asked before anything is run.
  ///
  /// - Throws: `Failure` with code 2.
  static func require(
    _ format: RunFormat, of bound: BoundLesson, cell: String?, output path: String?
  ) throws(Failure) {
    if let path { try OutputFile.require(path) }
    guard format == .svg else { return }
    let cells = bound.lesson.cells.filter { cell == nil || $0.id == cell }
    let count = cells.reduce(0) { $0 + (bound.cells[$1.id]?.spec.figures.count ?? 0) }
    guard count > 0 else { throw .usage("there is no figure to write as SVG") }
    guard count == 1 || path != nil else { throw severalFigures(count) }
  }

  private static func severalFigures(_ count: Int) -> Failure {
    .usage("\(count) figures don't go into one output; give -o PATH, or name a cell that has one")
  }

  /// Writes the report to a file, or to standard output.
  ///
  /// - Throws: `Failure` with code 4 when a file can't be written or nothing could be drawn.
  func write(_ format: RunFormat, to path: String?) throws(Failure) {
    switch format {
    case .text: try deliver(text, to: path)
    case .json: try deliver(report.json.text + "\n", to: path)
    case .csv: try deliver(report.csv, to: path)
    case .svg: try writeDrawings(to: path)
    }
  }

  private var text: String {
    let outcomes = Dictionary(report.cells.map { ($0.id, $0.outcome) }) { $1 }
    let lines =
      isOneCell
      ? Document.text(ofCells: report.cells.map(\.id), in: bound, outcomes: outcomes, layout)
      : Document.text(of: bound, outcomes: outcomes, context: layout)
    return LineWriter.text(lines, layout.capabilities.colors)
  }

  private func writeDrawings(to path: String?) throws(Failure) {
    let drawings = report.cells.flatMap { $0.outcome.svgs() }
    guard let first = drawings.first else {
      throw Failure(code: .runFailed, message: "flashtutor: nothing could be drawn")
    }
    guard drawings.count > 1 else { return try deliver(first, to: path) }
    guard let path else { throw Self.severalFigures(drawings.count) }
    let stem = path.hasSuffix(".svg") ? String(path.dropLast(4)) : path
    for (place, drawing) in drawings.enumerated() {
      try deliver(drawing, to: "\(stem)-\(place + 1).svg")
    }
  }

  private func deliver(_ text: String, to path: String?) throws(Failure) {
    guard let path else { return StandardOutput.write(text) }
    try OutputFile.write(text, to: path)
  }
}

/// Styled lines as text for standard output.
enum LineWriter {
  static func text(_ lines: [Line], _ depth: ColorDepth) -> String {
    let columns = lines.map(\.columns).max() ?? 0
    var grid = Grid(Size(columns: columns, rows: lines.count))
    for (row, line) in lines.enumerated() { grid.write(line, column: 0, row: row) }
    return (depth == .none ? grid.text : grid.ansi(depth)) + "\n"
  }
}
