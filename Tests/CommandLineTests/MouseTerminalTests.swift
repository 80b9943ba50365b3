import Foundation
import Testing

/// The mouse as a hand moves it: what nobody asked about must not stop the program.
@Suite struct MouseTerminalTests {
  private func lesson(_ sentence: String) -> String {
    "\(TrialLesson.frontMatter)\n\n\(sentence)\n\n\(TrialLesson.quickCell)\n"
  }

  /// A preview shows its file anew without a key: unless it waits for the mouse.
  @Test(arguments: [
    "\u{1B}[<0;40;12m", "\u{1B}[<2;40;12M", "\u{1B}[<67;40;12M", "\u{1B}[<35;40;12M",
    "\u{1B}[<0;40", "\u{1B}[M#!!", "\u{1B}[M#",
  ])
  func `a report that means nothing holds nothing up`(report: String) throws {
    let folder = try Scratch()
    let file = try folder.write(lesson("The first sentence."), to: "trial.md")
    let terminal = try PseudoTerminal(["preview", file], in: folder)
    try terminal.expect("The first sentence.")
    try terminal.type(report)
    try terminal.expectRead()
    _ = try folder.write(lesson("Another one."), to: "trial.md")
    try terminal.expect("Another one.")
    // Ctrl-C ends it when it comes twice; two may still belong to the report.
    try terminal.type("\u{3}\u{3}\u{3}\u{3}")
    try terminal.wait(for: "the end") { terminal.exitCode != nil }
  }

  @Test func `it is asked for, and left alone afterwards`() throws {
    let folder = try Scratch()
    _ = try folder.write(lesson("The first sentence."), to: "lessons/trial.md")
    let arguments = ["--lessons", folder.path("lessons"), "--lesson", "trial"]
    let terminal = try PseudoTerminal(arguments, in: folder)
    try terminal.expect("The first sentence.")
    #expect(terminal.isLast("\u{1B}[?1000h", after: "\u{1B}[?1000l"))
    #expect(terminal.isLast("\u{1B}[?1006h", after: "\u{1B}[?1006l"))
    // Nothing is left of a report that is cut in two.
    try terminal.type("\u{1B}[<65;40")
    try terminal.expectRead()
    try terminal.type(";12M")
    try terminal.type("M")
    try terminal.expect("\u{1B}[?1000l")
    try terminal.type("M")
    try terminal.wait(for: "the mouse") { terminal.isLast("\u{1B}[?1000h", after: "\u{1B}[?1000l") }
    try terminal.type("q")
    try terminal.wait(for: "the end") { terminal.exitCode != nil }
    #expect(terminal.isLast("\u{1B}[?1000l", after: "\u{1B}[?1000h"))
    #expect(terminal.isLast("\u{1B}[?1006l", after: "\u{1B}[?1006h"))
  }
}
