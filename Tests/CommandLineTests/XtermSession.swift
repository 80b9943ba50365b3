import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An xterm on a display that nobody sees: keys and clicks are events of the X server, and the screen
/// is what xterm prints of itself.
final class XtermSession: RealTerminal {
  let scratch: URL
  private let environment: [String: String]
  private let server: pid_t
  private let client: pid_t
  private let window: String

  static var isAvailable: Bool {
    let environment = ProcessInfo.processInfo.environment
    return ["xterm", "Xvfb", "xdotool"].allSatisfy { program in
      (try? Spawn.run(["sh", "-c", "command -v \(program)"], environment: environment)) == 0
    }
  }

  /// Starts a shell command in an xterm of that size.
  ///
  /// The command finds the program as `$FLASHTUTOR`. F12 is the test's: it prints the screen.
  init(
    running command: String, in folder: Scratch, columns: Int = 80, rows: Int = 24,
    term: String = "xterm-256color"
  ) throws {
    scratch = folder.folder
    let display = folder.path("display")
    try? FileManager.default.removeItem(atPath: display)
    server = try Spawn.start(
      ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"],
      environment: folder.environment, output: display)
    let number = try Self.patiently("a display") {
      let text = try? String(contentsOfFile: display, encoding: .utf8)
      return text?.hasSuffix("\n") == true
        ? text?.trimmingCharacters(in: .whitespacesAndNewlines) : nil
    }
    environment = folder.environment.merging([
      "DISPLAY": ":\(number)", "LC_ALL": "C.UTF-8", "FLASHTUTOR": Program.path,
    ]) { $1 }
    let script = try folder.write(TerminalKind.script(around: command), to: "script.sh")
    let page = folder.path("page")
    client = try Spawn.start(
      [
        "sh", "-c", "cd \"$1\"; shift; exec xterm \"$@\"", "sh", folder.folder.path,
        "-u8", "-fn", "fixed", "-tn", term, "-geometry", "\(columns)x\(rows)",
        "-xrm", "XTerm*printerCommand: cat > \(page).new; mv \(page).new \(page)",
        "-xrm", "XTerm*printAttributes: 0", "-xrm", "XTerm*printerAutoClose: true",
        "-xrm", "XTerm*VT100.translations: #override <Key>F12: print()", "-e", "sh", script,
      ], environment: environment)
    let found = folder.path("window")
    let started = environment
    window = try Self.patiently("a window") {
      let code = try? Spawn.run(
        ["xdotool", "search", "--onlyvisible", "--class", "xterm"], environment: started,
        output: found)
      guard code == 0, let text = try? String(contentsOfFile: found, encoding: .utf8) else {
        return nil
      }
      return text.split(separator: "\n").last.map(String.init)
    }
    try tool("windowfocus", "--sync", window)
  }

  deinit {
    kill(client, SIGKILL)
    kill(server, SIGTERM)
    _ = try? Spawn.end(of: server)
    _ = try? Spawn.end(of: client)
  }

  /// Takes the window away from its program.
  func close() throws { try tool("windowkill", window) }

  func press(_ keys: [String]) throws {
    for key in keys {
      if let name = Self.names[key] {
        try tool("key", name)
      } else if key.hasPrefix("C-"), let letter = key.last {
        try tool("key", "ctrl+\(letter)")
      } else {
        try tool("type", "--delay", "2", key)
      }
    }
  }

  /// Clicks on a cell of the screen, or turns the wheel there (buttons 4 and 5).
  func click(column: Int, row: Int, button: Int = 1) throws {
    // The inner border is 2 pixels; the font `fixed` is 6 x 13.
    try tool(
      "mousemove", "--window", window, "\(2 + column * 6 + 3)", "\(2 + row * 13 + 6)", "click",
      "\(button)")
  }

  func resize(columns: Int, rows: Int) throws {
    try tool("windowsize", "--usehints", window, "\(columns)", "\(rows)")
  }

  func screen() throws -> String {
    let page = scratch.appendingPathComponent("page").path
    try? FileManager.default.removeItem(atPath: page)
    try tool("key", "F12")
    return try Self.patiently("the printed screen") {
      try? String(contentsOfFile: page, encoding: .utf8)
    }
  }

  /// The names that X has for keys.
  private static let names = [
    "Enter": "Return", "Escape": "Escape", "Tab": "Tab", "BTab": "shift+Tab", "Right": "Right",
    "Left": "Left", "Up": "Up", "Down": "Down", "PageDown": "Next", "PageUp": "Prior",
    "Home": "Home", "End": "End", "F1": "F1", "BSpace": "BackSpace", "Space": "space",
  ]

  private func tool(_ arguments: String...) throws {
    let errors = scratch.appendingPathComponent("xdotool-errors").path
    let code = try Spawn.run(["xdotool"] + arguments, environment: environment, errors: errors)
    guard code == 0 else {
      let message = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      Issue.record("xdotool \(arguments.joined(separator: " ")): \(message)")
      throw Spawn.Failure(call: "xdotool", code: code)
    }
  }

  /// Asks until there is an answer.
  @discardableResult
  static func patiently<Answer>(_ what: String, _ ask: () throws -> Answer?) throws -> Answer {
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      if let answer = try ask() { return answer }
      usleep(5000)
    }
    throw Spawn.Failure(call: "waiting for \(what)", code: 1)
  }
}
