import Foundation
import Testing

/// What somebody does who has just installed the program, key by key in a real terminal.
@Suite(.enabled(if: !TerminalKind.available.isEmpty, "there is neither tmux nor xterm"))
struct FirstFiveMinutesTests {
  private func leave(_ session: any RealTerminal) throws {
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
  }

  private func hasFigure(_ screen: String) -> Bool {
    screen.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }
  }

  @Test(arguments: TerminalKind.available)
  func `a learner starts from nothing, answers, fails, is helped, passes and comes back`(
    in terminal: TerminalKind
  ) throws {
    let folder = try Scratch()
    let made = try Program.run(["new", "minutes", "--dir", folder.path("lessons")], in: folder)
    #expect(made.code == 0)

    // 1. No configuration, no progress: what this is, how long it takes, and which key begins.
    let first = try terminal.start(running: "\"$FLASHTUTOR\"", in: folder)
    try first.wait(for: "the welcome") {
      $0.contains("Enter") && $0.contains("minutes") && $0.contains("? keys")
    }
    try first.press("Enter")
    try first.expect("flashtutor \u{203A} The attention bottleneck")

    // 2. The first cell that runs draws a figure that fits, at this size and at another.
    var seen = try first.screen()
    while seen.split(separator: "\n").last?.contains("Enter run") == false {
      try first.press("Tab")
      let before = seen
      seen = try first.wait(for: "the next cell") { $0 != before && $0.contains("q quit") }
    }
    try first.press("Enter")
    try first.wait(for: "the first run") { $0.contains("done in") }
    try first.resize(columns: 60, rows: 18)
    try first.wait(for: "the run at another size") { screen in
      screen.contains("done in") && screen.split(separator: "\n").allSatisfy { $0.count <= 60 }
    }
    try leave(first)

    let second = try terminal.start(
      running: "\"$FLASHTUTOR\" --lessons lessons --lesson minutes", in: folder, rows: 40)
    try second.expect("0/4 done")
    // 3. A prediction comes before the run, and a wrong one is told why. It has the focus already.
    try second.press("0.5", "Enter")
    try second.expect("The matrix has n x n entries, not n x d.")
    try second.press("Enter", "4", "Enter")
    try second.expect("1/4 done")
    try second.press("Tab", "Enter")
    try second.wait(for: "the figure") { $0.contains("2/4 done") && hasFigure($0) }
    try second.press("Tab", "1", "Enter")
    try second.expect("That would hold if each query saw a fixed number of keys.")
    try second.press("Enter", "2", "Enter")
    try second.expect("3/4 done")
    // 4. The exercise says what is missing, helps, and passes.
    try second.press("Tab", "c")
    try second.expect("The goal is not reached yet.")
    try second.press("H")
    try second.expect("There are n / blockQ rows of tiles")
    for _ in 0..<7 { try second.press("+") }
    try second.press("Right")
    for _ in 0..<7 { try second.press("+") }
    try second.press("c")
    try second.expect("4/4 done")
    // 5. The same line and the same answers on the next day.
    try second.press("g", "g", "l", "l", "j")
    let isThere = { (screen: String) in
      screen.contains("4/4 done")
        && screen.split(separator: "\n").dropFirst(2).first?.contains("flashtutor experiments")
          == true
    }
    try second.wait(for: "a line of the second section", until: isThere)
    try leave(second)
    let third = try terminal.start(
      running: "\"$FLASHTUTOR\" --lessons lessons", in: folder, rows: 40)
    try third.wait(for: "the same line", until: isThere)
    try leave(third)
  }

  @Test(arguments: TerminalKind.available)
  func `an instructor writes a lesson, sees every save, and has it checked`(
    in terminal: TerminalKind
  ) throws {
    let folder = try Scratch()
    #expect(
      try Program.run(["new", "minutes", "--dir", folder.path("lessons")], in: folder).code == 0)
    let file = folder.path("lessons/minutes.md")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let session = try terminal.start(
      running: "\"$FLASHTUTOR\" preview lessons/minutes.md", in: folder)
    try session.expect("Open with a question")
    _ = try folder.write(
      text.replacing("Open with a question", with: "Begin with a riddle"), to: "lessons/minutes.md")
    try session.expect("Begin with a riddle")
    _ = try folder.write(
      text.replacing("kernels: [flash2]", with: "kernels: [flsh2]"), to: "lessons/minutes.md")
    try session.expect("did you mean 'flash2'?")
    try session.press("q")
    #expect(try session.exitCode() == "0")

    let line =
      try #require(
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .firstIndex { $0.contains("kernels: [flash2]") }) + 1
    let bad = try Program.run(["check", file], in: folder)
    #expect(bad.code == 3)
    #expect((bad.output + bad.errors).contains("minutes.md:\(line):11: error"))
    #expect((bad.output + bad.errors).contains("did you mean 'flash2'?"))
    _ = try folder.write(text, to: "lessons/minutes.md")
    #expect(try Program.run(["check", file], in: folder).code == 0)
  }
}
