import ArgumentParser
import Foundation
import Kernels
import Screen

/// `flashtutor doctor`: what the program found on this machine and in this terminal.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show processor, measured peaks, terminal, colours, a glyph test card and paths.")

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let environment = Environment()
    let settings = try environment.settings(options)
    let report = DoctorReport(environment: environment, settings: settings)
    StandardOutput.write(report.machine)
    StandardOutput.write(try report.speeds())
    StandardOutput.write(report.terminal + report.testCard + report.paths)
  }
}
