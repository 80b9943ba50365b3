import ArgumentParser

@main
struct FlashTutor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flashtutor",
    abstract: "Learn FlashAttention by running it, in the terminal.")
}
