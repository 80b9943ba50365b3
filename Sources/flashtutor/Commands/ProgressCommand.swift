import ArgumentParser
import Foundation
import Lessons
import Notebook

/// `flashtutor progress`: what is done, and forgetting it.
struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress",
    abstract: "Show what is done, forget it, or carry it to another machine.",
    subcommands: [Show.self, Reset.self, Export.self, Import.self],
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
        StandardOutput.write(String(decoding: loaded.progress.file ?? Data(), as: UTF8.self))
        return
      }
      let course = try Course(try environment.settings(options))
      let rows = LessonRow.rows(course.library.entries, loaded.progress).map { [$0.id, $0.state] }
      StandardOutput.show(TextTable(header: ["lesson", "state"], rows: rows).text)
    }
  }

  struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset", abstract: "Forget what was done in a lesson, or in all.")

    @Argument(help: "A lesson.", completion: .lessons) var id: String?
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
      try ProgressCommand.save(&progress, in: &store, otherwise: "nothing was forgotten")
    }
  }

  /// - Throws: `Failure` with code 4 and why the progress was not written.
  fileprivate static func save(
    _ progress: inout Notebook.Progress, in store: inout ProgressStore, otherwise result: String
  ) throws(Failure) {
    let complaints = store.save(&progress)
    guard complaints.isEmpty, !store.isReadOnly else {
      let why =
        complaints.isEmpty
        ? "the progress file is left as it is" : complaints.joined(separator: "; ")
      throw Failure(code: .runFailed, message: "flashtutor: \(result): \(why)")
    }
  }
}

extension ProgressCommand {
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write what is done, and your code, to a file, for another machine.")

    @Argument(help: "The file to write.", completion: .file()) var file: String
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let loaded = ProgressStore.load()
      for message in loaded.messages { StandardError.write("flashtutor: \(message)") }
      try OutputFile.require(file)
      let export = ProgressExport(loaded.progress, code: CodeStore.standard.texts)
      try OutputFile.write(String(decoding: export.file ?? Data(), as: UTF8.self), to: file)
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Take over what another machine exported; nothing done here is lost.")

    @Argument(help: "The file to read.", completion: .file()) var file: String
    @OptionGroup var options: GlobalOptions

    func run() throws {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
        throw Failure.usage("there is no file '\(file)'")
      }
      guard !isFolder.boolValue else {
        throw Failure.usage("'\(file)' is a folder, not a file of progress")
      }
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Failure.usage("'\(file)' can't be read")
      }
      let other: ProgressExport
      do throws(Notebook.Progress.ImportFailure) {
        other = try ProgressExport(imported: data)
      } catch {
        throw Failure.usage("'\(file)': \(error.sentence)")
      }
      var (store, progress, messages) = ProgressStore.load()
      for message in messages { StandardError.write("flashtutor: \(message)") }
      progress.absorb(other.progress)
      try ProgressCommand.save(&progress, in: &store, otherwise: "nothing was taken over")
      do throws(CodeStoreError) {
        for sentence in try CodeStore.standard.take(other.code) {
          StandardError.write("flashtutor: \(sentence)")
        }
      } catch {
        throw Failure(code: .runFailed, message: "flashtutor: \(error.sentence)")
      }
    }
  }
}
