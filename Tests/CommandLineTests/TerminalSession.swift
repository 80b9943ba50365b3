import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A real terminal for the built program: a detached tmux session, which is a pty and an emulator.
final class TerminalSession: RealTerminal {
  private let name = "flashtutor-test-" + UUID().uuidString
  let scratch: URL
  private let environment: [String: String]

  static var isAvailable: Bool {
    (try? Spawn.run(["tmux", "-V"], environment: ProcessInfo.processInfo.environment)) == 0
  }

  /// Starts a shell command in a terminal of that size.
  ///
  /// The command finds the program as `$FLASHTUTOR`.
  init(
    running command: String, in folder: Scratch, columns: Int = 80, rows: Int = 24,
    term: String = "tmux-256color", environment extra: [String: String] = [:]
  ) throws {
    scratch = folder.folder
    environment = folder.environment.merging(extra) { $1 }.merging(
      ["TERM": term, "FLASHTUTOR": Program.path]
    ) { $1 }
    let script = try folder.write(TerminalKind.script(around: command), to: "script.sh")
    try tmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c",
      scratch.path, "env", "TERM=\(term)", "sh", script,
    ])
  }

  deinit {
    _ = try? Spawn.run(["tmux", "-L", name, "kill-server"], environment: environment)
  }

  func press(_ keys: [String]) throws {
    for key in keys { try tmux(["send-keys", key]) }
  }

  /// Pastes text, marked as pasted where the program asked for that.
  func paste(_ text: String) throws {
    try tmux(["set-buffer", text])
    try tmux(["paste-buffer", "-p"])
  }

  func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  func screen() throws -> String {
    let file = scratch.appendingPathComponent("screen").path
    try tmux(["capture-pane", "-p"], output: file)
    return try String(contentsOfFile: file, encoding: .utf8)
  }

  private func tmux(_ arguments: [String], output: String = "/dev/null") throws {
    let errors = scratch.appendingPathComponent("tmux-errors").path
    let code = try Spawn.run(
      ["tmux", "-L", name] + arguments, environment: environment, output: output, errors: errors)
    guard code == 0 else {
      let message = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      Issue.record("tmux \(arguments.joined(separator: " ")): \(message)")
      throw Spawn.Failure(call: "tmux", code: code)
    }
  }
}
