import ArgumentParser
import Foundation
import Lessons
import Notebook
import Screen

/// `flashtutor export`: a lesson with its results, and the learner's work, as a document.
struct ExportCommand: ParsableCommand {
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case md, html
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a lesson with its results as Markdown or HTML, to hand in or to print.",
    discussion: """
      Runs the cells, as run does. With --with-work, the document has your answers, attempts and \
      hints, the knobs as you left them and the code that you wrote; answers that you have not \
      given are not told.
      """)

  @Argument(help: "A lesson's id or file.", completion: .lessons) var lesson: String
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "md or html (figures as SVG within one file); by the name of the file unless given.",
      valueName: "form"))
  var form: Form?
  @Flag(help: "With what you answered, tried and wrote.") var withWork = false
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write to a file.", valueName: "path"), completion: .file())
  var output: String?
  @Flag(help: "Write even where there is a file already.") var force = false
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let environment = Environment()
    let settings = try environment.settings(options)
    let bound = BoundLesson(try Course(settings).lesson(lesson))
    if bound.lesson.sections.isEmpty, let first = bound.diagnostics.first {
      throw Failure(code: .invalidLesson, message: first.description)
    }
    if let output {
      try OutputFile.require(output)
      var status = stat()
      // A device or a pipe has nothing to lose.
      let isFile = stat(output, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      guard force || !isFile else {
        throw Failure.usage("-o: there is a file '\(output)' already; --force writes over it")
      }
    }
    let loaded = withWork ? ProgressStore.load() : nil
    for message in loaded?.messages ?? [] { StandardError.write("flashtutor: \(message)") }
    let work = loaded.map { Transcript.Work(in: bound, progress: $0.progress) }

    Interruption.watch()
    let observer = RunObserver(isCancelled: { Interruption.hasHappened })
    let outcomes = Transcript.outcomes(of: bound, work: work, RunContext(settings), observer)
    guard !Interruption.hasHappened else { throw Code.interrupted.argumentParserCode }
    let transcript = Transcript(
      of: bound, outcomes: outcomes, work: work, remark: Self.remark(settings))
    let isPage = form == .html || form == nil && output?.hasSuffix(".html") == true
    let glyphs = environment.capabilities(settings).glyphs
    let text =
      isPage
      ? transcript.html : transcript.markdown(Capabilities(glyphs: glyphs, colors: .none))
    if let output {
      try OutputFile.write(text, to: output)
    } else {
      StandardOutput.write(text)
    }
    try Self.complain(of: bound, outcomes)
  }

  /// Where the numbers come from.
  private static func remark(_ settings: Settings) -> String {
    let seed = settings.seed.map { ", seed \($0)" } ?? ""
    let threads = settings.threads == 1 ? "1 thread" : "\(settings.threads) threads"
    return "Results of \(RunReport.machineName), \(threads)\(seed), by flashtutor"
      + " \(FlashTutor.version)."
  }

  /// - Throws: the code of mistakes and of failed runs, once each is named on standard error.
  private static func complain(of bound: BoundLesson, _ outcomes: [String: CellOutcome]) throws {
    let failed = bound.lesson.cells.filter {
      guard let status = outcomes[$0.id]?.status else { return false }
      return status == .failed || status == .refused
    }
    for cell in failed {
      let why = outcomes[cell.id]?.messages.joined(separator: "; ") ?? ""
      StandardError.write("flashtutor: \(bound.lesson.id)#\(cell.id): \(why)")
    }
    let mistakes = bound.diagnostics.filter { $0.severity == .error }
    for mistake in mistakes { StandardError.write(mistake.description) }
    if !mistakes.isEmpty { throw Code.invalidLesson.argumentParserCode }
    if !failed.isEmpty { throw Code.runFailed.argumentParserCode }
  }
}
