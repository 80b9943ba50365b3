import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A real terminal for the built program: a detached tmux session, which is a pty and an emulator.
final class TerminalSession {
  private let name = "flashtutor-test-" + UUID().uuidString
  private let scratch: URL
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
    let script = try folder.write(
      "stty -g > before\n\(command)\necho $? > code\nstty -g > after\necho 'the shell is back'\n"
        + "read -r line\n",
      to: "script.sh")
    try tmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c",
      scratch.path, "env", "TERM=\(term)", "sh", script,
    ])
  }

  deinit {
    _ = try? Spawn.run(["tmux", "-L", name, "kill-server"], environment: environment)
  }

  /// Types keys by tmux's names: `Enter`, `Escape`, `C-c`, `Tab`, `q`.
  func press(_ keys: String...) throws {
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

  /// What a person would see now.
  func screen() throws -> String {
    let file = scratch.appendingPathComponent("screen").path
    try tmux(["capture-pane", "-p"], output: file)
    return try String(contentsOfFile: file, encoding: .utf8)
  }

  /// Waits until the screen satisfies a condition; fails with the screen when it never does.
  @discardableResult
  func wait(
    for what: String, seconds: Double = 30, sourceLocation: SourceLocation = #_sourceLocation,
    until condition: (String) -> Bool
  ) throws -> String {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var seen = ""
    while ContinuousClock.now < deadline {
      seen = try screen()
      if condition(seen) { return seen }
      usleep(20_000)
    }
    Issue.record("never saw \(what); the screen was:\n\(seen)", sourceLocation: sourceLocation)
    throw Spawn.Failure(call: "waiting for \(what)", code: 1)
  }

  /// Waits until a text stands on the screen.
  @discardableResult
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    try wait(for: "'\(text)'", sourceLocation: sourceLocation) { $0.contains(text) }
  }

  /// The exit code that the command ended with, once the shell is back.
  func exitCode(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    try expect("the shell is back", sourceLocation: sourceLocation)
    return try text("code")
  }

  /// Whether the terminal's settings are what they were before the command.
  func isTerminalRestored() throws -> Bool {
    let (before, after) = (try text("before"), try text("after"))
    return !before.isEmpty && before == after
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: scratch.appendingPathComponent(name), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
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
