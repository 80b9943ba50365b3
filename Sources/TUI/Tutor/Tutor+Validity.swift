import Lessons
import Notebook

extension Tutor {
  var isListing: Bool { reading == nil && overlay == nil }
  var isReading: Bool { reading != nil && overlay == nil }
  /// Whether a cell of the lesson has the focus, and nothing lies on top.
  var hasFocus: Bool { isReading && reading?.focus != nil }

  var film: Film? {
    if case .film(let film) = overlay { film } else { nil }
  }

  var zoom: Zoom? {
    if case .zoom(let zoom) = overlay { zoom } else { nil }
  }

  /// The address that is shown.
  var address: String? {
    if case .address(let address) = overlay { address } else { nil }
  }

  /// Whether the cell in focus has settings to play with.
  var canPlay: Bool {
    guard hasFocus, let reading, let focus = reading.focus else { return false }
    return reading.bound.cells[focus] != nil
  }

  var focusedQuiz: Int? {
    guard isReading, case .quiz(let spec)? = reading?.focusedCell?.kind else { return nil }
    return spec.choices.count
  }

  var knobsInFocus: [BoundKnob] {
    guard isReading, let reading, let focus = reading.focus else { return [] }
    return reading.bound.cells[focus]?.knobs ?? []
  }

  var hasFilm: Bool {
    film != nil
      || isReading && focusedState?.outcome.map { TileFilm.isThere(in: $0.results) } ?? false
  }

  var hasHint: Bool {
    guard let content = focusedContent, let state = focusedState else { return false }
    return state.hintsShown < content.hints.count
  }

  var hasSolution: Bool {
    guard let content = focusedContent, let state = focusedState else { return false }
    return content.hasSolution && !state.showsSolution
  }

  var focusedContent: CellContent? {
    guard isReading, let reading, let focus = reading.focus else { return nil }
    return reading.document.content(of: focus)
  }

  var focusedState: CellState? {
    guard let reading, let focus = reading.focus else { return nil }
    return reading.states[focus]
  }

  /// The lesson that stands that many places after the open one.
  func neighbor(_ offset: Int) -> Library.Entry? {
    guard let id = reading?.id,
      let index = library.entries.firstIndex(where: { $0.frontMatter.id == id })
    else { return nil }
    let place = index + offset
    return library.entries.indices.contains(place) ? library.entries[place] : nil
  }

  /// What works now, in the order of the table.
  var validActions: [Action] { Action.all.filter { $0.isValid(self) } }

  func action(for chord: Chord) -> Action? {
    Action.all.first { keys[$0.id].contains(chord) && $0.isValid(self) }
  }

  /// What Enter does to the cell in focus, in one word.
  func title(of action: Action) -> String {
    if action.id == .play, let film { return film.isPlaying ? "pause" : "play" }
    if action.id == .courses, reading == nil { return "lesson" }
    guard action.id == .act, let cell = reading?.focusedCell, let state = focusedState else {
      return action.title
    }
    switch cell.kind {
    case .run: return state.outcome == nil ? "run" : "run again"
    case .exercise: return "try"
    case .predict: return state.verdict == nil ? "commit" : "answer again"
    case .quiz: return state.verdict == nil ? "submit" : "answer again"
    case .code: return "check"
    case .task, .starter, .reference, .hint, .solution: return action.title
    }
  }
}
