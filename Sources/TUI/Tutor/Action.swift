import Lessons
import Notebook

/// Something a learner can do: the one table behind keys, bottom line and help.
struct Action: Sendable {
  enum ID: String, Hashable, Sendable, CaseIterable {
    case help, act, stop, nextCell, previousCell, choose, turnUp, turnDown, nextKnob, previousKnob
    case hint, solution, scrollDown, scrollUp, halfDown, halfUp, pageDown, pageUp
    case nextSection, previousSection, nextLesson, previousLesson, first, last
    case contents, courses, open, down, up, close, redraw, suspend, quit
  }

  var id: ID
  var keys: [Key]
  /// One or two words for the bottom line.
  var title: String
  /// A sentence for help, without a full stop.
  var explanation: String
  /// Lower comes first on the bottom line; nil: never there.
  var rank: Int?
  /// Whether it does something now.
  var isValid: @Sendable (Tutor) -> Bool
}

extension Action {
  static let all: [Action] = [
    Action(.help, [.character("?")], "keys", "Show the keys that work here", 0) { _ in true },
    Action(.stop, [.escape, .control("c")], "stop", "Stop what runs", 1) { $0.activeRun != nil },
    Action(.close, [.escape], "close", "Close what lies on top", 1) { $0.overlay != nil },
    Action(
      .act, [.enter, .character("r"), .character("c")], "run",
      "Act on the cell in focus: run, commit, submit", 2
    ) {
      $0.isReading && $0.reading?.focus != nil
    },
    Action(.open, [.enter, .right, .character("l")], "open", "Open the chosen lesson", 2) {
      $0.isListing && !$0.library.entries.isEmpty
    },
    Action(.down, [.down, .character("j")], "choose", "Choose the next lesson", 3) { $0.isListing },
    Action(.up, [.up, .character("k")], "up", "Choose the lesson before", nil) { $0.isListing },
    Action(
      .choose, "123456789".map { .character($0) }, "choose", "Choose an answer of the quiz", 3
    ) { $0.focusedQuiz != nil },
    Action(.turnUp, [.character("+"), .character("=")], "turn", "Turn the chosen knob up", 4) {
      !$0.knobsInFocus.isEmpty
    },
    Action(.turnDown, [.character("-")], "turn down", "Turn the chosen knob down", nil) {
      !$0.knobsInFocus.isEmpty
    },
    Action(
      .nextKnob, [.right], "knob", "Choose the next knob; turn it when it is the only one", nil
    ) {
      !$0.knobsInFocus.isEmpty
    },
    Action(
      .previousKnob, [.left], "knob", "Choose the knob before; turn it when it is the only one", nil
    ) {
      !$0.knobsInFocus.isEmpty
    },
    Action(.hint, [.character("H")], "hint", "Show the next hint", 5) { $0.hasHint },
    Action(.solution, [.character("S")], "solution", "Show the solution", 12) { $0.hasSolution },
    Action(.nextCell, [.tab], "next cell", "Go to the next cell", 6) { $0.isReading },
    Action(.previousCell, [.backTab], "cell before", "Go to the cell before", nil) { $0.isReading },
    Action(.scrollDown, [.down, .character("j")], "scroll", "Scroll down a line", nil) {
      $0.isReading
    },
    Action(.scrollUp, [.up, .character("k")], "scroll up", "Scroll up a line", nil) {
      $0.isReading
    },
    Action(.pageDown, [.character(" "), .pageDown], "page", "Scroll down a page", 7) {
      $0.isReading
    },
    Action(.pageUp, [.character("b"), .pageUp], "page up", "Scroll up a page", nil) {
      $0.isReading
    },
    Action(.halfDown, [.character("d")], "half page", "Scroll down half a page", nil) {
      $0.isReading
    },
    Action(.halfUp, [.character("u")], "half page up", "Scroll up half a page", nil) {
      $0.isReading
    },
    Action(.nextSection, [.character("l"), .right], "section", "Go to the next section", 8) {
      $0.isReading
    },
    Action(
      .previousSection, [.character("h"), .left], "section before", "Go to the section before", nil
    ) { $0.isReading },
    Action(.first, [.home, .character("g")], "top", "Go to the beginning", nil) { _ in true },
    Action(.last, [.end, .character("G")], "end", "Go to the end", nil) { _ in true },
    Action(.contents, [.character("t")], "contents", "Show the contents of the lesson", 9) {
      $0.isReading
    },
    Action(.nextLesson, [.character("]")], "next lesson", "Open the next lesson", 11) {
      $0.isReading && $0.neighbor(1) != nil
    },
    Action(.previousLesson, [.character("[")], "lesson before", "Open the lesson before", nil) {
      $0.isReading && $0.neighbor(-1) != nil
    },
    Action(.courses, [.character("L")], "lessons", "Show the list of lessons", 10) {
      $0.isReading
    },
    Action(.redraw, [.control("l")], "redraw", "Draw the screen anew", nil) { _ in true },
    Action(.suspend, [.control("z")], "suspend", "Go back to the shell; fg returns", nil) {
      _ in true
    },
    Action(.quit, [.character("q")], "quit", "Save and quit", 20) { _ in true },
  ]

  private init(
    _ id: ID, _ keys: [Key], _ title: String, _ explanation: String, _ rank: Int?,
    _ isValid: @escaping @Sendable (Tutor) -> Bool
  ) {
    self.id = id
    self.keys = keys
    self.title = title
    self.explanation = explanation
    self.rank = rank
    self.isValid = isValid
  }

  /// The keys as help writes them.
  func keyNames(isASCII: Bool) -> String {
    id == .choose ? "1-9" : keys.map { $0.name(isASCII: isASCII) }.joined(separator: " ")
  }

  /// The keys as the bottom line writes them: one, or the pair that belongs together.
  func footerKey(isASCII: Bool) -> String {
    switch id {
    case .choose: "1-9"
    case .turnUp: "+ -"
    case .down: isASCII ? "Up/Down" : "↑↓"
    case .nextSection: "h l"
    default: keys.first?.name(isASCII: isASCII) ?? ""
    }
  }
}

extension Tutor {
  var isListing: Bool { reading == nil && overlay == nil }
  var isReading: Bool { reading != nil && overlay == nil }

  var focusedQuiz: Int? {
    guard isReading, case .quiz(let spec)? = reading?.focusedCell?.kind else { return nil }
    return spec.choices.count
  }

  var knobsInFocus: [BoundKnob] {
    guard isReading, let reading, let focus = reading.focus else { return [] }
    return reading.bound.cells[focus]?.knobs ?? []
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

  func action(for key: Key) -> Action? {
    Action.all.first { $0.keys.contains(key) && $0.isValid(self) }
  }

  /// What Enter does to the cell in focus, in one word.
  func title(of action: Action) -> String {
    guard action.id == .act, let cell = reading?.focusedCell, let state = focusedState else {
      return action.title
    }
    switch cell.kind {
    case .run: return state.outcome == nil ? "run" : "run again"
    case .exercise: return "try"
    case .predict: return state.verdict == nil ? "commit" : "answer again"
    case .quiz: return state.verdict == nil ? "submit" : "answer again"
    case .hint, .solution: return action.title
    }
  }
}
