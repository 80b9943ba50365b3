import ArgumentParser
import Foundation
import Lessons
import Notebook

/// `flashtutor new`: a commented lesson to start from, which passes `check --run` as it is.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a commented lesson to start from; it passes check --run as it is.")

  @Argument(help: "The lesson's id: small letters, digits and dashes.") var id: String
  @Option(help: ArgumentHelp("The folder to write it to, made when missing.", valueName: "dir"))
  var dir = "."
  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard FrontMatter.isID(id) else {
      let near = Self.slug(id)
      throw Failure.usage(
        "an id has small letters, digits and dashes, not '\(id)'"
          + (near.isEmpty ? "" : "; try '\(near)'"))
    }
    let folder = URL(fileURLWithPath: dir.isEmpty ? "." : dir, isDirectory: true)
    let file = folder.appendingPathComponent("\(id).md")
    let shown = Course.shown(file)
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw Failure.usage("'\(shown)' is there already; take another id, or remove it")
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure.usage("--dir: the folder '\(dir)' can't be made")
    }
    try OutputFile.write(LessonTemplate.text(id: id), to: file.path)
    let place = dir.isEmpty || dir == "." ? "." : dir
    StandardOutput.show(
      """
      \(shown) is written. Next:
        flashtutor preview \(shown)      shows it, and follows every save
        flashtutor check --run \(shown)  says whether all that it claims holds
        flashtutor --lessons \(place)    has it in the course list

      """)
    try warnOfNamesake(folder)
  }

  /// Says when a lesson of the course has the same id.
  private func warnOfNamesake(_ folder: URL) throws(Failure) {
    let course = try Course(try Environment().settings(options))
    guard let entry = course.library.entry(id: id),
      entry.file.deletingLastPathComponent().standardizedFileURL != folder.standardizedFileURL
    else { return }
    StandardError.write(
      "flashtutor: '\(Course.shown(entry.file))' has this id too; with --lessons the new one stands"
        + " in front of it, and both keep their progress in one place")
  }

  /// The id that is nearest to a title.
  private static func slug(_ text: String) -> String {
    let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return String(words.joined(separator: "-").prefix(64))
  }
}
