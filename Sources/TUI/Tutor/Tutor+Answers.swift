import Lessons
import Notebook

extension Tutor {
  /// Characters that a number with a unit may hold.
  private static let answerCharacters = Set("0123456789.eE+-kKMGTBibsmnFLOP/% ")

  /// Keys that are typed into a prediction; nil when the key is not for it.
  mutating func pressInAnswer(_ key: Key) -> [Effect]? {
    guard isReading, let cell = reading?.focusedCell, case .predict = cell.kind,
      let state = focusedState
    else { return nil }
    if state.verdict != nil {
      guard case .character(let character) = key, "0123456789.-".contains(character) else {
        return nil
      }
      change(cell.id) {
        $0.answerAgain()
        $0.entry = String(character)
      }
      notice = Self.wayBack
      return []
    }
    switch key {
    // One blank may stand before a unit; the next one scrolls, as it does everywhere.
    case .character(" ") where state.entry.contains(" "): return nil
    case .character(let character)
    where Self.answerCharacters.contains(character)
      && (!state.entry.isEmpty || "0123456789.-".contains(character)):
      guard state.entry.count < 24 else { return [] }
      reading?.holdFocus()
      change(cell.id) { $0.entry.append(character) }
      return []
    // What is no key here stands in the answer, to be seen: left out, 1,5 would be 15.
    case .character(let character) where isSlip(character, in: state.entry):
      guard state.entry.count < 24 else { return [] }
      reading?.holdFocus()
      change(cell.id) { $0.entry.append(character) }
      notice =
        character == ","
        ? "A number has a point, 1.5, and nothing between its thousands."
        : "'\(character)' is not part of a number. Backspace erases it, Esc all."
      return []
    case .backspace where !state.entry.isEmpty:
      change(cell.id) { $0.entry = String($0.entry.dropLast()) }
      isErasing = true
      return []
    // Who erases one character too many does not mean to leave.
    case .backspace where isErasing: return []
    case .escape where state.former != nil && activeRun == nil:
      change(cell.id) { $0.restoreAnswer() }
      return []
    case .escape where !state.entry.isEmpty && activeRun == nil:
      change(cell.id) { $0.entry = "" }
      return []
    default: return nil
    }
  }

  /// Whether a character that no number has was meant as a part of one.
  private func isSlip(_ character: Character, in entry: String) -> Bool {
    guard character != " ", !character.isWhitespace else { return false }
    guard !entry.isEmpty else { return character == "," }
    return character.isLetter || action(for: Chord(.character(character))) == nil
  }

  private static let wayBack = "Esc brings the answer before back."

  /// Esc while a quiz is answered once more; nil when the key is not for it.
  mutating func pressInQuiz(_ key: Key) -> [Effect]? {
    guard key == .escape, isReading, activeRun == nil, let cell = reading?.focusedCell,
      case .quiz = cell.kind, focusedState?.former != nil
    else { return nil }
    change(cell.id) { $0.restoreAnswer() }
    return []
  }

  /// Enter on the cell in focus.
  mutating func act() -> [Effect] {
    guard let cell = reading?.focusedCell, let state = focusedState else { return [] }
    switch cell.kind {
    case .run, .exercise: return run(cell.id)
    case .predict(let spec): return commit(cell.id, spec, state)
    case .quiz(let spec): return submit(cell.id, spec, state)
    case .code: return checkCode(cell.id)
    case .task, .starter, .reference, .hint, .solution: return []
    }
  }

  /// The keys of so many answers.
  func choiceKeys(_ count: Int) -> String {
    let names = keys[.choose].prefix(count).map { $0.name(isASCII: marks.isASCII) }
    guard names.count > 1, let first = names.first, let last = names.last else {
      return names.first ?? keyName(.choose)
    }
    return "\(first)-\(last)"
  }

  mutating func choose(_ number: Int) -> [Effect] {
    guard let cell = reading?.focusedCell, case .quiz(let spec) = cell.kind else { return [] }
    let index = number - 1
    guard spec.choices.indices.contains(index) else {
      notice = "There are \(spec.choices.count) answers."
      return []
    }
    change(cell.id) { state in
      state.answerAgain()
      if spec.isOrdering {
        let place = Grading.shownOrder(of: spec)[index]
        if let given = state.order.firstIndex(of: place) {
          state.order.remove(at: given)
        } else {
          state.order.append(place)
        }
      } else if spec.allowsSeveral {
        state.chosen.formSymmetricDifference([index])
      } else {
        state.chosen = [index]
      }
    }
    return []
  }

  private mutating func submit(_ id: String, _ spec: QuizSpec, _ state: CellState) -> [Effect] {
    if state.verdict != nil {
      change(id) { $0.answerAgain() }
      notice = Self.wayBack
      return []
    }
    guard state.hasAnswer(to: spec) else {
      let keys = choiceKeys(spec.choices.count)
      notice =
        spec.isOrdering
        ? "Give all \(spec.choices.count) a place first: press \(keys) in the right order."
        : "Choose an answer with \(keys) first."
      return []
    }
    let verdict = CellState.Verdict.grading(spec, state)
    change(id) { $0.grade(verdict, isDone: verdict.isRight) }
    reveal(id)
    return record(id) {
      $0.attempts += 1
      $0.isDone = $0.isDone || verdict.isRight
      $0.answer = state.answer(to: spec)
    }
  }

  private mutating func commit(_ id: String, _ spec: PredictSpec, _ state: CellState)
    -> [Effect]
  {
    if state.verdict != nil {
      change(id) { $0.answerAgain() }
      notice = Self.wayBack
      return []
    }
    guard Grading.number(state.entry, unit: spec.unit) != nil else {
      notice = state.entry.isEmpty ? "Type a number first." : "'\(state.entry)' is not a number."
      return []
    }
    guard let source = spec.source?.value else { return grade(id, results: Results()) }
    // The question means the cell as it is written, wherever its knobs stand now.
    if let state = reading?.states[source], !state.isRunning, let outcome = state.outcome,
      outcome.status == .done, outcome.settings == reading?.bound.cells[source]?.initialSettings
    {
      return grade(id, results: outcome.results)
    }
    let effects = run(source, prediction: id)
    if !effects.isEmpty { notice = "Running \(source) to find out." }
    return effects
  }

  /// Holds a committed prediction against results.
  mutating func grade(_ id: String, results: Results) -> [Effect] {
    guard let state = reading?.states[id], case .predict(let spec)? = reading?.cell(id)?.kind
    else { return [] }
    let verdict = CellState.Verdict.grading(spec, state.entry, results)
    change(id) { $0.grade(verdict, isDone: true) }
    reveal(id)
    return record(id) {
      $0.attempts += 1
      // A guess that was committed has done its work, right or wrong.
      $0.isDone = true
      $0.answer = state.entry
      $0.expected = Grading.answer(of: spec, results: results).answer
    }
  }
}
