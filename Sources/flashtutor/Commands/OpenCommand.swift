import ArgumentParser
import Foundation
import Lessons
import Notebook
import Screen
import TUI

/// `flashtutor`: the course where the learner left off, or one lesson.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open the course where you left off, or the lesson named (the default).")

  @Option(
    help: ArgumentHelp("A lesson to open: its id, or the path of a file.", valueName: "id"),
    completion: .lessons)
  var lesson: String?
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let environment = Environment()
    let settings = try environment.settings(options)
    let course = try Course(settings)
    let start = try self.start(course)
    guard environment.isTerminal else {
      return try PlainReading(environment, settings, course).show(start)
    }
    let display = environment.display(settings)
    guard
      display.allowsScreen(term: environment.variables["TERM"], size: environment.terminalSize)
    else { return PlainReading(environment, settings, course).converse(start) }
    // ArgumentParser calls from the main thread, and says so nowhere.
    let ending = MainActor.assumeIsolated { openScreen(course, start, display, settings) }
    switch ending {
    case .success(.quit): return
    case .success(.signal), .success(.hangup): throw Code.interrupted.argumentParserCode
    case .failure(let error):
      StandardError.write("flashtutor: \(error); showing lines of text instead")
      PlainReading(environment, settings, course).converse(start)
    }
  }

  /// What to show first.
  ///
  /// - Throws: `Failure` with code 2 for a lesson that isn't there.
  private func start(_ course: Course) throws(Failure) -> Start {
    guard let lesson else { return .resume }
    let file = try course.file(of: lesson)
    return course.library.entry(id: lesson) == nil ? .file(file) : .lesson(id: lesson)
  }

  @MainActor
  private func openScreen(
    _ course: Course, _ start: Start, _ display: DisplayOptions, _ settings: Settings
  ) -> Result<Departure, TerminalError> {
    let loaded = ProgressStore.load()
    var store = loaded.store
    return Result { () throws(TerminalError) in
      try runTutor(
        library: course.library, start: start, context: RunContext(settings),
        progress: loaded.progress, notice: loaded.messages.joined(separator: "; "),
        display: display,
        save: { store.save(&$0) })
    }
  }
}
