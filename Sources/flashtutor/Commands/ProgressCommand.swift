import ArgumentParser
import Foundation
import Lessons
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
      let loaded = ProgressStore.load()
      for message in loaded.messages { StandardError.write("flashtutor: \(message)") }
      if json {
        StandardOutput.write(try Self.text(of: loaded.progress))
        return
      }
      let course = try Course(try environment.settings(options))
      let rows = try course.library.entries.map { entry in
        let row = try LessonRow(entry, loaded.progress)
        return [row.id, row.state]
      }
      StandardOutput.write(TextTable(header: ["lesson", "state"], rows: rows).text)
    }

    private static func text(of progress: Notebook.Progress) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(progress), as: UTF8.self) + "\n"
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
      var (store, progress, messages) = ProgressStore.load()
      for message in messages { StandardError.write("flashtutor: \(message)") }
      if let id {
        guard progress.lessons.removeValue(forKey: id) != nil else {
          let known = progress.lessons.keys.sorted()
          throw Failure.usage("nothing is kept for '\(id)'" + Nearest.hint(for: id, among: known))
        }
        if progress.currentLesson == id { progress.currentLesson = "" }
      } else {
        progress = Notebook.Progress()
      }
      let complaints = store.save(&progress)
      guard complaints.isEmpty, !store.isReadOnly else {
        throw Failure(
          code: .runFailed,
          message: "flashtutor: nothing was forgotten: " + complaints.joined(separator: "; "))
      }
    }
  }
}
