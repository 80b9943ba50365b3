import Foundation
import Lessons
import Notebook
import Screen
import TUI

/// The course as lines of text: once over for pipes, and as a conversation for `--plain` and for
/// terminals that can't show the screen.
struct PlainReading {
  private let course: Course
  private let context: RunContext
  private let layout: LayoutContext

  init(_ environment: Environment, _ settings: Settings, _ course: Course) {
    self.course = course
    context = RunContext(settings)
    layout = LayoutContext(
      width: environment.columns(settings), capabilities: environment.capabilities(settings),
      isInteractive: false)
  }

  /// Writes the list of lessons, or the text of one, its cells not run.
  ///
  /// - Throws: `Failure` with code 2 when the lesson can't be read.
  func show(_ start: Start) throws(Failure) {
    switch start {
    case .lesson(let id): try show(course.lesson(id))
    case .file(let file): show(Course.read(file))
    case .resume, .list:
      let rows = LessonRow.rows(course.library.entries, ProgressStore.load().progress)
      StandardOutput.show(LessonRow.text(rows))
    }
  }

  /// Reads commands line by line until `quit` or the end of the input.
  func converse(_ start: Start) {
    let loaded = ProgressStore.load()
    var store = loaded.store
    for message in loaded.messages { StandardError.write("flashtutor: \(message)") }
    runPlainTutor(
      library: course.library, start: start, context: context, progress: loaded.progress,
      capabilities: layout.capabilities, width: layout.width,
      nextLine: {
        StandardOutput.write("> ")
        return readLine()
      },
      write: { StandardOutput.write(LineWriter.text([$0], layout.capabilities.colors)) },
      interruption: PlainInterruption(
        begin: { Interruption.begin() }, end: { Interruption.end() },
        hasHappened: { Interruption.hasHappened }),
      save: { store.save(&$0) })
  }

  private func show(_ lesson: Lesson) {
    let lines = Document.text(of: BoundLesson(lesson), outcomes: [:], context: layout)
    StandardOutput.write(LineWriter.text(lines, layout.capabilities.colors))
  }
}
