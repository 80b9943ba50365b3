import ArgumentParser
import Notebook

/// `flashtutor experiments`: what cells can ask for.
struct ExperimentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiments",
    abstract: "List the experiments that cells can run, or the parameters and fields of one.")

  @Argument(help: "An experiment.", completion: .list(ExperimentReference.names)) var name: String?
  @Flag(help: "Write the reference of the whole lesson format, as in docs/lesson-format.md.")
  var markdown = false
  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard !markdown || name != nil else { return StandardOutput.write(FormatReference.markdown) }
    guard let name else { return StandardOutput.write(ExperimentReference.overview) }
    guard let reference = ExperimentReference.markdown(name) else {
      throw Failure.usage(
        "there is no experiment '\(name)'"
          + Nearest.hint(for: name, among: ExperimentReference.names))
    }
    StandardOutput.write(reference)
  }
}
