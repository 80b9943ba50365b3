import Lessons
import Notebook

extension Tutor {
  mutating func perform(_ id: Action.ID, _ key: Key) -> [Effect] {
    switch id {
    case .help:
      overlay = .help(filter: "", selection: 0)
      return []
    case .act: return act()
    case .stop: return cancelRun()
    case .close:
      overlay = nil
      return []
    case .choose:
      guard case .character(let character) = key, let number = character.wholeNumberValue
      else { return [] }
      return choose(number)
    case .turnUp: return turn(1)
    case .turnDown: return turn(-1)
    case .nextKnob: return chooseKnob(1)
    case .previousKnob: return chooseKnob(-1)
    case .hint: return showHint()
    case .solution:
      if let focus = reading?.focus { change(focus) { $0.showsSolution = true } }
      return []
    case .courses:
      let effects = stopRun() + save()
      reading = nil
      return effects
    case .open:
      guard library.entries.indices.contains(selection) else { return [] }
      return open(library.entries[selection])
    case .nextLesson: return neighbor(1).map { open($0) } ?? []
    case .previousLesson: return neighbor(-1).map { open($0) } ?? []
    case .contents:
      overlay = .contents(selection: section)
      return []
    case .redraw: return [.redraw]
    case .suspend: return save() + [.suspend]
    case .quit: return leave(.quit)
    default:
      move(id)
      return []
    }
  }

  private func open(_ entry: Library.Entry) -> [Effect] {
    [.open(id: entry.frontMatter.id, file: entry.file)]
  }

  /// Everything that only changes what is seen.
  private mutating func move(_ id: Action.ID) {
    guard reading != nil else {
      let last = max(0, library.entries.count - 1)
      switch id {
      case .down: selection = min(last, selection + 1)
      case .up: selection = max(0, selection - 1)
      case .first: selection = 0
      case .last: selection = last
      default: break
      }
      return
    }
    let rows = layout.bodyRows
    switch id {
    case .scrollDown: scroll(1)
    case .scrollUp: scroll(-1)
    case .halfDown: scroll(max(1, rows / 2))
    case .halfUp: scroll(-max(1, rows / 2))
    case .pageDown: scroll(max(1, rows - 2))
    case .pageUp: scroll(-max(1, rows - 2))
    case .first: scroll(-.max / 2)
    case .last: scroll(.max / 2)
    case .nextSection: reading?.section(after: 1).map { goToSection($0) }
    case .previousSection: reading?.section(after: -1).map { goToSection($0) }
    case .nextCell: focusCell(1)
    case .previousCell: focusCell(-1)
    default: break
    }
  }

  private mutating func scroll(_ rows: Int) {
    guard let before = reading?.top else { return }
    reading?.top += rows
    settle()
    guard reading?.top == before, rows > 0, let next = neighbor(1) else { return }
    notice = "The end. ] opens the next lesson: \(next.frontMatter.title)"
  }

  mutating func goToSection(_ index: Int) {
    guard let start = reading?.start(ofSection: index) else { return }
    reading?.top = start
    settle()
  }

  private mutating func focusCell(_ step: Int) {
    guard let reading else { return }
    let ids = reading.cellIDs
    guard !ids.isEmpty else { return }
    var wanted: Int
    if let focus = reading.focus, let index = ids.firstIndex(of: focus) {
      wanted = index + step
    } else {
      let below = ids.firstIndex { (reading.rows(ofCell: $0)?.lowerBound ?? 0) >= reading.top }
      wanted = step > 0 ? below ?? ids.count : (below ?? ids.count) - 1
    }
    if !ids.indices.contains(wanted) {
      notice = step > 0 ? "This was the last cell." : "This was the first cell."
      wanted = min(max(0, wanted), ids.count - 1)
    }
    self.reading?.focus = ids[wanted]
    reveal(ids[wanted])
    settle()
  }

  private mutating func turn(_ step: Int) -> [Effect] {
    let knobs = knobsInFocus
    guard let focus = reading?.focus, let state = focusedState, state.isRunning == false,
      knobs.indices.contains(state.selectedKnob)
    else { return [] }
    let knob = knobs[state.selectedKnob]
    let value = state.settings[knob.parameter] ?? knob.start
    let index = (knob.values.firstIndex(of: value) ?? 0) + step
    guard knob.values.indices.contains(index) else {
      notice = "\(knob.parameter) goes no further."
      return []
    }
    change(focus) {
      $0.settings[knob.parameter] = knob.values[index]
      if $0.outcome != nil { $0.phase = .stale }
    }
    if !knob.explanation.isEmpty { notice = "\(knob.parameter): \(knob.explanation)" }
    return []
  }

  private mutating func chooseKnob(_ step: Int) -> [Effect] {
    let knobs = knobsInFocus
    if knobs.count == 1 { return turn(step) }
    guard let focus = reading?.focus else { return [] }
    change(focus) { $0.selectedKnob = ($0.selectedKnob + step + knobs.count) % knobs.count }
    return []
  }

  private mutating func showHint() -> [Effect] {
    guard let focus = reading?.focus else { return [] }
    change(focus) { $0.hintsShown += 1 }
    reveal(focus)
    let shown = reading?.states[focus]?.hintsShown ?? 0
    return record(focus) { $0.hintsShown = shown }
  }

  /// Keys while help or contents lie on top; nil when nothing does.
  mutating func pressInOverlay(_ key: Key) -> [Effect]? {
    switch overlay {
    case nil: return nil
    case .contents(let selection):
      let last = max(0, (reading?.sections.count ?? 1) - 1)
      switch key {
      case .down, .character("j"): overlay = .contents(selection: min(last, selection + 1))
      case .up, .character("k"): overlay = .contents(selection: max(0, selection - 1))
      case .home, .character("g"): overlay = .contents(selection: 0)
      case .end, .character("G"): overlay = .contents(selection: last)
      case .enter:
        overlay = nil
        goToSection(selection)
      case .escape, .character("t"), .character("q"): overlay = nil
      default: break
      }
      return []
    case .help(let filter, let selection): return pressInHelp(key, filter, selection)
    }
  }

  private mutating func pressInHelp(_ key: Key, _ filter: String, _ selection: Int) -> [Effect] {
    let last = max(0, actions(matching: filter).count - 1)
    switch key {
    case .down: overlay = .help(filter: filter, selection: min(last, selection + 1))
    case .up: overlay = .help(filter: filter, selection: max(0, selection - 1))
    case .escape, .character("?"): overlay = nil
    case .backspace: overlay = .help(filter: String(filter.dropLast()), selection: 0)
    case .character(let character):
      overlay = .help(filter: filter + String(character), selection: 0)
    case .enter:
      let found = actions(matching: filter)
      overlay = nil
      guard found.indices.contains(selection), let key = found[selection].keys.first
      else { return [] }
      return perform(found[selection].id, key)
    default: break
    }
    return []
  }

  /// The actions that help lists: valid below the overlay, with all the words of the filter.
  func actions(matching filter: String) -> [Action] {
    var below = self
    below.overlay = nil
    let words = filter.lowercased().split(separator: " ")
    return below.validActions.filter { action in
      let text =
        "\(action.title) \(action.explanation) \(action.keyNames(isASCII: true))".lowercased()
      return action.id != .help && words.allSatisfy { text.contains($0) }
    }
  }
}
