import ArgumentParser

/// The command line: subcommands, flags and exit codes, and nothing else.
@main
struct FlashTutor: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "flashtutor",
    abstract: "Learn FlashAttention by running it, in the terminal.",
    discussion: """
      Without a subcommand, opens the course where you left off.

      Every option can also be set in the environment (FLASHTUTOR_THREADS=2) or in
      $XDG_CONFIG_HOME/flashtutor/config.yml (threads: 2); a flag wins over the environment, and
      that over the file.

      Exit codes: 0 fine; 1 a check, exercise or expectation failed; 2 usage; 3 a lesson is
      invalid; 4 a run failed, was refused or timed out; 130 interrupted.
      """,
    version: version,
    subcommands: [
      OpenCommand.self, ListCommand.self, RunCommand.self, CheckCommand.self,
      ExperimentsCommand.self, KernelsCommand.self, AttentionCommand.self, BenchCommand.self,
      DoctorCommand.self, ProgressCommand.self,
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
      if !message.isEmpty { StandardOutput.write(message + "\n") }
      Self.exit(withError: ExitCode.success)
    }
    if code == .validationFailure {
      StandardError.write(message + (suggestion(for: arguments).map { "\n" + $0 } ?? ""))
      Self.exit(withError: Code.usage.argumentParserCode)
    }
    if !message.isEmpty { StandardError.write(message) }
    Self.exit(withError: code)
  }

  /// The subcommand that was probably meant.
  static func suggestion(for arguments: [String]) -> String? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word = arguments.first, !word.hasPrefix("-"), !names.contains(word),
      let nearest = Nearest.word(to: word, among: names)
    else { return nil }
    return "There is no command '\(word)'; did you mean 'flashtutor \(nearest)'?"
  }
}
