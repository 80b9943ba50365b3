import Lessons
import Notebook
import Plot
import Screen

/// A lesson section by section, and what a run yielded in other forms than words.
extension PlainTutor {
  /// What a lesson is, before its first words.
  func beginning() -> [Line] {
    guard let lesson = lesson?.bound.lesson else { return [] }
    let front = lesson.frontMatter
    let minutes = front.minutes > 0 ? ", \(front.minutes) minutes" : ""
    return [
      Line(layout.shown("Lesson: \(front.title)\(minutes). \(front.summary)")), Line(),
    ]
  }

  private func title(_ section: Int) -> String {
    guard let sections = lesson?.bound.lesson.sections, sections.indices.contains(section) else {
      return ""
    }
    let title = sections[section].title.map(\.plainText).joined()
    return title.isEmpty ? "beginning" : title
  }

  /// One section, and what an empty line would read next.
  mutating func read(section wanted: Int) -> [Line] {
    guard let lesson else { return list() }
    let count = lesson.bound.lesson.sections.count
    guard wanted < count else {
      return [Line("This was the last section.")] + afterLast()
    }
    guard wanted >= 0 else { return [Line("This is the first section.")] }
    section = wanted
    var record = progress.lessons[lesson.id] ?? Notebook.Progress.LessonRecord()
    record.section = lesson.bound.lesson.sections[section].id
    record.row = 0
    progress.lessons[lesson.id] = record
    hasChanged = true
    let document = Document(lesson.bound, states: states, context: layout)
    let blocks = document.blocks.filter { $0.section == section }
    // The title is said with its number.
    let hasTitle = blocks.first?.isHeading == true
    var lines = blocks.dropFirst(hasTitle ? 1 : 0).flatMap { block -> [Line] in
      guard let id = block.cellID else { return block.lines }
      let said = block.lines.last?.spans.isEmpty == true ? block.lines.dropLast() : block.lines[...]
      return said + guide(id) + [Line()]
    }
    while lines.last?.spans.isEmpty == true { lines.removeLast() }
    let next =
      wanted + 1 < count
      ? [Line(layout.shown("An empty line reads section \(wanted + 2): \(title(wanted + 1))."))]
      : afterLast()
    return [Line(layout.shown("Section \(wanted + 1) of \(count): \(title(wanted)).")), Line()]
      + lines + [Line()] + next
  }

  private func afterLast() -> [Line] {
    guard let id = lesson?.id,
      let place = library.entries.firstIndex(where: { $0.frontMatter.id == id }),
      library.entries.indices.contains(place + 1)
    else { return [Line("This is the end of the course.")] }
    let next = library.entries[place + 1].frontMatter
    return [
      Line(layout.shown("This is the end of the lesson. open \(next.id) opens \(next.title)."))
    ]
  }

  func sections() -> [Line] {
    guard let lesson else { return list() }
    return lesson.bound.lesson.sections.indices.map { index in
      let cells = cells(in: index).map {
        "\($0.id)\(states[$0.id]?.isDone == true ? ", done" : "")"
      }
      let words = cells.isEmpty ? "" : "; cells: \(cells.joined(separator: "; "))"
      return Line(layout.shown("Section \(index + 1): \(title(index))\(words)"))
    }
  }

  /// The whole lesson at once.
  func read() -> [Line] {
    guard let lesson else { return list() }
    return Document.text(
      of: lesson.bound, outcomes: states.compactMapValues(\.outcome), context: layout)
  }

  /// What a cell yielded, a line for each row.
  func table(_ id: String) -> [Line] {
    guard let outcome = states[id]?.outcome else { return [notRun(id)] }
    let tables = outcome.results.tables.sorted { $0.key < $1.key }
    return tables.flatMap { name, table in
      [Line("Table \(name), \(table.rows.count) rows.")]
        + table.spokenRows.map { Line(layout.shown($0)) }
    }
  }

  /// A cell as it is drawn for the eye.
  func chart(_ id: String) -> [Line] {
    guard let lesson, let state = states[id], state.outcome != nil else { return [notRun(id)] }
    var context = layout
    context.isSpoken = false
    return Document.lines(of: id, in: lesson.bound, state: state, context: context)
  }

  private func notRun(_ id: String) -> Line {
    states[id] == nil ? Self.noCell(id) : Line("\(id) has not been run; run \(id) does it")
  }
}
