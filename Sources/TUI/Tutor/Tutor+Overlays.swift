import Lessons
import Notebook

extension Tutor {
  /// What lies on top of the lesson or the list and takes the keys.
  enum Overlay: Hashable {
    /// The actions that work here; the palette has all.
    case help(filter: String, selection: Int, hasAll: Bool)
    case contents(filter: String, selection: Int)
    case search
    /// The value of a knob as far as it is typed.
    case entry(String)
    /// Whether to forget what was done with a cell.
    case reset(cellID: String)
    /// Whether to put the starter back.
    case restore(cellID: String)
    /// Whether code may run, and why that is asked.
    case consent(cellID: String, question: String)
    case editor(CodeEditor)
    case zoom(Zoom)
    case film(Film)
  }

  /// Keys while something lies on top; nil when nothing does.
  mutating func pressInOverlay(_ key: Key) -> [Effect]? {
    switch overlay {
    case nil: return nil
    case .contents(let filter, let selection): pressInContents(key, filter, selection)
    case .help(let filter, let selection, let hasAll):
      return pressInHelp(key, filter, selection, hasAll)
    case .search: pressInSearch(key)
    case .entry(let text): pressInEntry(key, text)
    case .reset(let cellID): return answerReset(key, cellID)
    case .restore(let cellID): return answerRestore(key, cellID)
    case .consent(let cellID, _): return answerConsent(key, cellID)
    case .editor(let editor): return pressInEditor(key, editor)
    case .zoom(let zoom): pressInZoom(key, zoom)
    case .film(let film): pressInFilm(key, film)
    }
    return []
  }

  /// The sections whose titles hold all the words of the filter.
  func sections(matching filter: String) -> [Int] {
    guard let reading else { return [] }
    let words = filter.lowercased().split(separator: " ")
    return reading.sections.indices.filter { index in
      let title = reading.sections[index].title.map(\.plainText).joined().lowercased()
      return words.allSatisfy { title.contains($0) }
    }
  }

  private mutating func pressInContents(_ key: Key, _ filter: String, _ selection: Int) {
    let found = sections(matching: filter)
    let last = max(0, found.count - 1)
    func filtered(_ filter: String) -> Overlay { .contents(filter: filter, selection: 0) }
    func chosen(_ selection: Int) -> Overlay {
      .contents(filter: filter, selection: min(last, max(0, selection)))
    }
    switch key {
    case .down: overlay = chosen(selection + 1)
    case .up: overlay = chosen(selection - 1)
    case .home: overlay = chosen(0)
    case .end: overlay = chosen(last)
    case .enter:
      overlay = nil
      guard found.indices.contains(selection) else { return }
      remember()
      goToSection(found[selection])
    case .escape: overlay = nil
    case .backspace: overlay = filtered(String(filter.dropLast()))
    case .character(let character): overlay = filtered(filter + [character])
    default: break
    }
  }

  private mutating func pressInHelp(
    _ key: Key, _ filter: String, _ selection: Int, _ hasAll: Bool
  ) -> [Effect] {
    let found = actions(matching: filter, hasAll: hasAll)
    let last = max(0, found.count - 1)
    func help(_ filter: String, _ selection: Int) -> Overlay {
      .help(filter: filter, selection: min(last, max(0, selection)), hasAll: hasAll)
    }
    switch key {
    case .down: overlay = help(filter, selection + 1)
    case .up: overlay = help(filter, selection - 1)
    case .pageDown: overlay = help(filter, selection + 10)
    case .pageUp: overlay = help(filter, selection - 10)
    case .escape: overlay = nil
    case .character("?") where filter.isEmpty: overlay = nil
    case .backspace: overlay = help(String(filter.dropLast()), 0)
    case .character(let character): overlay = help(filter + [character], 0)
    case .enter:
      overlay = nil
      guard found.indices.contains(selection), let key = found[selection].keys.first
      else { return [] }
      guard found[selection].isValid(self) else {
        notice = "This does not work here: \(found[selection].explanation)."
        return []
      }
      return perform(found[selection].id, key)
    default: break
    }
    return []
  }

  /// The actions that help or the palette list, with all the words of the filter.
  func actions(matching filter: String, hasAll: Bool) -> [Action] {
    var below = self
    below.overlay = nil
    let words = filter.lowercased().split(separator: " ")
    let valid = below.validActions
    let others = hasAll ? Action.all.filter { !$0.isValid(below) } : []
    return (valid + others).filter { action in
      let text =
        "\(action.title) \(action.explanation) \(action.keyNames(isASCII: true))".lowercased()
      return action.id != .help && action.id != .close && words.allSatisfy { text.contains($0) }
    }
  }

  private mutating func answerReset(_ key: Key, _ cellID: String) -> [Effect] {
    overlay = nil
    guard key == .character("y"), let reading, let cell = reading.cell(cellID) else {
      notice = "Nothing was changed."
      return []
    }
    let effects = activeRun?.cellID == cellID ? stopRun() : []
    let fresh = CellState(cell, reading.bound.cells[cellID], nil)
    change(cellID) { $0 = fresh }
    progress.lessons[reading.id]?.cells[cellID] = nil
    notice = "\(cellID) is as at first."
    return effects + save()
  }
}
