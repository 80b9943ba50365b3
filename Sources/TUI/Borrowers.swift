import Foundation
import Lessons
import Notebook

/// Programs that get the terminal for a while: a pager, and an editor for lessons.
@MainActor
struct Borrowers {
  let terminal: any Terminal
  /// Where they are named.
  let environment: [String: String]

  /// Shows a text from a line on: in `PAGER`, else in less or more, else as it is.
  func page(_ text: String, named name: String, line: Int, _ mailbox: Mailbox<Tutor.Message>) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "flashtutor-\(UUID().uuidString)", directoryHint: .isDirectory)
    let file = folder.appending(path: "\(name).txt")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(text.utf8).write(to: file)
    } catch {
      return mailbox.post(.told("The text cannot be written to \(folder.path) for the pager."))
    }
    let set = environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 }
    var status: Int32 = 127
    for command in ShellCommand.paging(file, line: line, in: set) where status == 127 {
      status = terminal.lend(to: command)
      mailbox.post(.event(.resized(terminal.size)))
      guard let set, status > 0 else { continue }
      let end = status == 127 ? "cannot be started" : "ended with status \(status)"
      mailbox.post(.told("The pager '\(set)' \(end)."))
    }
    if status < 0 { mailbox.post(.told("No program can be started to show the text.")) }
  }

  /// Opens a lesson's file; a save is shown.
  func edit(_ file: URL, line: Int, _ mailbox: Mailbox<Tutor.Message>) {
    guard let editor = ShellCommand.editor(environment) else {
      return mailbox.post(
        .told("Set EDITOR to change lessons here; this is line \(line) of \(file.path)"))
    }
    let before = CodeWatch.Stamp(file)
    let status = terminal.lend(to: ShellCommand.opening(file, line: line, in: editor))
    mailbox.post(.event(.resized(terminal.size)))
    guard status >= 0, status != 127 else {
      return mailbox.post(.told("The editor '\(editor)' cannot be started; set EDITOR."))
    }
    guard CodeWatch.Stamp(file) != before else {
      return mailbox.post(.told("Nothing was saved."))
    }
    let lesson = LessonParser.load(file, as: file.lastPathComponent)
    mailbox.post(.revised(BoundLesson(lesson)))
  }
}

/// Commands as the shell reads them.
enum ShellCommand {
  /// The learner's editor; nil when none is set.
  static func editor(_ environment: [String: String]) -> String? {
    [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty }
  }

  /// A path that the shell takes as one word, whatever it holds.
  static func quoted(_ file: URL) -> String {
    let path = file.path(percentEncoded: false)
    return "'\(path.replacing("'", with: "'\\''"))'"
  }

  /// The command that opens a file at a line, as far as the editor is known to take one.
  static func opening(_ file: URL, line: Int, in editor: String) -> String {
    let path = quoted(file)
    switch program(editor) {
    case "code", "codium", "code-insiders", "cursor": return "\(editor) -g \(path):\(line)"
    case "hx", "helix", "subl", "zed", "micro": return "\(editor) \(path):\(line)"
    case "kate", "kwrite": return "\(editor) -l \(line) \(path)"
    default: return takesPlus(editor) ? "\(editor) +\(line) \(path)" : "\(editor) \(path)"
    }
  }

  /// Commands that show a text from a line on, the ones to try first in front.
  ///
  /// Those after the first fail with 127 and without a word where their program is missing. Not every
  /// more waits for its reader at the end of the text.
  static func paging(_ file: URL, line: Int, in set: String?) -> [String] {
    func command(_ pager: String) -> String {
      let start = takesPlus(pager) && line > 1 ? "+\(line) " : ""
      return "\(pager) \(start)\(quoted(file))"
    }
    // A text that fits the screen must wait for its reader too.
    let less = "LESS=\"${LESS-} -+F\" "
    let wait = "; printf '\\nPress Enter to go back. '; read -r line"
    func needing(_ program: String) -> String {
      "command -v \(program) > /dev/null 2>&1 || exit 127; "
    }
    // Nor does cat, which stands for no pager at all.
    let own = set.map { less + command($0) + (["cat", "more"].contains(program($0)) ? wait : "") }
    return (own.map { [$0] } ?? []) + [
      needing("less") + less + command("less"),
      needing("more") + command("more") + wait,
      "cat \(quoted(file))" + wait,
    ]
  }

  /// Whether the program takes `+N` for the line to begin at.
  static func takesPlus(_ command: String) -> Bool {
    [
      "vi", "vim", "nvim", "view", "gvim", "nvi", "elvis", "vis", "emacs", "emacsclient", "mg",
      "jed", "zile", "nano", "pico", "joe", "jmacs", "kak", "mcedit", "ne", "gedit", "less", "more",
      "most",
    ].contains(program(command))
  }

  /// The name of the program that a command starts.
  private static func program(_ command: String) -> String {
    let path = command.split(separator: " ").first ?? ""
    return String(path.split(separator: "/").last ?? "")
  }
}
