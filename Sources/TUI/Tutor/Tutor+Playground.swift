import Notebook

/// A cell with every setting as a knob, in place of the lesson until its reader comes back.
extension Tutor {
  var isInPlayground: Bool { parked != nil }

  mutating func togglePlayground() -> [Effect] {
    guard !isInPlayground else { return leavePlayground() }
    guard let focus = reading?.focus, let state = focusedState,
      let bound = reading?.bound.playground(of: focus, settings: state.settings)
    else { return [] }
    let effects = stopRun() + save()
    guard let lesson = reading else { return effects }
    parked = lesson
    search = Search()
    reading = Reading(id: lesson.id, bound: bound, record: nil, context: layoutContext)
    reading?.stop = .cell(focus)
    settle()
    notice = "\(keyName(.playground)) goes back to the lesson."
    return effects + recall(focus)
  }

  /// Back to where the lesson was left; nothing when it was not.
  mutating func leavePlayground() -> [Effect] {
    guard let parked else { return [] }
    let effects = stopRun()
    reading = parked
    self.parked = nil
    overlay = nil
    search = Search()
    layOut()
    return effects
  }
}
