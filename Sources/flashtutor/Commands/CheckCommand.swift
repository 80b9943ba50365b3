import ArgumentParser
import Foundation
import Lessons
import Notebook

/// `flashtutor check`: says every mistake of lessons at once; with `--run`, runs them too.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate lessons; with --run also execute every cell, expectation and solution.")

  @Argument(
    help: "Lessons by id, files or folders; the whole course unless given.", completion: .lessons)
  var paths: [String] = []
  @Flag(name: .customLong("run"), help: "Also run every cell, expectation and solution.")
  var runs = false
  @Flag(help: "Let code of these lessons run, though they did not come with the program.")
  var agree = false
  @Option(help: "How mistakes are written: text or json.") var format = CheckFormat.text
  @Option(
    defaultAsFlag: "",
    help: ArgumentHelp("Explain a mistake's code, such as E104; or list all.", valueName: "code"))
  var explain: String?
  @OptionGroup var options: GlobalOptions

  func run() throws {
    if let explain {
      guard !explain.isEmpty else {
        let lines = DiagnosticCode.all.map { "\($0.code)  \($0.title)\n" }
        return StandardOutput.show(lines.joined())
      }
      guard let code = DiagnosticCode.named(explain) else {
        let known = DiagnosticCode.all.map(\.code).joined(separator: " ")
        throw Failure.usage("there is no code '\(explain)'; there are \(known)")
      }
      return StandardOutput.show(code.page + "\n")
    }
    let settings = try Environment().settings(options)
    let files = try self.files(settings)
    Interruption.watch()
    let observer = RunObserver(isCancelled: { Interruption.hasHappened })
    var diagnostics: [Diagnostic] = []
    var code = Code.fine
    var twins = Twins()
    var surroundings = Surroundings(
      ids: Set(((try? Course(settings).library)?.entries ?? []).map(\.frontMatter.id)))
    for file in files {
      let bound = BoundLesson(Course.read(file))
      let found =
        bound.diagnostics + twins.diagnostics(of: bound.lesson, in: file)
        + surroundings.diagnostics(of: bound.lesson)
      diagnostics += found
      if found.contains(where: { $0.severity == .error }) {
        code = .invalidLesson
      }
      if runs {
        let desk = CodeDesk()
        if agree { try desk.agreeOrFail(to: bound.lesson) }
        let check = LessonCheck(bound, RunContext(settings), observer, desk: desk)
        diagnostics += check.diagnostics
        let hasErrors = check.diagnostics.contains { $0.severity == .error }
        if hasErrors, code != .invalidLesson { code = .checkFailed }
      }
      guard !Interruption.hasHappened else {
        throw Failure(code: .interrupted, message: "flashtutor: interrupted")
      }
    }
    let text = try report(diagnostics, lessons: files.count)
    format == .json ? StandardOutput.write(text) : StandardOutput.show(text)
    throw code.argumentParserCode
  }

  private func report(_ diagnostics: [Diagnostic], lessons: Int) throws -> String {
    switch format {
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(["diagnostics": diagnostics]), as: UTF8.self)
        + "\n"
    case .text:
      let errors = diagnostics.filter { $0.severity == .error }.count
      let warnings = diagnostics.count - errors
      return diagnostics.map { $0.description + "\n" }.joined()
        + "\(lessons) \(lessons == 1 ? "lesson" : "lessons") checked\(runs ? " and run" : ""): "
        + "\(errors) \(errors == 1 ? "error" : "errors"), "
        + "\(warnings) \(warnings == 1 ? "warning" : "warnings")\n"
    }
  }

  /// The files to check.
  ///
  /// - Throws: `Failure` with code 2 for what isn't there, and for a folder without lessons.
  private func files(_ settings: Settings) throws(Failure) -> [URL] {
    guard !paths.isEmpty else { return try Course(settings).library.entries.map(\.file) }
    var files: [URL] = []
    for path in paths {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        files += try Self.lessons(in: path)
      } else {
        files.append(try Course(settings).file(of: path))
      }
    }
    return files
  }

  private static func lessons(in path: String) throws(Failure) -> [URL] {
    let library = Library(folders: [URL(fileURLWithPath: path, isDirectory: true)])
    guard !library.entries.isEmpty else {
      throw .usage(library.complaints.first ?? "there is no .md file in '\(path)'")
    }
    return library.entries.flatMap { [$0.file] + $0.shadowed }
  }
}

/// Finds lessons that share a folder and an id.
private struct Twins {
  private var files: [[String]: URL] = [:]

  mutating func diagnostics(of lesson: Lesson, in file: URL) -> [Diagnostic] {
    let key = [file.deletingLastPathComponent().standardizedFileURL.path, lesson.id]
    guard let other = files.updateValue(file, forKey: key), other != file else { return [] }
    let line = lesson.sourceLines.prefix(64).firstIndex { $0.hasPrefix("id:") } ?? 0
    let text = lesson.sourceLines.indices.contains(line) ? lesson.sourceLines[line] : ""
    return [
      Diagnostic(
        .sameLesson, file: lesson.file,
        range: SourceRange(
          start: SourcePosition(line: line + 1, column: 1), length: max(1, text.count)),
        message: "the id '\(lesson.id)' belongs to '\(other.lastPathComponent)' already",
        sourceLine: text)
    ]
  }
}

/// How `flashtutor check` writes what it found.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
