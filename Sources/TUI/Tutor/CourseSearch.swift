import Foundation
import Lessons
import Notebook
import Screen

/// A lesson as a search in all lessons reads it.
public struct SearchableLesson: Hashable, Sendable {
  /// The text of one section.
  struct Section: Hashable, Sendable {
    var anchor: String
    var title: String
    var text: String
  }

  var id: String
  var title: String
  var sections: [Section]

  /// The prose of a lesson; solutions and hints are left out.
  init(id: String, _ lesson: Lesson) {
    self.id = id
    title = lesson.title
    let bound = BoundLesson(lesson)
    let context = LayoutContext(width: 4000, isInteractive: false)
    let document = Document(bound, states: [:], context: context)
    sections = lesson.sections.indices.map { index in
      let lines = document.blocks.filter { $0.section == index }.flatMap(\.lines)
      let words = lines.flatMap { $0.text.split(separator: " ") }
        .filter { !$0.allSatisfy { "─│╭╮╰╯┃".contains($0) } }
      return Section(
        anchor: lesson.sections[index].id,
        title: lesson.sections[index].title.isEmpty
          ? "Beginning" : lesson.sections[index].title.map(\.plainText).joined(),
        text: words.joined(separator: " "))
    }
  }

  /// Reads the lessons of a library that can be read.
  static func all(_ entries: [Library.Entry]) -> [SearchableLesson] {
    entries.compactMap { entry in
      let lesson = LessonParser.load(entry.file, as: entry.file.lastPathComponent)
      guard lesson.folder != nil else { return nil }
      return SearchableLesson(id: entry.frontMatter.id, lesson)
    }
  }
}

/// A search in all lessons as far as it is typed.
struct CourseSearch: Hashable {
  /// A section in which the text stands.
  struct Found: Hashable {
    var lesson: String
    var lessonTitle: String
    var anchor: String
    var title: String
    /// The words around the first place, and how many places there are.
    var before: String
    var match: String
    var after: String
    var count: Int
  }

  var text = ""
  var selection = 0
  var found: [Found] = []

  /// Looks the text up anew.
  mutating func look(in lessons: [SearchableLesson]) {
    selection = 0
    found = []
    guard !text.isEmpty else { return }
    for lesson in lessons {
      for section in lesson.sections {
        guard let first = section.text.range(of: text, options: .caseInsensitive) else { continue }
        var count = 0
        var rest = section.text.startIndex..<section.text.endIndex
        while let next = section.text.range(of: text, options: .caseInsensitive, range: rest) {
          count += 1
          rest = next.upperBound..<section.text.endIndex
        }
        found.append(
          Found(
            lesson: lesson.id, lessonTitle: lesson.title, anchor: section.anchor,
            title: section.title, before: Self.end(of: section.text[..<first.lowerBound]),
            match: String(section.text[first]),
            after: String(section.text[first.upperBound...].prefix(120)), count: count))
      }
    }
  }
}

extension CourseSearch {
  /// The last words of a text, the first of them whole.
  private static func end(of text: Substring) -> String {
    let end = text.suffix(24)
    guard end.startIndex > text.startIndex, text[text.index(before: end.startIndex)] != " ",
      let blank = end.firstIndex(of: " ")
    else { return String(end) }
    return String(end[end.index(after: blank)...])
  }
}

extension Tutor {
  mutating func beginCourseSearch() -> [Effect] {
    overlay = .courseSearch(CourseSearch())
    return searchable == nil ? [.gather(library.entries)] : []
  }

  /// The lessons have been read while something was typed.
  mutating func refreshCourseHits() {
    guard case .courseSearch(var search) = overlay else { return }
    search.look(in: searchable ?? [])
    overlay = .courseSearch(search)
  }

  mutating func pressInCourseSearch(_ key: Key, _ search: CourseSearch) -> [Effect] {
    var search = search
    let last = max(0, search.found.count - 1)
    switch key {
    case .down: search.selection = min(last, search.selection + 1)
    case .up: search.selection = max(0, search.selection - 1)
    case .pageDown: search.selection = min(last, search.selection + 5)
    case .pageUp: search.selection = max(0, search.selection - 5)
    case .home: search.selection = 0
    case .end: search.selection = last
    case .escape:
      overlay = nil
      return []
    case .enter:
      guard search.found.indices.contains(search.selection) else { break }
      overlay = nil
      return open(search.found[search.selection], text: search.text)
    case .backspace where search.text.isEmpty:
      overlay = nil
      return []
    case .backspace:
      search.text.removeLast()
      search.look(in: searchable ?? [])
    case .character(let character) where search.text.count < 60:
      search.text.append(character)
      search.look(in: searchable ?? [])
    default: break
    }
    overlay = .courseSearch(search)
    return []
  }

  private mutating func open(_ found: CourseSearch.Found, text: String) -> [Effect] {
    let aim = Aim(lesson: found.lesson, anchor: found.anchor, text: text)
    let effects = leavePlayground()
    guard reading?.id != found.lesson else {
      remember()
      go(to: aim)
      return effects
    }
    guard let entry = library.entry(id: found.lesson) else { return effects }
    self.aim = aim
    return effects + open(entry)
  }

  private func courseSearchBox(_ grid: inout Grid) -> Rect {
    drawBox(
      &grid, title: "Search all lessons", columns: 90, rows: max(5, grid.size.rows - 2))
  }

  func drawCourseSearch(_ grid: inout Grid, _ search: CourseSearch) {
    let inside = courseSearchBox(&grid)
    let column = grid.write(
      "Look for: ", column: inside.column, row: inside.row, style: theme.muted)
    grid.write(shown(search.text), column: column, row: inside.row, style: theme.strong)
    // Two rows for each section: where, and the words around the place.
    let rows = ListRows(inside, listing: search.found.count * 2)
    let first = rows.first(of: search.found.count, chosen: search.selection, each: 2)
    for (offset, one) in search.found.dropFirst(first).prefix(rows.count / 2).enumerated() {
      let isChosen = first + offset == search.selection
      let row = rows.top + offset * 2
      let mark = isChosen ? "\(marks.path) " : "  "
      let times = one.count == 1 ? "" : " (\(one.count) times)"
      let head = Line([
        Span(mark, theme.focus),
        Span(shown(one.lessonTitle), isChosen ? theme.focus : theme.strong),
        Span(" \(marks.path) \(shown(one.title))\(times)", theme.muted),
      ])
      let words = Line([
        Span("    " + shown(one.before), theme.muted),
        Span(shown(one.match), Style(attributes: [.bold, .reverse])),
        Span(shown(one.after), theme.muted),
      ])
      for (offset, line) in [head, words].enumerated() {
        grid.write(
          TextFlow.truncate(line, to: inside.columns, ellipsis: marks.ellipsis),
          column: inside.column, row: row + offset)
      }
    }
    let words =
      if searchable == nil {
        "Reading the lessons."
      } else if search.found.isEmpty {
        search.text.isEmpty ? "Type what to look for." : "It stands in no lesson."
      } else {
        "\(search.selection + 1) of \(search.found.count); Enter goes there."
      }
    drawHint(&grid, words, inside, row: rows.hint)
  }

  func courseSearchCursor(_ search: CourseSearch) -> Point {
    var grid = Grid(size)
    let inside = courseSearchBox(&grid)
    let column = inside.column + 10 + TextWidth.columns(of: shown(search.text))
    return Point(column: min(size.columns - 1, column), row: inside.row)
  }
}
