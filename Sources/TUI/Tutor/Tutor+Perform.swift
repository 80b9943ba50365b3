import Lessons
import Notebook

extension Tutor {
  mutating func perform(_ id: Action.ID, _ key: Key) -> [Effect] {
    switch id {
    case .act: return act()
    case .edit: return editCode()
    case .stop: return cancelRun()
    case .runAll: return runAllAbove()
    case .choose:
      guard case .character(let character) = key, let number = character.wholeNumberValue
      else { return [] }
      return choose(number)
    case .hint: return showHint()
    case .open:
      guard library.entries.indices.contains(selection) else { return [] }
      return open(library.entries[selection])
    case .nextLesson: return neighbor(1).map { open($0) } ?? []
    case .previousLesson: return neighbor(-1).map { open($0) } ?? []
    case .courses:
      let effects = stopRun() + save()
      remember()
      reading = nil
      return effects
    case .back: return goBack()
    case .save: return saveCell()
    case .copy: return copyCell()
    case .mouse:
      usesMouse.toggle()
      notice = usesMouse ? "The mouse works here now." : "The mouse is left to the terminal."
      return [.mouse(usesMouse)]
    case .redraw: return [.redraw]
    case .suspend: return save() + [.suspend]
    case .quit: return leave(.quit)
    default:
      if !lay(id) { move(id) }
      return []
    }
  }

  /// Everything that lies on top of the lesson or changes the cell in focus; false for the rest.
  private mutating func lay(_ id: Action.ID) -> Bool {
    switch id {
    case .help: overlay = .help(filter: "", selection: 0, hasAll: false)
    case .palette: overlay = .help(filter: "", selection: 0, hasAll: true)
    case .contents: overlay = .contents(filter: "", selection: section)
    case .search: beginSearch()
    case .type: overlay = .entry("")
    case .zoom: openZoom()
    case .film: openFilm()
    case .reset:
      guard let focus = reading?.focus else { break }
      overlay = codeInFocus == nil ? .reset(cellID: focus) : .restore(cellID: focus)
    case .close: overlay = nil
    case .turnUp: turn(1)
    case .turnDown: turn(-1)
    case .nextKnob: chooseKnob(1)
    case .previousKnob: chooseKnob(-1)
    case .nextHit: nextHit(1)
    case .previousHit: nextHit(-1)
    case .view:
      if let focus = reading?.focus {
        change(focus) { $0.view = $0.view.next }
        reveal(focus)
        notice = "Shown as \(focusedState?.view.rawValue ?? "")."
      }
    case .solution:
      if let focus = reading?.focus { change(focus) { $0.showsSolution = true } }
    default: return false
    }
    return true
  }

  mutating func open(_ entry: Library.Entry) -> [Effect] {
    remember()
    return [.open(id: entry.frontMatter.id, file: entry.file)]
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
    case .first:
      remember()
      scroll(-.max / 2)
    case .last:
      remember()
      scroll(.max / 2)
    case .nextSection: reading?.section(after: 1).map { goToSection($0) }
    case .previousSection: reading?.section(after: -1).map { goToSection($0) }
    case .nextCell: focusCell(1)
    case .previousCell: focusCell(-1)
    default: break
    }
  }

  mutating func scroll(_ rows: Int) {
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

  private mutating func showHint() -> [Effect] {
    guard let focus = reading?.focus else { return [] }
    change(focus) { $0.hintsShown += 1 }
    reveal(focus)
    let shown = reading?.states[focus]?.hintsShown ?? 0
    return record(focus) { $0.hintsShown = shown }
  }
}
