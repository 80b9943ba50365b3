import ArgumentParser
import TUI

/// `flashtutor keys`: what can be done, and with which keys.
struct KeysCommand: ParsableCommand {
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, yaml, man
  }

  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "List every action with its keys, as the config file has set them.",
    discussion: """
      With --format yaml the list is a config file to start from: keep the lines that you change.
      """)

  @Option(help: ArgumentHelp("text, yaml (for the config file) or man.", valueName: "form"))
  var format = Form.text
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let keys = try Environment().settings(options).keys
    let text =
      switch format {
      case .text: KeyReference.text(keys)
      case .yaml: KeyReference.yaml(keys)
      case .man: KeyReference.man(keys)
      }
    StandardOutput.write(text)
  }
}
