import ArgumentParser
import Foundation
import Lessons
import Notebook
import Screen
import TUI

/// `flashtutor`: the course where the learner left off, or one lesson.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open the course where you left off, or the lesson named (the default).")

  @Option(help: ArgumentHelp("A lesson to open: its id, or the path of a file.", valueName: "id"))
  var lesson: String?
  @OptionGroup var options: GlobalOptions

  func run() throws {
  }
}
