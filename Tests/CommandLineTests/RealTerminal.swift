import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A terminal as people have it, driven by keys and read from its screen.
protocol RealTerminal: AnyObject {
  /// The folder that the command runs in.
  var scratch: URL { get }

  /// Types keys by tmux's names: `Enter`, `Escape`, `C-c`, `Tab`, `q`; anything else is text.
  func press(_ keys: [String]) throws

  func resize(columns: Int, rows: Int) throws

  /// What a person would see now.
  func screen() throws -> String
}

/// The terminals that the same script is played in.
enum TerminalKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case tmux, xterm

  var testDescription: String { rawValue }

  /// Those that are on this machine: tmux comes with `make test`, xterm with `make test-xterm`.
  static var available: [TerminalKind] {
    allCases.filter {
      switch $0 {
      case .tmux: TerminalSession.isAvailable
      case .xterm: XtermSession.isAvailable
      }
    }
  }

  func start(
    running command: String, in folder: Scratch, columns: Int = 80, rows: Int = 24
  ) throws -> any RealTerminal {
    switch self {
    case .tmux: try TerminalSession(running: command, in: folder, columns: columns, rows: rows)
    case .xterm: try XtermSession(running: command, in: folder, columns: columns, rows: rows)
    }
  }

  /// A shell script that notes the terminal's settings and the exit code around a command.
  static func script(around command: String) -> String {
    "stty -g > before\n\(command)\necho $? > code\nstty -g > after\necho 'the shell is back'\n"
      + "read -r line\n"
  }
}

extension RealTerminal {
  func press(_ keys: String...) throws { try press(keys) }

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
}
