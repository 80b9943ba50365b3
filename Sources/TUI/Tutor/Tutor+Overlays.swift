import Lessons
import Notebook

extension Tutor {
  /// What lies on top of the lesson or the list.
  enum Overlay: Hashable {
    case contents(filter: String, selection: Int)
    case search
    /// The filter of the list is typed.
    case filter
    case courseSearch(CourseSearch)
    /// The value of a knob as far as it is typed.
    case entry(String)
    case question(Question)
    case editor(CodeEditor)
    case zoom(Zoom)
    case film(Film)
    /// An address that a link leads to.
    case address(String)

    /// Whether characters are typed into it.
    var takesText: Bool {
      switch self {
      case .contents, .search, .filter, .courseSearch, .entry, .editor: true
      case .question, .zoom, .film, .address: false
      }
    }
  }

  /// Keys while something that takes text, or an answer, lies on top; nil for keys of the table.
  mutating func pressInOverlay(_ key: Key) -> [Effect]? {
    switch overlay {
    case nil, .zoom, .film, .address: return nil
    case .contents(let filter, let selection): return pressInContents(key, filter, selection)
    case .search: pressInSearch(key)
    case .filter: return pressInFilter(key)
    case .courseSearch(let search): return pressInCourseSearch(key, search)
    case .entry(let text): return pressInEntry(key, text)
    case .question(let question): return answer(question, key)
    case .editor(let editor): return pressInEditor(key, editor)
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

  private mutating func pressInContents(_ key: Key, _ filter: String, _ selection: Int)
    -> [Effect]
  {
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
      guard found.indices.contains(selection) else { return [] }
      remember()
      goToSection(found[selection])
    case .control("r"):
      overlay = nil
      guard found.indices.contains(selection) else { return [] }
      remember()
      goToSection(found[selection])
      return run(section: found[selection])
    case .escape: overlay = nil
    case .backspace: overlay = filtered(String(filter.dropLast()))
    case .character(let character): overlay = filtered(filter + [character])
    default: break
    }
    return []
  }
}
