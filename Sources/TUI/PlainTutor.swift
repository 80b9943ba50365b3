import Foundation
public import Lessons
public import Notebook
import Plot
public import Screen

/// The tutor line by line, for terminals that cannot show a screen and for screen readers.
///
/// Everything is appended, nothing repainted; states are words.
///
/// - Parameters:
///   - library: The lessons.
///   - start: What is shown first.
///   - context: Threads, memory and seed of every run.
///   - progress: What has been done before.
///   - capabilities: What may be printed.
///   - width: Columns of a line.
///   - nextLine: Reads what the learner types; nil at its end, and where nobody can type.
///   - write: Prints a line.
///   - desk: Where the learner's code is kept and checked.
///   - interruption: How a run is stopped from outside.
///   - save: Writes the progress after each answer; returns sentences for the learner.
public func runPlainTutor(
  library: Library, start: Start, context: RunContext, progress: Notebook.Progress,
  capabilities: Capabilities, width: Int, nextLine: () -> String?, write: (Line) -> Void,
  desk: CodeDesk = CodeDesk(), interruption: PlainInterruption = PlainInterruption(),
  save: (inout Notebook.Progress) -> [String]
) {
  var layout = LayoutContext(width: width, capabilities: capabilities, isInteractive: false)
  layout.isSpoken = true
  var tutor = PlainTutor(
    library: library, context: context, progress: progress, layout: layout, desk: desk)
  tutor.isCancelled = interruption.hasHappened
  func show(_ lines: [Line]) {
    for line in lines {
      line.columns > width ? TextFlow.wrap(line.spans, width: width).forEach(write) : write(line)
    }
  }
  show([Line(PlainTutor.greeting)])
  show(tutor.open(start))
  while let text = nextLine() {
    let words = text.split(separator: " ").map(String.init)
    if words.first == "quit" || words.first == "q" { break }
    let started = tutor.whatStarts(words)
    if let started {
      show([started])
      interruption.begin()
    }
    show(tutor.answer(words))
    if started != nil { interruption.end() }
    if tutor.hasChanged {
      tutor.hasChanged = false
      show(save(&tutor.progress).map { Line($0) })
    }
  }
}

/// The state of a session in line mode.
struct PlainTutor {
  let library: Library
  let context: RunContext
  var progress: Notebook.Progress
  let layout: LayoutContext
  let desk: CodeDesk
  /// Whether a run shall stop.
  var isCancelled: @Sendable () -> Bool = { false }
  var lesson: (id: String, bound: BoundLesson)?
  var states: [String: CellState] = [:]
  /// The section that was read last.
  var section = 0
  var hasChanged = false

  init(
    library: Library, context: RunContext, progress: Notebook.Progress, layout: LayoutContext,
    desk: CodeDesk = CodeDesk()
  ) {
    self.library = library
    self.context = context
    self.progress = progress
    self.layout = layout
    self.desk = desk
  }

  mutating func open(_ start: Start) -> [Line] {
    switch start {
    case .list: return list()
    case .resume:
      return progress.currentLesson.isEmpty ? list() : open(id: progress.currentLesson)
    case .lesson(let id): return open(id: id)
    case .file(let file):
      return open(file, id: Library.id(of: file))
    }
  }

  mutating func answer(_ words: [String]) -> [Line] {
    switch (words.first, words.count) {
    case (nil, _), ("next", 1):
      guard lesson == nil, let first = firstToRead else { return read(section: section + 1) }
      return open(id: first)
    case ("back", 1): return read(section: section - 1)
    case ("section", 2):
      guard let number = Int(words[1]) else { return [Line("'\(words[1])' is not a number")] }
      guard let count = lesson?.bound.lesson.sections.count else { return list() }
      guard (1...max(1, count)).contains(number) else {
        return [
          Line("There is no section \(number); there \(count == 1 ? "is 1" : "are \(count)").")
        ]
      }
      return read(section: number - 1)
    case ("sections", 1): return sections()
    case ("table", 2): return table(words[1])
    case ("chart", 2): return chart(words[1])
    case ("list", _): return list()
    case ("read", _): return read()
    case ("open", 2): return open(id: words[1])
    case ("run", 2...): return run(words[1], Array(words.dropFirst(2)))
    case ("hint", 2): return hint(words[1])
    case ("solution", 2...3): return solution(words[1], isSure: words.last == "yes")
    case ("check", 2): return check(words[1], isAgreed: false)
    case ("agree", 2): return check(words[1], isAgreed: true)
    case ("answer", 3...): return answer(words[1], words.dropFirst(2).joined(separator: " "))
    case ("help", _): return Self.help
    default: return misunderstood(words)
    }
  }

