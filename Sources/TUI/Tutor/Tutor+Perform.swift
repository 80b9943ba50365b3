import Lessons
import Notebook

extension Tutor {
  /// Does it; the chord tells which of several, where one action has several.
  mutating func perform(_ id: Action.ID, _ chord: Chord = Chord(keys: [])) -> [Effect] {
    if Self.worksOnFocus.contains(id) { reading?.holdFocus() }
    switch id {
    case .act: return act()
    case .runOn: return runOn()
    case .edit: return editCode()
    case .follow: return followFocus()
    case .stop: return cancelRun()
    case .runAll: return runAllAbove()
    case .choose:
      guard let index = keys[.choose].firstIndex(of: chord) else {
        notice = "Press one of \(keyName(.choose)) to choose."
        return []
      }
      return choose(index + 1)
    case .hint: return showHint()
    case .open:
      guard listed.indices.contains(selection) else { return [] }
      return open(library.entries[listed[selection]])
    case .nextLesson: return neighbor(1).map { open($0) } ?? []
    case .previousLesson: return neighbor(-1).map { open($0) } ?? []
    case .courses: return toggleList()
    case .playground: return togglePlayground()
    case .pager: return openPager()
    case .source: return editSource()
    case .back: return goBack()
    case .turnUp: return turn(1)
    case .turnDown: return turn(-1)
    case .nextKnob: return chooseKnob(1)
    case .previousKnob: return chooseKnob(-1)
    case .save: return saveCell()
    case .copy: return copyCell()
    case .mouse:
      usesMouse.toggle()
      notice = usesMouse ? "The mouse works here now." : "The mouse is left to the terminal."
      return [.mouse(usesMouse)]
    case .redraw: return [.redraw]
    case .suspend: return save() + [.suspend]
    case .searchCourse: return beginCourseSearch()
    case .quit: return leave(.quit)
    case .close:
      if overlay == nil { return leavePlayground() }
      overlay = nil
      return []
    default:
      if !lay(id), !look(id) { move(id) }
      return []
    }
  }

  /// Actions after which the cell in focus is the one that is meant.
  private static let worksOnFocus: Set<Action.ID> = [
    .act, .runOn, .edit, .choose, .turnUp, .turnDown, .type, .nextKnob, .previousKnob, .hint,
    .solution, .reset, .view, .zoom, .film, .save, .copy,
  ]

  /// The list of lessons, or from there the lesson that was open.
  private mutating func toggleList() -> [Effect] {
    guard reading != nil else {
      return library.entry(id: progress.currentLesson).map { open($0) } ?? []
    }
    let effects = leavePlayground() + stopRun() + save()
    remember()
    reading = nil
    return effects
  }

  /// Everything that lies on top of the lesson or changes the cell in focus; false for the rest.
  private mutating func lay(_ id: Action.ID) -> Bool {
    switch id {
    case .help: help = Help(hasAll: false)
    case .palette: help = Help(hasAll: true)
    case .filter: overlay = .filter
    case .contents: overlay = .contents(filter: "", selection: section)
    case .search: beginSearch()
    case .type: overlay = .entry("")
    case .zoom: if zoom == nil { openZoom() } else { overlay = nil }
    case .film: if film == nil { openFilm() } else { overlay = nil }
    case .reset:
      guard let focus = reading?.focus else { break }
      overlay = .question(codeInFocus == nil ? .reset(cellID: focus) : .restore(cellID: focus))
    case .resetLesson: overlay = .question(.resetLesson)
    case .nextHit: nextHit(1)
    case .previousHit: nextHit(-1)
    case .view:
      if let focus = reading?.focus {
        change(focus) { $0.view = $0.view.next }
        reveal(focus)
        notice = "Shown as \(focusedState?.view.rawValue ?? "")."
      }
    case .solution: askForSolution()
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
      let last = max(0, listed.count - 1)
      switch id {
      case .down: selection = min(last, selection + 1)
      case .up: selection = max(0, selection - 1)
      case .first: selection = 0
      case .last: selection = count.map { min(last, $0 - 1) } ?? last
      default: break
      }
      return
    }
    let rows = layout.bodyRows
    switch id {
    case .scrollDown: scroll(count ?? 1)
    case .scrollUp: scroll(-(count ?? 1))
    case .halfDown: scroll(max(1, rows / 2))
    case .halfUp: scroll(-max(1, rows / 2))
    case .pageDown: scroll(max(1, rows - 2))
    case .pageUp: scroll(-max(1, rows - 2))
    case .first:
      remember()
      scroll(-.max / 2)
    case .last:
      remember()
      if let count {
        goToSection(min(count, reading?.sections.count ?? 1) - 1)
      } else {
        scroll(.max / 2)
      }
    case .nextSection: reading?.section(after: 1).map { goToSection($0) }
    case .previousSection: reading?.section(after: -1).map { goToSection($0) }
    case .nextCell: moveFocus(1)
    case .previousCell: moveFocus(-1)
    default: break
    }
  }

  /// What the bottom line and sentences call the key of an action.
  func keyName(_ id: Action.ID) -> String {
    let name = keys.name(id, isASCII: marks.isASCII)
    return name.isEmpty ? "'\(Action.all.first { $0.id == id }?.title ?? "")'" : name
  }

  mutating func scroll(_ rows: Int) {
    guard let before = reading?.top else { return }
    reading?.top += rows
    settle()
    guard reading?.top == before, rows > 0, let next = neighbor(1) else { return }
    notice = "The end. \(keyName(.nextLesson)) opens the next lesson: \(next.frontMatter.title)"
  }

  mutating func goToSection(_ index: Int) {
    guard let start = reading?.start(ofSection: index) else { return }
    reading?.top = start
    settle()
  }

  private mutating func showHint() -> [Effect] {
    guard let focus = reading?.focus else { return [] }
    lengthen(focus) { $0.hintsShown += 1 }
    let shown = reading?.states[focus]?.hintsShown ?? 0
    return record(focus) { $0.hintsShown = shown }
  }
}
