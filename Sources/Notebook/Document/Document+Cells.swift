public import Screen

extension Document {
  /// Some cells of a lesson with their outcomes as lines of text, without the prose around them.
  ///
  /// - Parameters:
  ///   - ids: The cells.
  ///   - lesson: Their lesson.
  ///   - outcomes: What the cells yielded, by id.
  ///   - context: Width, colours, glyphs.
  /// - Returns: Their boxes, one below the other, without keys.
  public static func text(
    ofCells ids: [String], in lesson: BoundLesson, outcomes: [String: CellOutcome],
    _ context: LayoutContext
  ) -> [Line] {
    var context = context
    context.isInteractive = false
    let states = outcomes.mapValues(CellState.init(finished:))
    return Document(lesson, states: states, context: context).blocks
      .filter { $0.cellID.map(ids.contains) ?? false }.flatMap(\.lines)
  }

  /// The hint that was asked for last, without its cell.
  public static func lastHint(
    _ content: CellContent, _ state: CellState, context: LayoutContext
  ) -> [Line] {
    let index = min(state.hintsShown, content.hints.count) - 1
    return index < 0 ? [] : context.hint(index, of: content)
  }

  /// The solution of a cell, without the cell.
  public static func solution(_ content: CellContent, context: LayoutContext) -> [Line] {
    context.solution(content)
  }
}
