public import Foundation
public import Lessons
public import Notebook
import Synchronization

/// Opens one lesson file for its author: what is shown follows every save, and nothing is kept.
///
/// - Parameters:
///   - file: The lesson.
///   - library: The course, to go back to.
///   - context: Threads, memory and seed of every run.
///   - display: What is fixed about the display.
/// - Returns: How the session ended.
/// - Throws: ``TerminalError`` when the terminal is not known.
@MainActor
public func runPreview(
  of file: URL, library: Library, context: RunContext, display: DisplayOptions = DisplayOptions()
) throws(TerminalError) -> Departure {
  let terminal = try CursesTerminal(options: display)
  defer { terminal.close() }
  var tutor = Tutor(
    library: library, progress: Progress(), capabilities: terminal.capabilities,
    keys: display.keys, background: display.background, notice: terminal.notice)
  tutor.isPreview = true
  tutor.usesMouse = display.usesMouse
  terminal.listen(toMouse: display.usesMouse)
  let runner = EffectRunner(context: context, terminal: terminal, save: { _ in [] })
  run(&tutor, on: terminal, first: [.open(id: Library.id(of: file), file: file), .watch(file)]) {
    runner.perform($0, $1)
  }
  runner.finish()
  return tutor.departure
}

/// Hears of every save of a lesson by its author, and of the files whose numbers it quotes.
final class LessonWatch: Sendable {
  private let file: URL
  private let mailbox: Mailbox<Tutor.Message>
  private let known = Mutex<[URL: CodeWatch.Stamp]>([:])

  private init(_ file: URL, _ mailbox: Mailbox<Tutor.Message>) {
    self.file = file
    self.mailbox = mailbox
  }

  /// Posts the lesson anew after each save, for as long as the program runs.
  static func follow(_ file: URL, _ mailbox: Mailbox<Tutor.Message>) {
    let watch = LessonWatch(file, mailbox)
    watch.follow(quotedBy: watch.read())
  }

  private func read() -> BoundLesson {
    BoundLesson(LessonParser.load(file, as: file.lastPathComponent))
  }

  /// Follows what is not followed yet.
  private func follow(quotedBy bound: BoundLesson) {
    for file in [file] + bound.quotedFiles {
      let real = file.resolvingSymlinksInPath()
      let isNew = known.withLock { known in
        guard known[real] == nil else { return false }
        known[real] = CodeWatch.Stamp(real)
        return true
      }
      if isNew { FileWatch.follow(real) { [self] in look(at: real) } }
    }
  }

  private func look(at real: URL) {
    let stamp = CodeWatch.Stamp(real)
    let isNew = known.withLock { known in
      // While it is written there may be no file, or an empty one.
      guard stamp != known[real], stamp.isThere, !stamp.isEmpty else { return false }
      known[real] = stamp
      return true
    }
    guard isNew else { return }
    let bound = read()
    mailbox.post(.revised(bound))
    follow(quotedBy: bound)
  }
}

extension Tutor {
  /// Shows the lesson as it was saved now, at the first line that has changed; cells whose text is
  /// the same keep their results.
  mutating func revise(_ bound: BoundLesson) -> [Effect] {
    let leaving = leavePlayground()
    guard let before = reading else { return [] }
    let old = before.bound.lesson
    let cancelling = leaving + stopRun()
    let record = isPreview ? nil : progress.lessons[before.id]
    var revised = Reading(id: before.id, bound: bound, record: record, context: layoutContext)
    for cell in bound.lesson.cells {
      guard let state = before.states[cell.id], let former = before.cell(cell.id),
        bound.lesson.text(of: cell) == old.text(of: former),
        !bound.quotesOtherNumbers(in: cell.id, than: before.bound)
      else { continue }
      revised.change(cell.id) { $0 = state }
    }
    revised.top = before.top
    revised.focus = before.focus
    reading = revised
    cellsOfLessons[before.id] = revised.countedIDs
    searchable = nil
    overlay = nil
    settle()
    let quoting = bound.lesson.cells.first {
      bound.quotesOtherNumbers(in: $0.id, than: before.bound)
    }
    if let line = Self.firstDifference(old.sourceLines, bound.lesson.sourceLines)
      ?? quoting?.range.start.line
    {
      go(to: line)
    }
    notice = Self.sentence(on: bound)
    return cancelling + recallAll()
  }

  private static func firstDifference(_ old: [String], _ new: [String]) -> Int? {
    if let place = zip(old, new).enumerated().first(where: { $0.element.0 != $0.element.1 }) {
      return place.offset + 1
    }
    return old.count == new.count ? nil : min(old.count, new.count) + 1
  }

  /// Brings what stands on that line of the file into sight; of a hint, the cell before it.
  private mutating func go(to line: Int) {
    guard let reading, let place = reading.document.block(ofSourceLine: line) else { return }
    let block = reading.document.blocks[place]
    if let id = block.cellID {
      self.reading?.focus = id
      return reveal(id)
    }
    // With its heading, when that is next to it.
    let before = max(0, place - 1)
    let isUnderHeading = reading.document.blocks[before].isHeading
    self.reading?.top = reading.document.starts[isUnderHeading ? before : place]
    settle()
  }

  private static func sentence(on bound: BoundLesson) -> String {
    let errors = bound.diagnostics.filter { $0.severity == .error }
    guard let first = errors.first else {
      let count = bound.diagnostics.count
      return count == 0
        ? "Saved: no mistakes."
        : "Saved: \(count == 1 ? "1 piece" : "\(count) pieces") of advice; see check."
    }
    let more = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
    return "Line \(first.range.start.line): \(first.message)\(more)"
  }
}

extension Lesson {
  /// The lines from a cell's fence to the one that closes it.
  fileprivate func lines(of cell: Cell) -> ClosedRange<Int> {
    let start = cell.range.start.line
    let end = sourceLines.indices.dropFirst(start).first { sourceLines[$0].hasPrefix("```") }
    return start...max(start, (end ?? start - 1) + 1)
  }

  fileprivate func text(of cell: Cell) -> [String] {
    let lines = lines(of: cell)
    return sourceLines.indices.contains(lines.upperBound - 1)
      ? Array(sourceLines[(lines.lowerBound - 1)...(lines.upperBound - 1)]) : []
  }
}
