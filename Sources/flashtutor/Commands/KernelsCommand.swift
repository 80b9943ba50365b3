import ArgumentParser
import Foundation
import Kernels

/// `flashtutor kernels`: the kernels that lessons can use.
struct KernelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernels",
    abstract: "List the attention kernels that lessons can use.")

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let width = KernelName.allCases.map(\.rawValue.count).max() ?? 0
    let lines = KernelName.allCases.map { kernel in
      kernel.rawValue.padding(toLength: width + 2, withPad: " ", startingAt: 0) + kernel.summary
    }
    StandardOutput.write(lines.joined(separator: "\n") + "\n")
  }
}
