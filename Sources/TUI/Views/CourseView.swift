import Foundation
import Lessons
import Notebook
import Screen

extension Tutor {
  /// Whether there is room for summaries.
  private var isSpacious: Bool { size.rows >= 20 && size.columns >= 60 }

  /// Rows that an entry of the list takes: title, summary, and a blank one where all entries fit so.
  private var entryRows: Int {
    guard isSpacious else { return 1 }
    return 3 * library.entries.count - 1 <= size.rows - 1 - listTop ? 3 : 2
  }

  /// What a first visitor reads above the list, as much of it as leaves room for a few lessons.
  private var welcome: [Line] {
    guard isFirstVisit, listFilter.isEmpty, !library.entries.isEmpty else { return [] }
    let minutes = library.entries.reduce(0) { $0 + $1.frontMatter.minutes }
    let time = minutes > 0 ? "about \(minutes) minutes" : "an afternoon"
    let texts = [
      "Learn how attention is computed fast by running it here. Each lesson is a page to scroll, "
        + "with cells that run on this machine. All \(library.entries.count) take \(time); "
        + "where you stop is kept. \(keyName(.open)) begins, \(keyName(.help)) shows the keys, "
        + "\(keyName(.quit)) quits.",
      "Lessons to run, \(time) in all. \(keyName(.open)) begins, \(keyName(.help)) shows the "
        + "keys, \(keyName(.quit)) quits.",
      "\(keyName(.open)) begins, \(keyName(.help)) helps.",
    ]
    let width = max(8, min(76, size.columns - (size.columns >= 60 ? 6 : 2)))
    let room = size.rows - 1 - layout.bodyTop - (isSpacious ? 9 : 3)
    for text in texts {
      let lines = TextFlow.wrap([Span(shown(text))], width: width)
      if lines.count < room { return lines + [Line()] }
    }
    return []
  }

  private var listTop: Int { layout.bodyTop + (layout.hasRule ? 1 : 0) + welcome.count }

  /// The first entry shown, so that the chosen one is seen.
  private var firstEntry: Int {
    // The blank row of the last entry may be missing.
    let fitting = max(1, (size.rows - 1 - listTop + (entryRows == 3 ? 1 : 0)) / entryRows)
    return max(0, min(selection - fitting + 1, listed.count - fitting))
  }

  /// The lesson that stands at a place of the screen, counted as the list counts.
  func entry(at place: Point) -> Int? {
    guard place.row >= listTop, place.row < size.rows - 1 else { return nil }
    let index = firstEntry + (place.row - listTop) / entryRows
    return listed.indices.contains(index) ? index : nil
  }

  var courseCursor: Point? {
    listed.isEmpty
      ? nil : Point(column: 1, row: listTop + (selection - firstEntry) * entryRows)
  }

  func drawCourses(_ grid: inout Grid) {
    let done = library.entries.count { state(of: $0).state == .done }
    let listed = listed
    var right = [Span("\(done)/\(library.entries.count) lessons done", theme.muted)]
    if !listFilter.isEmpty {
      right.insert(Span("\(listed.count) shown, ", theme.warning), at: 0)
    }
    drawTop(&grid, left: [Span("flashtutor", theme.title)], right: right)
    for (index, line) in welcome.enumerated() {
      grid.write(
        line, column: size.columns >= 60 ? 3 : 1,
        row: layout.bodyTop + index + (layout.hasRule ? 1 : 0))
    }
    guard !library.entries.isEmpty else {
      grid.write("There are no lessons here.", column: 2, row: listTop)
      for (index, complaint) in library.complaints.enumerated() {
        grid.write(complaint, column: 2, row: listTop + 1 + index, style: theme.warning)
      }
      return
    }
    guard !listed.isEmpty else {
      grid.write(
        "No lesson matches '\(shown(listFilter))'.", column: 2, row: listTop, style: theme.warning)
      return
    }
    var row = listTop
    for place in firstEntry..<listed.count {
      guard row + min(entryRows, 2) <= grid.size.rows - 1 else { break }
      let index = listed[place]
      draw(
        library.entries[index], number: index + 1, isChosen: place == selection, row: row, &grid)
      row += entryRows
    }
  }

  private func style(of state: LessonState) -> Style {
    switch state {
    case .unreadable: theme.bad
    case .fresh: theme.muted
    case .begun: theme.focus
    case .done: theme.good
    }
  }

  private func draw(
    _ entry: Library.Entry, number: Int, isChosen: Bool, row: Int, _ grid: inout Grid
  ) {
    let columns = grid.size.columns
    let measure = min(columns, 96)
    if isChosen {
      for offset in 0..<min(entryRows, 2) {
        grid.write(String(marks.focus), column: 0, row: row + offset, style: theme.focus)
      }
    }
    let front = entry.frontMatter
    let (state, words) = state(of: entry)
    let style = style(of: state)
    let time = front.minutes > 0 ? "\(front.minutes) min" : ""
    let isWide = columns >= 60
    let isTiny = columns < 36
    let aside = Line(
      isWide
        ? [
          Span(String(repeating: " ", count: max(0, 7 - time.count)) + time + "   ", theme.muted),
          Span(words.padded(to: 14), style),
        ] : isTiny && state == .fresh ? [] : [Span(words, style)])
    let name = front.title.isEmpty ? entry.file.lastPathComponent : front.title
    let title = shown(name)
    let label = Line([
      Span("\(number)".leftPadded(to: 2) + "  ", theme.muted),
      Span(title, isChosen ? theme.focus : theme.strong),
    ])
    let room = measure - 2 - aside.columns - (aside.columns == 0 ? 0 : 3)
    let left = isWide ? 2 : 1
    grid.write(
      TextFlow.truncate(label, to: max(8, room), ellipsis: marks.ellipsis), column: left, row: row)
    grid.write(aside, column: measure - aside.columns - 1, row: row)
    guard entryRows > 1, !front.summary.isEmpty else { return }
    grid.write(
      TextFlow.truncate(
        Line(shown(front.summary), theme.muted), to: measure - 8, ellipsis: marks.ellipsis),
      column: left + 4, row: row + 1)
  }
}

extension String {
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - TextWidth.columns(of: self)))
  }

  func leftPadded(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - TextWidth.columns(of: self))) + self
  }
}
