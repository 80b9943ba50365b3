import ArgumentParser
import Foundation
import Notebook

/// `flashtutor progress`: what is done, and forgetting it.
struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress",
    abstract: "Show what is done, or forget it.",
    subcommands: [Show.self, Reset.self],
    defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show what is done in each lesson.")

    @Flag(help: "As JSON, as the file has it.") var json = false
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let environment = Environment()
      let loaded = ProgressStore(environment: environment.variables).load()
      for message in loaded.messages { StandardError.write("flashtutor: \(message)") }
      if json {
        StandardOutput.write(loaded.progress.json)
        return
      }
      let course = try Course(try environment.settings(options))
      let rows = try course.library.entries.map { entry in
        let row = try LessonRow(entry, loaded.progress)
        return [row.id, row.state]
      }
      StandardOutput.write(TextTable(header: ["lesson", "state"], rows: rows).text)
    }
  }

  struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset", abstract: "Forget what was done in a lesson, or in all.")

    @Argument(help: "A lesson.") var id: String?
    @Flag(help: "Every lesson.") var all = false
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      guard (id == nil) == all else {
        throw ValidationError("Name a lesson, or give --all.")
      }
    }

    func run() throws {
      let store = ProgressStore(environment: Environment().variables)
      var progress = store.load().progress
      if let id {
        guard progress.lessons.removeValue(forKey: id) != nil else {
          let known = progress.lessons.keys.sorted()
          throw Failure.usage("nothing is kept for '\(id)'" + Nearest.hint(for: id, among: known))
        }
        if progress.currentLesson == id { progress.currentLesson = "" }
      } else {
        progress = Progress()
      }
      if let message = store.replace(with: progress) {
        throw Failure(code: .runFailed, message: "flashtutor: \(message)")
      }
    }
  }
}
