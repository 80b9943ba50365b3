public import struct Foundation.URL
public import Lessons
public import Notebook

/// What is shown first.
public enum Start: Hashable, Sendable {
  /// The lesson that was open last; the course list when there is none.
  case resume
  case list
  /// A lesson of the library.
  case lesson(id: String)
  /// A lesson file from elsewhere.
  case file(URL)
}

/// Opens the tutor on the terminal and returns when the learner leaves.
///
/// The terminal is given back as it was, however the session ends.
///
/// - Parameters:
///   - library: The lessons.
///   - start: What is shown first.
///   - context: Threads, memory and seed of every run.
///   - progress: What has been done before.
///   - notice: A sentence for the bottom line at first, such as that a damaged file was set aside.
///   - display: What is fixed about the display.
///   - save: Writes the progress after each answer; returns sentences for the learner.
/// - Returns: How the session ended.
/// - Throws: ``TerminalError`` when the terminal is not known; ``runPlainTutor`` still works then.
@MainActor
public func runTutor(
  library: Library, start: Start, context: RunContext, progress: Progress, notice: String = "",
  display: DisplayOptions = DisplayOptions(),
  save: @escaping @MainActor (inout Notebook.Progress) -> [String]
) throws(TerminalError) -> Departure {
  let terminal = try CursesTerminal(options: display)
  defer { terminal.close() }
  return runTutor(
    on: terminal, library: library, start: start, context: context, progress: progress,
    notice: notice.isEmpty ? terminal.notice : notice, display: display, save: save
  ).departure
}

/// The same on any terminal; returns the final state.
@MainActor
@discardableResult
func runTutor(
  on terminal: some Terminal, library: Library, start: Start, context: RunContext,
  progress: Progress, notice: String = "", display: DisplayOptions = DisplayOptions(),
  save: @escaping @MainActor (inout Notebook.Progress) -> [String]
) -> Tutor {
  var tutor = Tutor(
    library: library, progress: progress, capabilities: terminal.capabilities, keys: display.keys,
    background: display.background, notice: notice)
  tutor.usesMouse = display.usesMouse
  terminal.listen(toMouse: display.usesMouse)
  let runner = EffectRunner(
    context: context, terminal: terminal, progress: progress, save: save)
  run(
    &tutor, on: terminal, first: tutor.effects(for: start), later: [tutor.survey]
  ) { runner.perform($0, $1) }
  runner.finish()
  return tutor
}

extension Tutor {
  /// What to do before the first frame.
  func effects(for start: Start) -> [Effect] {
    let id: String
    switch start {
    case .resume: id = progress.currentLesson
    case .list: id = ""
    case .lesson(let wanted): id = wanted
    case .file(let file):
      return [.open(id: Library.id(of: file), file: file)]
    }
    guard let entry = library.entry(id: id) else { return [] }
    return [.open(id: id, file: entry.file)]
  }

  /// Counts the cells of all lessons, which takes a processor for a while.
  var survey: Effect {
    .survey(
      Dictionary(
        library.entries.map { ($0.frontMatter.id, $0.file) }, uniquingKeysWith: { $1 }))
  }
}
