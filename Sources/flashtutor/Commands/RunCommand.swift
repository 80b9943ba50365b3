import ArgumentParser
import Foundation
import Lessons
import Notebook

/// `flashtutor run`: the cells of a lesson without the screen; exactly what it would show.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a lesson, or one of its cells, without the screen.",
    discussion: """
      An exercise is run with the knobs where its solution puts them, and a code cell with the code \
      of its solution; --set turns a knob elsewhere.
      """)

  @Argument(
    help: ArgumentHelp("A lesson's id or file, with #CELL for one cell."), completion: .cells)
  var lesson: String
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Give a parameter another value, also one that a sweep or a knob does not have; claims of the "
        + "lesson about such a cell are left out. May be repeated.", valueName: "k=v"))
  var assignments: [String] = []
  @Option(help: "How results are written: text, json, csv or svg.") var format = RunFormat.text
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write to a file (several figures: PATH-1.svg, ..).", valueName: "path"))
  var output: String?
  @Flag(help: "Let code of this lesson run, though it did not come with the program.")
  var agree = false
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let environment = Environment()
    let settings = try environment.settings(options)
    let (name, cell) = Self.split(lesson)
    guard !name.isEmpty, cell != "" else {
      throw Failure.usage(
        "'\(lesson)' is not of the form LESSON or LESSON#CELL, as in tiling or tiling#small-tiles")
    }
    let course = try Course(settings)
    let file = try course.file(of: name).resolvingSymlinksInPath()
    if let output, URL(fileURLWithPath: output).resolvingSymlinksInPath() == file {
      throw Failure.usage("-o: '\(output)' is the lesson itself")
    }
    let bound = BoundLesson(try course.lesson(name))
    let errors = bound.diagnostics.filter { $0.severity == .error }
    let mistakes = errors.map(\.description).joined(separator: "\n")
    let run = LessonRun(
      bound, only: cell, overrides: try overrides(), appliesSolutions: true,
      context: RunContext(settings))
    let complaints = run.complaints
    // Of a lesson with mistakes the rest works, as on the screen.
    guard !run.runsNothing || errors.isEmpty else {
      throw Failure(code: .invalidLesson, message: mistakes)
    }
    guard complaints.isEmpty else {
      throw Failure.usage(complaints.joined(separator: "\nflashtutor: "))
    }
    if !errors.isEmpty { StandardError.write(mistakes) }

    if agree { try run.desk.agreeOrFail(to: bound.lesson) }
    try RunWriter.require(format, of: bound, cell: cell, output: output)
    Interruption.watch()
    let report = run.run(RunObserver(isCancelled: { Interruption.hasHappened }))
    let writer = RunWriter(
      bound: bound, report: report, isOneCell: cell != nil,
      layout: LayoutContext(
        width: environment.columns(settings), capabilities: environment.capabilities(settings)))
    try writer.write(format, to: output)
    for message in writer.complaints { StandardError.write(message) }
    let isWhole = errors.isEmpty || report.exitCode == Code.interrupted.rawValue
    throw isWhole ? ExitCode(report.exitCode) : Code.invalidLesson.argumentParserCode
  }

  /// `LESSON#CELL` in its two parts.
  static func split(_ text: String) -> (lesson: String, cell: String?) {
    guard let mark = text.lastIndex(of: "#") else { return (text, nil) }
    return (String(text[..<mark]), String(text[text.index(after: mark)...]))
  }

  private func overrides() throws(Failure) -> [String: String] {
    var overrides: [String: String] = [:]
    for assignment in assignments {
      guard let mark = assignment.firstIndex(of: "="), mark > assignment.startIndex else {
        throw .usage("--set: '\(assignment)' is not of the form name=value")
      }
      overrides[String(assignment[..<mark])] = String(
        assignment[assignment.index(after: mark)...])
    }
    return overrides
  }
}

/// How `flashtutor run` writes results.
enum RunFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, svg
}

extension RunContext {
  init(_ settings: Settings) {
    self.init(
      seed: settings.seed, threads: settings.threads, memoryLimitBytes: settings.memoryLimitBytes)
  }
}
