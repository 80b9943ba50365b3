import ArgumentParser
import Foundation
import Lessons
import Notebook

/// `flashtutor list`: the lessons with their sections, cells, minutes and state.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the lessons with their sections, cells, minutes and state.")

  @Flag(help: "As JSON.") var json = false
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let environment = Environment()
    let course = try Course(try environment.settings(options))
    let loaded = ProgressStore.load()
    for message in loaded.messages { StandardError.write("flashtutor: \(message)") }
    let rows = LessonRow.rows(course.library.entries, loaded.progress)
    for complaint in course.library.complaints { StandardError.write("flashtutor: \(complaint)") }
    json ? StandardOutput.write(LessonRow.json(rows)) : StandardOutput.show(LessonRow.text(rows))
  }
}
