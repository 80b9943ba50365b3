import ArgumentParser
import Foundation
import Lessons
import Notebook
import Screen
import TUI

/// `flashtutor preview`: a lesson on the screen while its author writes it.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show a lesson and follow every save, with mistakes in their places.")

  @Argument(help: "The lesson's file.", completion: .file(extensions: ["md"])) var file: String
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let environment = Environment()
    let settings = try environment.settings(options)
    let course = try Course(settings)
    let url = try course.file(of: file)
    let display = environment.display(settings)
    guard environment.isTerminal,
      display.allowsScreen(term: environment.variables["TERM"], size: environment.terminalSize)
    else { return try show(environment, settings, course, url) }
    let library = course.library
    // ArgumentParser calls from the main thread, and says so nowhere.
    let ending = MainActor.assumeIsolated {
      Result { () throws(TerminalError) in
        try runPreview(
          of: url, library: library, context: RunContext(settings), display: display)
      }
    }
    switch ending {
    case .success(.quit): return
    case .success(.signal), .success(.hangup): throw Code.interrupted.argumentParserCode
    case .failure(let error):
      StandardError.write("flashtutor: \(error); showing the text once instead")
      try show(environment, settings, course, url)
    }
  }

  /// Without a screen: the text once, and the mistakes.
  private func show(
    _ environment: Environment, _ settings: Settings, _ course: Course, _ url: URL
  ) throws {
    try PlainReading(environment, settings, course).show(.file(url))
    let bound = BoundLesson(Course.read(url))
    for diagnostic in bound.diagnostics { StandardError.write(diagnostic.description) }
    if bound.hasErrors { throw Code.invalidLesson.argumentParserCode }
  }
}
