import Foundation
import Testing

/// Code cells in a real terminal.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct CodeTerminalTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private func editor(_ script: String) throws -> [String: String] {
    let editor = try folder.write("#!/bin/sh\n" + script + "\n", to: "editor.sh")
    #expect(try Spawn.run(["chmod", "+x", editor], environment: folder.environment) == 0)
    return ["EDITOR": editor]
  }

  /// Goes to the first code cell of the lesson that is open.
  private func goToCode(_ session: TerminalSession) throws {
    try session.expect("Online softmax")
    try session.press("/", "c-safe-softmax", "Enter")
    try session.expect("1 of")
    for _ in 0..<40 {
      let screen = try session.screen()
      if screen.contains("▌╭─ code c-safe-softmax") || screen.contains("▌ ╭─ code c-safe-softmax") {
        return
      }
      try session.press("Tab")
    }
  }

  private func expectVerdict(_ session: TerminalSession) throws {
    try session.wait(for: "the verdict") {
      $0.contains("not right yet") || $0.contains("no Swift compiler")
    }
  }

  private var kept: String {
    folder.path("state/flashtutor/code/online-softmax/c-safe-softmax.swift")
  }

  @Test func `the editor gets the terminal, a save is checked, and q restores it`() throws {
    let session = try TerminalSession(
      running: "\"$FLASHTUTOR\" --lesson online-softmax", in: folder, rows: 36,
      environment: editor(
        "stty -g > \"$HOME/lent\"\necho \"the editor has it\"\nread -r line\nstty -echo raw\n"
          + "echo '// mine' >> \"$1\""))
    try goToCode(session)
    try session.press("E")
    try session.expect("the editor has it")
    try session.press("Enter")
    try expectVerdict(session)
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
    let lent = try String(contentsOfFile: folder.path("lent"), encoding: .utf8)
    let before = try String(contentsOfFile: folder.path("before"), encoding: .utf8)
    #expect(lent == before)
    #expect(try String(contentsOfFile: kept, encoding: .utf8).hasSuffix("// mine\n"))
  }

  @Test func `an editor that stops gives the shell back, and goes on`() throws {
    let session = try TerminalSession(
      running: "set -m\n\"$FLASHTUTOR\" --lesson online-softmax\necho 'it has stopped'\nfg",
      in: folder, rows: 36,
      environment: editor(
        "echo \"the editor has it\"\nread -r line\nkill -TSTP 0\necho 'the editor goes on'\n"
          + "read -r line"))
    try goToCode(session)
    try session.press("E")
    try session.expect("the editor has it")
    try session.press("Enter")
    let screen = try session.expect("the editor goes on")
    #expect(screen.contains("it has stopped"))
    try session.press("Enter")
    try session.expect("Nothing was saved.")
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }

  @Test func `a check that is left alone leaves nothing behind`() throws {
    let folders = folder.path("temporary")
    try FileManager.default.createDirectory(
      atPath: folders, withIntermediateDirectories: true)
    let session = try TerminalSession(
      running: "\"$FLASHTUTOR\" --lesson online-softmax", in: folder, rows: 36,
      environment: ["TMPDIR": folders])
    try goToCode(session)
    try session.press("c")
    try session.wait(for: "the check") {
      $0.contains("Checking") || $0.contains("no Swift compiler")
    }
    try session.press("q")
    #expect(try session.exitCode() == "0")
    // The compiler's driver leaves folders of its own.
    let left = try FileManager.default.contentsOfDirectory(atPath: folders)
    #expect(left.filter { $0.hasPrefix("flashtutor") } == [])
  }

  @Test func `a save from an editor in another window is checked`() throws {
    let session = try TerminalSession(
      running: "\"$FLASHTUTOR\" --lesson online-softmax", in: folder, rows: 36,
      environment: editor("true"))
    try goToCode(session)
    try session.press("E")
    try session.expect("Nothing was saved.")
    let text = try String(contentsOfFile: kept, encoding: .utf8)
    try (text + "// mine\n").write(toFile: kept, atomically: true, encoding: .utf8)
    try expectVerdict(session)
  }
}
