import ArgumentParser
import Lessons

/// The command line: subcommands, flags and exit codes, and nothing else.
@main
struct FlashTutor: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "flashtutor",
    abstract: "Learn FlashAttention by running it, in the terminal.",
    discussion: """
      Without a subcommand, opens the course where you left off.

      Every option can also be set in the environment (FLASHTUTOR_THREADS=2) or in \
      $XDG_CONFIG_HOME/flashtutor/config.yml (threads: 2); a flag wins over the environment, and \
      that over the file.

      Exit codes: 0 fine; 1 a check, exercise or expectation failed; 2 usage; 3 a lesson is \
      invalid; 4 a run failed, was refused or timed out; 130 interrupted.
      """,
    version: version,
    subcommands: [
      OpenCommand.self, ListCommand.self, RunCommand.self, ExportCommand.self, CheckCommand.self,
      NewCommand.self, PreviewCommand.self, ExperimentsCommand.self, KernelsCommand.self,
      AttentionCommand.self, ExerciseCommand.self,
      BenchCommand.self, DoctorCommand.self, ProgressCommand.self, KeysCommand.self,
      CompletionCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)

  static func main() {
    let arguments = commandFirst(Array(CommandLine.arguments.dropFirst()))
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      leave(on: error, arguments)
    }
  }

  /// The arguments with the subcommand in front, so that options may stand before it.
  ///
  /// Without this, `flashtutor --threads 2 list` would be read as the default subcommand.
  static func commandFirst(_ arguments: [String]) -> [String] {
    // The shells' scripts ask for words with three dashes in front.
    guard arguments.first?.hasPrefix("---") != true else { return arguments }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    let flags = ["--plain", "--no-mouse"]
    var place = 0
    while place < arguments.count, arguments[place].hasPrefix("--") {
      place += flags.contains(arguments[place]) || arguments[place].contains("=") ? 1 : 2
    }
    guard place > 0, place < arguments.count, names.contains(arguments[place]) else {
      return arguments
    }
    return [arguments[place]] + arguments[..<place] + arguments[(place + 1)...]
  }

  /// Prints what an error has to say and ends the process with the documented code.
  private static func leave(on error: any Error, _ arguments: [String]) -> Never {
    if let failure = error as? Failure {
      StandardError.write(failure.message)
      Self.exit(withError: failure.code.argumentParserCode)
    }
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    guard !code.isSuccess else {
      if !message.isEmpty { StandardOutput.show(message + "\n") }
      Self.exit(withError: ExitCode.success)
    }
    if code == .validationFailure {
      StandardError.write(suggestion(for: arguments).map { "flashtutor: \($0)" } ?? message)
      Self.exit(withError: Code.usage.argumentParserCode)
    }
    if !message.isEmpty { StandardError.write(message) }
    Self.exit(withError: code)
  }

  /// What was probably meant by a word that is no subcommand; nil when the first word is one, or
  /// when nothing is near.
  static func suggestion(for arguments: [String]) -> String? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let commands = configuration.subcommands
    if let command = commands.first(where: { $0.configuration.commandName == word }) {
      if word == "open" { return misplacedLesson(arguments) }
      let inner = command.configuration.subcommands.compactMap { $0.configuration.commandName }
      guard arguments.count > 1, !inner.isEmpty, !inner.contains(arguments[1]),
        !arguments[1].hasPrefix("-")
      else { return nil }
      return "there is no command '\(word) \(arguments[1])'"
        + (Nearest.word(to: arguments[1], among: inner).map { "; did you mean '\(word) \($0)'?" }
          ?? "; there are \(inner.joined(separator: ", "))")
    }
    let names = commands.compactMap { $0.configuration.commandName }
    if let nearest = Nearest.word(to: word, among: names) {
      return "there is no command '\(word)'; did you mean 'flashtutor \(nearest)'?"
    }
    let remedy = lesson(near: word).map { "; to open a lesson: flashtutor --lesson \($0)" }
    return "there is no command '\(word)'" + (remedy ?? "; `flashtutor --help` lists them")
  }

  /// `open scaling` means `--lesson scaling`.
  private static func misplacedLesson(_ arguments: [String]) -> String? {
    guard let name = arguments.dropFirst().first(where: { !$0.hasPrefix("-") }),
      let lesson = lesson(near: name)
    else { return nil }
    return "'open' takes its lesson as an option: flashtutor --lesson \(lesson)"
  }

  /// The id or file that a first word means.
  private static func lesson(near word: String) -> String? {
    if word.hasSuffix(".md") { return word }
    guard let options = try? GlobalOptions.parse([]),
      let settings = try? Environment().settings(options),
      let library = try? Course(settings).library
    else { return nil }
    return library.entry(id: word) == nil ? library.nearestID(to: word) : word
  }
}
