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
}
