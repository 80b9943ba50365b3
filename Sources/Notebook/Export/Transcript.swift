public import Lessons
public import Plot

/// A lesson to take away: its text, what its cells yielded and, if wanted, what a learner did in it.
public struct Transcript: Hashable, Sendable {
  /// What stands below each other.
  public indirect enum Part: Hashable, Sendable {
    case element(Element)
    /// A heading of the lesson, and the name by which links mean it.
    case heading(level: Int, [Inline], anchor: String)
    case figure(Figure)
    /// A cell with a line on what it is and how far the learner came.
    case cell(id: String, line: [Inline], [Part])
  }

  /// What a learner did in a lesson.
  public struct Work: Hashable, Sendable {
    public var record: Progress.LessonRecord
    /// What was written in code cells, by id; those left as they were are not among it.
    public var code: [String: String]

    public init(record: Progress.LessonRecord, code: [String: String] = [:]) {
      self.record = record
      self.code = code
    }

    /// What is kept of a lesson on this machine.
    public init(in lesson: BoundLesson, progress: Progress, store: CodeStore = .standard) {
      record = progress.lessons[lesson.lesson.id] ?? Progress.LessonRecord()
      code = lesson.codes.filter { store.isTouched($0.value) }.mapValues(store.text)
    }
  }

  public var title: String
  public var parts: [Part]

  /// Puts a transcript together.
  ///
  /// - Parameters:
  ///   - bound: The lesson.
  ///   - outcomes: What its cells yielded, by id.
  ///   - work: What a learner did; nil for the lesson and its results alone.
  ///   - remark: Where the results come from, as a sentence.
  public init(
    of bound: BoundLesson, outcomes: [String: CellOutcome], work: Work?, remark: String = ""
  ) {
    let lesson = bound.lesson
    title = lesson.title
    parts = [.heading(level: 1, [.text(lesson.title)], anchor: "top")]
    for text in [lesson.frontMatter.summary, work.map { Self.sum(of: lesson, $0) } ?? "", remark]
    where !text.isEmpty {
      parts.append(.element(.paragraph([.text(text)])))
    }
    var anchors: [Int: [Int?: String]] = [:]
    for heading in lesson.headings {
      anchors[heading.section, default: [:]][heading.element] = heading.anchor
    }
    for (index, section) in lesson.sections.enumerated() {
      if !section.title.isEmpty {
        parts.append(.heading(level: 2, section.title, anchor: section.id))
      }
      for (place, element) in section.elements.enumerated() {
        switch element {
        case .cell(let cell):
          guard cell.isInteractive else { continue }
          let content = CellContent(cell, in: bound)
          let writer = CellTranscript(content: content, outcomes: outcomes, work: work)
          parts.append(.cell(id: cell.id, line: writer.line, writer.parts))
        case .faulty(_, let diagnostics):
          parts.append(.cell(id: "", line: [.text("cannot be read")], Self.mistakes(diagnostics)))
        case .heading(let level, let title):
          parts.append(.heading(level: level, title, anchor: anchors[index]?[place] ?? ""))
        default: parts.append(.element(element))
        }
      }
    }
  }

  static func mistakes(_ diagnostics: [Diagnostic]) -> [Part] {
    diagnostics.map { .element(.code(language: "text", text: $0.description)) }
  }

  /// How many of the cells that the lesson asks for are done.
  private static func sum(of lesson: Lesson, _ work: Work) -> String {
    let optional = lesson.optionalCellIDs
    let asked = lesson.cells.filter { $0.isInteractive && !optional.contains($0.id) }
    let done = asked.count { work.record.cells[$0.id]?.isDone == true }
    return "Done: \(done) of \(asked.count) cells."
  }
}

extension Transcript {
  /// Runs what there is to run, from top to bottom: with the knobs as the learner left them, or at
  /// their start.
  ///
  /// - Returns: what each run and exercise cell yielded, by id.
  public static func outcomes(
    of bound: BoundLesson, work: Work?, _ context: RunContext, _ observer: RunObserver
  ) -> [String: CellOutcome] {
    var outcomes: [String: CellOutcome] = [:]
    for cell in bound.lesson.cells where cell.runs && !observer.isCancelled() {
      guard let ready = bound.cells[cell.id] else { continue }
      let record = work?.record.cells[cell.id]
      let state = CellState(cell, ready, record)
      var outcome = ready.run(settings: state.settings, context, observer)
      // An exercise that nobody has tried has not failed.
      if record == nil { outcome.isGoalMet = nil }
      outcomes[cell.id] = outcome
    }
    return outcomes
  }
}
