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
    StandardOutput.write(shell.openingFirst(FlashTutor.completionScript(for: shell.shell)))
  }
}

extension CompletionCommand.Shell {
  /// The script with options that stand before any command completed as those of `open`.
  ///
  /// The library does not know that they mean the default command.
  fileprivate func openingFirst(_ script: String) -> String {
    let (anchor, lines) =
      switch self {
      case .bash:
        (
          """
              local -r cur="${2}"

          """,
          """
              if [[ "${COMP_CWORD}" -ge 1 && "${COMP_WORDS[1]}" == -* ]]; then
                  COMP_LINE="${COMP_WORDS[0]} open${COMP_LINE#"${COMP_WORDS[0]}"}"
                  COMP_WORDS=("${COMP_WORDS[0]}" open "${COMP_WORDS[@]:1}")
                  COMP_POINT="$((COMP_POINT + 5))"
                  COMP_CWORD="$((COMP_CWORD + 1))"
              fi

          """
        )
      case .zsh:
        (
          """
              local context state state_descr line

          """,
          """
              if (( CURRENT > 1 )) && [[ "${words[2]}" == -* ]]; then
                  words=("${words[1]}" open "${(@)words[2,-1]}")
                  (( CURRENT++ ))
              fi

          """
        )
      case .fish:
        (
          """
              switch $unparsed_tokens[1]
              case 'flashtutor'

          """,
          """
              set -l first $unparsed_tokens[2] (commandline -ct)
              if string match -q -- '-*' "$first[1]"
                  set unparsed_tokens $unparsed_tokens[1] open $unparsed_tokens[2..]
              end

          """
        )
      }
    return script.replacing(anchor, with: lines + anchor, maxReplacements: 1)
  }
}

extension CompletionKind {
  /// The ids of the lessons, and files.
  static let lessons = CompletionKind.custom { _, _, start in
    lessonIDs.filter { $0.hasPrefix(start) }
  }

  /// The ids of the lessons, and of their cells once the lesson is written.
  static let cells = CompletionKind.custom { _, _, word in
    // zsh writes the mark of its own comments as `\#`.
    let start = word.replacing("\\", with: "")
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
