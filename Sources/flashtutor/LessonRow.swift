import Dispatch
import Foundation
import Lessons
import Notebook
import Synchronization

/// One lesson as `flashtutor list` shows it.
struct LessonRow: Encodable {
  struct SectionRecord: Encodable {
    var id: String
    var title: String
  }

  struct CellRecord: Encodable {
    var id: String
    var kind: String
    var done: Bool
  }

  var id: String
  var title: String
  var summary: String
  var minutes: Int
  var order: Int
  var file: String
  /// Files with the same id that this one stands in front of.
  var shadowed: [String]
  var state: String
  /// Why the settings on top of the lesson could not be read.
  var faults: [String]
  var sections: [SectionRecord]
  var cells: [CellRecord]

  init(_ entry: Library.Entry, _ progress: Notebook.Progress) {
    let survey = LessonSurvey(of: entry.file)
    let record = progress.lessons[entry.frontMatter.id]
    id = entry.frontMatter.id
    title = entry.frontMatter.title
    summary = entry.frontMatter.summary
    minutes = entry.frontMatter.minutes
    order = entry.frontMatter.order
    file = Course.shown(entry.file)
    shadowed = entry.shadowed.map(Course.shown)
    faults = entry.diagnostics.filter { $0.severity == .error }.map {
      "line \($0.range.start.line): \($0.message)"
    }
    sections = survey.sections.map { SectionRecord(id: $0.id, title: $0.title) }
    cells = survey.cells.map { cell in
      CellRecord(id: cell.id, kind: cell.kind, done: record?.cells[cell.id]?.isDone ?? false)
    }
    let asked = survey.cells.filter { !$0.isOptional }
    let done = asked.count { record?.cells[$0.id]?.isDone == true }
    state =
      record == nil ? "new" : done == asked.count && done > 0 ? "done" : "\(done)/\(asked.count)"
  }

  /// A row for each lesson; read on all processors, since a folder may have a thousand.
  static func rows(_ entries: [Library.Entry], _ progress: Notebook.Progress) -> [LessonRow] {
    let rows = Mutex([LessonRow?](repeating: nil, count: entries.count))
    DispatchQueue.concurrentPerform(iterations: entries.count) { place in
      let row = LessonRow(entries[place], progress)
      rows.withLock { $0[place] = row }
    }
    return rows.withLock { $0.compactMap(\.self) }
  }

  static func json(_ rows: [LessonRow]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(["lessons": rows]) else { return "" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  static func text(_ rows: [LessonRow]) -> String {
    rows.enumerated().map { place, row in
      let head =
        "\(place + 1). \(row.title) (\(row.id)) · \(row.minutes) min · \(row.cells.count) cells"
        + " · \(row.state)"
      let faults = row.faults.map { "   cannot be read: \($0)\n" }.joined()
      let shadows = row.shadowed.map { "   stands in front of \($0)\n" }.joined()
      let sections = row.sections.map { "     \($0.title)\n" }.joined()
      return head + "\n   \(row.summary)\n" + faults + shadows + sections
    }.joined(separator: "\n")
  }
}
