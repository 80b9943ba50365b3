import ArgumentParser
import Foundation
import Lessons
import Notebook

/// `flashtutor check`: says every mistake of lessons at once; with `--run`, runs them too.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate lessons; with --run also execute every cell, expectation and solution.")

  @Argument(help: "Lessons by id, files or folders; the whole course unless given.")
  var paths: [String] = []
  @Flag(name: .customLong("run"), help: "Also run every cell, expectation and solution.")
  var runs = false
  @Option(help: "How mistakes are written: text or json.") var format = CheckFormat.text
  @Option(help: ArgumentHelp("Explain a mistake's code, such as E104.", valueName: "code"))
  var explain: String?
  @OptionGroup var options: GlobalOptions

  func run() throws {
    if let explain {
      guard let code = DiagnosticCode.named(explain) else {
        let known = DiagnosticCode.all.map(\.code)
        throw Failure.usage(
          "there is no code '\(explain)'" + Nearest.hint(for: explain, among: known))
      }
      return StandardOutput.write(code.page + "\n")
    }
    let settings = try Environment().settings(options)
    let files = try self.files(settings)
    guard !files.isEmpty else { throw Failure.usage("there is no lesson to check") }
    Interruption.watch()
    let observer = RunObserver(isCancelled: { Interruption.hasHappened })
    var diagnostics: [Diagnostic] = []
    var code = Code.fine
    for file in files {
      let bound = BoundLesson(try Course.read(file))
      diagnostics += bound.diagnostics
      if bound.diagnostics.contains(where: { $0.severity == .error }) {
        code = .invalidLesson
      } else if runs {
        let check = LessonCheck(bound, RunContext(settings), observer)
        diagnostics += check.diagnostics
        if !check.diagnostics.isEmpty, code != .invalidLesson { code = .checkFailed }
      }
      guard !Interruption.hasHappened else {
        throw Failure(code: .interrupted, message: "flashtutor: interrupted")
      }
    }
    StandardOutput.write(try report(diagnostics, lessons: files.count))
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

  private func files(_ settings: Settings) throws(Failure) -> [URL] {
    guard !paths.isEmpty else { return try Course(settings).library.entries.map(\.file) }
    var files: [URL] = []
    for path in paths {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        files += Library(folders: [folder]).entries.flatMap { [$0.file] + $0.shadowed }
      } else {
        files.append(try Course(settings).file(of: path))
      }
    }
    return files
  }
}

/// How `flashtutor check` writes what it found.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
