import ArgumentParser
import Lessons
import Notebook

/// `flashtutor completion`: scripts that complete commands, options and lesson ids.
struct CompletionCommand: ParsableCommand {
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    var shell: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Write the completion script of a shell.",
    discussion: """
      `make install` puts the scripts where the shells look for them. For this session: \
      source <(flashtutor completion bash), or flashtutor completion fish | source.
      """)

  @Argument(help: "bash, zsh or fish.") var shell: Shell

  func run() throws {
    StandardOutput.write(FlashTutor.completionScript(for: shell.shell))
  }
}

extension CompletionKind {
  /// The ids of the lessons, and files.
  static let lessons = CompletionKind.custom { _, _, start in
    lessonIDs.filter { $0.hasPrefix(start) }
  }

  /// The ids of the lessons, and of their cells once the lesson is written.
  static let cells = CompletionKind.custom { _, _, start in
    guard let mark = start.firstIndex(of: "#") else {
      return lessonIDs.filter { $0.hasPrefix(start) }
    }
    let id = String(start[..<mark])
    guard let lesson = try? library()?.entry(id: id).map({ Course.read($0.file) }) else {
      return []
    }
    return lesson.cells.filter(\.isInteractive).map { "\(id)#\($0.id)" }
      .filter { $0.hasPrefix(start) }
  }

  private static func library() throws -> Library? {
    try Course(Environment().settings(GlobalOptions.parse([]))).library
  }

  private static var lessonIDs: [String] {
    (try? library())?.entries.map(\.frontMatter.id) ?? []
  }
}