  func list() -> [Line] {
    let way = lesson == nil ? firstToRead.map { "an empty line opens \($0); " } ?? "" : ""
    return lessons + [Line("Type: \(way)open LESSON opens another.", layout.theme.muted)]
  }

  /// The first lesson of which nothing is done.
  private var firstToRead: String? {
    let ids = library.entries.map(\.frontMatter.id)
    return ids.first { progress.lessons[$0]?.cells.values.contains(where: \.isDone) != true }
      ?? ids.first
  }

  private var lessons: [Line] {
    library.entries.map { entry in
      let front = entry.frontMatter
      let done = progress.lessons[front.id]?.cells.values.count { $0.isDone } ?? 0
      let state = done == 0 ? "not started" : done == 1 ? "1 cell done" : "\(done) cells done"
      return Line(layout.shown("\(front.id): \(front.title), \(front.minutes) minutes, \(state)"))
    }
  }

  private mutating func open(id: String) -> [Line] {
    guard let entry = library.entry(id: id) else {
      let near = library.nearestID(to: id).map { "; did you mean '\($0)'?" } ?? ""
      return [Line("there is no lesson '\(id)'\(near)")]
    }
    return open(entry.file, id: id)
  }

  private mutating func open(_ file: URL, id: String) -> [Line] {
    let read = LessonParser.load(file, as: file.lastPathComponent)
    guard read.folder != nil else {
      return read.diagnostics.map { Line(layout.shown("\(file.path): \($0.message)")) }
    }
    let bound = BoundLesson(read)
    lesson = (id, bound)
    states = [:]
    for cell in bound.lesson.cells where cell.isInteractive {
      states[cell.id] = CellState(
        cell, bound.cells[cell.id], progress.lessons[id]?.cells[cell.id])
    }
    progress.currentLesson = id
    let left = progress.lessons[id]?.section ?? ""
    section = bound.lesson.sections.firstIndex { $0.id == left } ?? 0
    return beginning() + self.read(section: section)
  }

