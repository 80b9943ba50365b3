import Foundation
import Lessons
import Notebook
import Screen

extension Tutor {
  /// Rows that an entry of the list takes.
  private var entryRows: Int { size.rows >= 20 && size.columns >= 60 ? 3 : 1 }

  private var welcome: [Line] {
    guard isFirstVisit, size.rows >= 18, size.columns >= 60 else { return [] }
    let minutes = library.entries.reduce(0) { $0 + $1.frontMatter.minutes }
    let text =
      "Learn how attention is computed fast by running it here. Each lesson is a page to scroll, "
      + "with cells that run on this machine. All \(library.entries.count) take about \(minutes) "
      + "minutes; where you stop is kept. Press Enter to begin."
    return TextFlow.wrap([Span(text)], width: min(76, size.columns - 6)) + [Line()]
  }

  private var listTop: Int { layout.bodyTop + (layout.hasRule ? 1 : 0) + welcome.count }

  /// The first entry shown, so that the chosen one is seen.
  private var firstEntry: Int {
    let fitting = max(1, (size.rows - 1 - listTop) / entryRows)
    return max(0, min(selection - fitting + 1, library.entries.count - fitting))
  }

  /// The lesson that stands at a place of the screen.
  func entry(at place: Point) -> Int? {
    guard place.row >= listTop, place.row < size.rows - 1 else { return nil }
    let index = firstEntry + (place.row - listTop) / entryRows
    return library.entries.indices.contains(index) ? index : nil
  }

  var courseCursor: Point? {
    library.entries.isEmpty
      ? nil : Point(column: 0, row: listTop + (selection - firstEntry) * entryRows)
  }

  func drawCourses(_ grid: inout Grid) {
    let done = library.entries.count { isDone($0.frontMatter.id) }
    drawTop(
      &grid, left: [Span("flashtutor", theme.title)],
      right: [Span("\(done)/\(library.entries.count) lessons done", theme.muted)])
    for (index, line) in welcome.enumerated() {
      grid.write(line, column: 3, row: layout.bodyTop + 1 + index)
    }
    guard !library.entries.isEmpty else {
      grid.write("There are no lessons here.", column: 2, row: listTop)
      for (index, complaint) in library.complaints.enumerated() {
        grid.write(complaint, column: 2, row: listTop + 1 + index, style: theme.warning)
      }
      return
    }
    var row = listTop
    for index in firstEntry..<library.entries.count {
      guard row < grid.size.rows - 1 else { break }
      draw(library.entries[index], number: index + 1, isChosen: index == selection, row: row, &grid)
      row += entryRows
    }
  }

  private func isDone(_ id: String) -> Bool {
    let (done, total) = count(of: id)
    return total.map { $0 > 0 && done >= $0 } ?? false
  }

  /// What has been done of a lesson, in words.
  private func state(of entry: Library.Entry) -> (String, Style) {
    if entry.diagnostics.contains(where: { $0.severity == .error }) {
      return ("cannot be read", theme.bad)
    }
    let id = entry.frontMatter.id
    let (done, total) = count(of: id)
    if isDone(id) { return ("done", theme.good) }
    if done > 0 {
      return (total.map { "\(done) of \($0) done" } ?? "\(done) done", theme.focus)
    }
    return progress.lessons[id] == nil ? ("not started", theme.muted) : ("begun", theme.focus)
  }

  private func draw(
    _ entry: Library.Entry, number: Int, isChosen: Bool, row: Int, _ grid: inout Grid
  ) {
    let columns = grid.size.columns
    let measure = min(columns, 96)
    if isChosen {
      for offset in 0..<max(1, entryRows - 1) {
        grid.write(String(marks.focus), column: 0, row: row + offset, style: theme.focus)
      }
    }
    let front = entry.frontMatter
    let (words, style) = state(of: entry)
    let time = front.minutes > 0 ? "\(front.minutes) min" : ""
    let isWide = columns >= 60
    let aside = Line(
      isWide
        ? [
          Span(String(repeating: " ", count: max(0, 7 - time.count)) + time + "   ", theme.muted),
          Span(words.padded(to: 14), style),
        ] : [Span(words, style)])
    let name = front.title.isEmpty ? entry.file.lastPathComponent : front.title
    let title = capabilities.glyphs == .ascii ? Transliteration.ascii(name) : name
    let label = Line([
      Span("\(number)".leftPadded(to: 2) + "  ", theme.muted),
      Span(title, isChosen ? theme.focus : theme.strong),
    ])
    let room = measure - 2 - aside.columns - 3
    let left = isWide ? 2 : 1
    grid.write(
      TextFlow.truncate(label, to: max(8, room), ellipsis: marks.ellipsis), column: left, row: row)
    grid.write(aside, column: measure - aside.columns - 1, row: row)
    guard entryRows > 1, !front.summary.isEmpty else { return }
    let summary =
      capabilities.glyphs == .ascii
      ? Transliteration.ascii(front.summary) : front.summary
    grid.write(
      TextFlow.truncate(Line(summary, theme.muted), to: measure - 8, ellipsis: marks.ellipsis),
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
