import Foundation
import Testing

/// The program twice, with one file of progress.
@Suite struct TwoWindowsTerminalTests {
  private static let lesson = """
    \(TrialLesson.frontMatter)

    ```flash {#guess .predict}
    question: How many?
    answer: 64
    ```

    ```flash {#pick .quiz}
    What is stored?
    - [ ] everything :: No.
    - [x] two numbers a row :: Yes.
    ```
    """

  @Test func `what is done in one is there after the other, whichever ends last`() throws {
    let (here, there) = (try Scratch(), try Scratch())
    let environment = ["XDG_STATE_HOME": here.path("state")]
    let windows = try [here, there].map { scratch in
      _ = try scratch.write(Self.lesson, to: "lessons/trial.md")
      return try PseudoTerminal(
        ["--lessons", "lessons", "--lesson", "trial"], in: scratch, environment: environment)
    }
    for window in windows { try window.expect("everything") }
    func kept() -> String {
      (try? String(contentsOfFile: here.path("state/flashtutor/progress.json"), encoding: .utf8))
        ?? ""
    }
    try windows[0].type("64\r")
    try windows[0].wait(for: "the first answer in the file") { kept().contains(#""guess""#) }
    try windows[1].type("\t2\r")
    try windows[1].wait(for: "the second answer in the file") { kept().contains(#""pick""#) }
    for window in windows.reversed() {
      try window.type("q")
      #expect(try window.end() == "0")
      #expect(kept().contains(#""answer" : "64""#) && kept().contains(#""pick""#))
    }
  }
}