  private mutating func run(_ id: String, _ settings: [String]) -> [Line] {
    guard let lesson, let bound = lesson.bound.cells[id] else {
      return [Line("there is no cell '\(id)' to run here")]
    }
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let knob = bound.knobs.first(where: { $0.parameter == parts[0] })
      else {
        let names = bound.knobs.map(\.parameter).joined(separator: ", ")
        return [
          Line(
            "\(id) has no knob '\(setting)'; "
              + (names.isEmpty ? "it has none" : "write KNOB=VALUE, where KNOB is of \(names)"))
        ]
      }
      guard knob.values.contains(parts[1]) else {
        return [Line("\(parts[0]) may be \(knob.values.joined(separator: ", "))")]
      }
      states[id]?.settings[parts[0]] = parts[1]
    }
    let outcome = bound.run(
      settings: states[id]?.settings ?? [:], context, RunObserver(isCancelled: isCancelled))
    states[id]?.outcome = outcome
    states[id]?.phase = .finished
    note(id, isDone: outcome.isGoalMet ?? (outcome.status == .done)) { _ in }
    return show(id)
  }

  /// Compiles and runs the learner's copy, which any editor may change.
  private mutating func check(_ id: String, isAgreed: Bool) -> [Line] {
    guard let code = lesson?.bound.codes[id] else {
      return [Line("there is no code cell '\(id)' here")]
    }
    do throws(CodeStoreError) {
      if isAgreed { try desk.agree(to: code) }
      if let question = desk.question(about: code) {
        return [Line(layout.shown("\(question) 'agree \(id)' lets it run, in a box."))]
      }
      let file = try desk.store.prepare(code)
      let outcome = desk.check(code, isCancelled: isCancelled)
      states[id]?.outcome = outcome
      states[id]?.phase = .finished
      note(id, isDone: outcome.isGoalMet == true) { _ in }
      return show(id)
        + [Line(layout.shown("Your code is \(file.path(percentEncoded: false))"))]
    } catch {
      return [Line(layout.shown(error.sentence))]
    }
  }

  private mutating func hint(_ id: String) -> [Line] {
    guard let state = states[id], let content = content(of: id) else { return [Self.noCell(id)] }
    guard state.hintsShown < content.hints.count else {
      return [Line(content.hints.isEmpty ? "\(id) has no hints" : "\(id) has no more hints")]
    }
    states[id]?.hintsShown += 1
    keep(id) { _ in }
    return Document.lastHint(content, states[id] ?? state, context: layout) + guide(id)
  }

  /// Shows a solution that is earned, or asked for twice.
  private mutating func solution(_ id: String, isSure: Bool) -> [Line] {
    guard let lesson, let state = states[id], let content = content(of: id) else {
      return [Self.noCell(id)]
    }
    guard content.hasSolution else { return [Line("\(id) has no solution")] }
    let record = progress.lessons[lesson.id]?.cells[id] ?? Notebook.Progress.CellRecord()
    guard isSure || state.isDone || record.opensSolution else {
      return [
        Line(
          "\(id) has been tried \(record.attempts) times of "
            + "\(Notebook.Progress.CellRecord.attemptsBeforeSolution); "
            + "'solution \(id) yes' shows it all the same")
      ]
    }
    states[id]?.showsSolution = true
    return Document.solution(content, context: layout)
  }

  func content(of id: String) -> CellContent? {
    lesson.flatMap { lesson in
      lesson.bound.lesson.cells.first { $0.id == id }.map { CellContent($0, in: lesson.bound) }
    }
  }

  static func noCell(_ id: String) -> Line { Line("there is no cell '\(id)' here") }

  private mutating func answer(_ id: String, _ text: String) -> [Line] {
    guard let lesson, let cell = lesson.bound.lesson.cells.first(where: { $0.id == id }) else {
      return [Self.noCell(id)]
    }
    let verdict: CellState.Verdict
    var kept = text
    // A guess that was committed has done its work, right or wrong.
    var isDone = true
    var expected: Double?
    switch cell.kind {
    case .quiz(let spec):
      var state = states[id] ?? CellState()
      let shown = Grading.shownOrder(of: spec)
      let numbers = text.split { $0 == " " || $0 == "," }.compactMap { Int($0) }
      state.take(numbers.filter { $0 >= 1 && $0 <= shown.count }.map { shown[$0 - 1] }, as: spec)
      guard state.hasAnswer(to: spec) else {
        return [
          Line("answer with 1 to \(shown.count)" + (spec.isOrdering ? ", each once, in order" : ""))
        ]
      }
      states[id] = state
      verdict = .grading(spec, state)
      kept = state.answer(to: spec)
      isDone = verdict.isRight
    case .predict(let spec):
      guard Grading.number(text, unit: spec.unit) != nil else {
        return [Line(layout.shown("'\(text)' is not a number"))] + guide(id)
      }
      states[id]?.entry = text
      var results = Results()
      if let source = spec.source?.value {
        // The question means the cell as it is written, wherever its knobs stand now.
        if let bound = lesson.bound.cells[source] {
          let outcome =
            outcomeAsWritten(source)
            ?? bound.run(
              settings: bound.initialSettings, context, RunObserver(isCancelled: isCancelled))
          guard outcome.status == .done else {
            states[id]?.entry = ""
            let why = outcome.status == .cancelled ? "was stopped" : "did not come to its end"
            return [Line("\(id) was not judged: \(source), which it waits for, \(why).")]
          }
          results = outcome.results
        }
      }
      verdict = .grading(spec, text, results)
      expected = Grading.answer(of: spec, results: results).answer
    default: return [Line("'\(id)' asks no question; run it")]
    }
    states[id]?.grade(verdict, isDone: isDone)
    note(id, isDone: isDone) {
      $0.answer = kept
      $0.expected = expected
    }
    return show(id)
  }

  func show(_ id: String) -> [Line] {
    guard let lesson, let state = states[id] else { return [] }
    return Document.lines(of: id, in: lesson.bound, state: state, context: layout) + guide(id)
  }

  private mutating func note(
    _ id: String, isDone: Bool, _ change: (inout Notebook.Progress.CellRecord) -> Void
  ) {
    keep(id) {
      $0.attempts += 1
      $0.isDone = $0.isDone || isDone
      change(&$0)
    }
  }

  private mutating func keep(
    _ id: String, _ change: (inout Notebook.Progress.CellRecord) -> Void
  ) {
    guard let lesson else { return }
    var record = progress.lessons[lesson.id] ?? Notebook.Progress.LessonRecord()
    var cell = record.cells[id] ?? Notebook.Progress.CellRecord()
    cell.hintsShown = states[id]?.hintsShown ?? 0
    cell.settings = states[id]?.settings ?? [:]
    change(&cell)
    record.cells[id] = cell
    progress.lessons[lesson.id] = record
    hasChanged = true
  }
}
