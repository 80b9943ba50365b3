import ArgumentParser
import Foundation
import Lessons
import Notebook
import Workshop

/// `flashtutor exercise`: code exercises without the screen.
struct ExerciseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercise",
    abstract: "Check code exercises without the screen.",
    subcommands: [ExerciseCheckCommand.self, ExerciseTasksCommand.self])
}

/// `flashtutor exercise check`: compiles a text, runs it in a box and says what is right.
struct ExerciseCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compile code for a cell, run it in a box, and say what is right.",
    discussion: """
      Exit codes: 0 it passed; 1 it did not, or does not compile; 2 usage; 3 the lesson is \
      invalid; 4 it could not be tried, as without a Swift compiler; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The cell.", valueName: "lesson#cell"), completion: .cells)
  var cell: String
  @Argument(
    help: ArgumentHelp(
      "A Swift file; - reads standard input; what you have written so far unless given.",
      valueName: "file"), completion: .file(extensions: ["swift"]))
  var file: String?
  @Option(help: "How the result is written: text or json.") var format = CheckFormat.text
  @Flag(help: "Let code of this lesson run, though it did not come with the program.")
  var agree = false
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let environment = Environment()
    let settings = try environment.settings(options)
    let (bound, code) = try find(settings)
    let desk = CodeDesk()
    if agree { try desk.agreeOrFail(to: bound.lesson) }
    if let question = desk.question(about: code) {
      throw Failure(
        code: .runFailed, message: "flashtutor: \(question) Add --agree to let it run.")
    }
    let source = try self.source()
    Interruption.watch()
    let outcome = desk.check(code, source: source, isCancelled: { Interruption.hasHappened })
    let report = RunReport(
      lesson: bound.lesson.id,
      cells: [RunReport.CellReport(id: code.id, kind: "code", outcome: outcome)])
    let writer = RunWriter(
      bound: bound, report: report, isOneCell: true,
      layout: LayoutContext(
        width: environment.columns(settings), capabilities: environment.capabilities(settings)))
    try writer.write(format == .json ? .json : .text, to: nil)
    switch outcome.status {
    case .done: throw ExitCode(outcome.isGoalMet == true ? 0 : 1)
    case .cancelled: throw ExitCode(130)
    case .failed, .refused, .skipped:
      for message in outcome.messages { StandardError.write("flashtutor: \(message)") }
      throw ExitCode(4)
    }
  }

  private func find(_ settings: Settings) throws(Failure) -> (BoundLesson, BoundCode) {
    let (name, id) = RunCommand.split(cell)
    guard !name.isEmpty, let id, !id.isEmpty else {
      throw .usage(
        "'\(cell)' is not of the form LESSON#CELL, as in tiling#c-blockwise")
    }
    let bound = BoundLesson(try Course(settings).lesson(name))
    if let code = bound.codes[id] { return (bound, code) }
    let mistakes = bound.diagnostics(ofCell: id).filter { $0.severity == .error }
    guard mistakes.isEmpty else {
      throw Failure(
        code: .invalidLesson, message: mistakes.map(\.description).joined(separator: "\n"))
    }
    let ids = bound.codes.keys.sorted()
    throw .usage(
      "lesson '\(bound.lesson.id)' has no code cell '\(id)'"
        + (ids.isEmpty ? "; it has none at all" : Nearest.hint(for: id, among: ids)))
  }

  /// What is checked; nil for what the learner has written.
  private func source() throws(Failure) -> String? {
    guard let file else { return nil }
    guard let handle = file == "-" ? .standardInput : FileHandle(forReadingAtPath: file),
      let data = try? handle.read(upToCount: Checker.mostBytes + 1) ?? Data()
    else { throw .usage("the file '\(file)' cannot be read") }
    guard data.count <= Checker.mostBytes else { throw .usage("the file '\(file)' is over 1 MiB") }
    guard let text = String(data: data, encoding: .utf8) else {
      throw .usage("the file '\(file)' is not text in UTF-8")
    }
    return text
  }
}

/// `flashtutor exercise tasks`: what code cells can ask for.
struct ExerciseTasksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks",
    abstract: "List the tasks that code cells can name, and what their code may use.")

  @OptionGroup var options: GlobalOptions

  func run() throws {
    for task in TaskCatalogue.all {
      StandardOutput.show("\(task.id): \(task.title)\n  \(task.signature)\n")
    }
    StandardOutput.show("\nWhat code may use:\n\n\(Prelude.guide)\n")
  }
}

extension CodeDesk {
  /// Notes the learner's agreement.
  ///
  /// - Throws: `Failure` with code 4 when it cannot be kept.
  func agreeOrFail(to lesson: Lesson) throws(Failure) {
    do throws(CodeStoreError) {
      try agree(to: lesson)
    } catch {
      throw Failure(code: .runFailed, message: "flashtutor: \(error.sentence)")
    }
  }
}
