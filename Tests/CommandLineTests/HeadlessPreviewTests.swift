import Foundation
import Testing

/// `flashtutor preview` in a real terminal, and without one.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct HeadlessPreviewTests {
  private func lesson(kernel: String, closing: String) -> String {
    let filler = (1...30).map { "Paragraph \($0).\n" }.joined(separator: "\n")
    return """
      ---
      format: 1
      id: draft
      title: A draft
      summary: One.
      ---

      \(filler)
      ## The cell

      ```flash {#a .run}
      experiment: model
      kernels: [\(kernel)]
      n: 64
      ```

      ## The end

      \(closing)
      """
  }

  @Test func `the screen follows a save, jumps to the change and shows mistakes in place`() throws {
    let folder = try Scratch()
    let path = try folder.write(lesson(kernel: "flash2", closing: "As it was."), to: "draft.md")
    let session = try TerminalSession(running: "\"$FLASHTUTOR\" preview draft.md", in: folder)
    try session.expect("Paragraph 1.")
    _ = try folder.write(lesson(kernel: "flsh2", closing: "As it was."), to: "draft.md")
    try session.wait(for: "the mistake in its place") { screen in
      screen.contains("did you mean 'flash2'?") && !screen.contains("Paragraph 1.")
    }
    _ = try folder.write(lesson(kernel: "flash2", closing: "As it was."), to: "draft.md")
    try session.expect("Saved: no mistakes.")
    _ = try folder.write(lesson(kernel: "flash2", closing: "See [this](#nowhere)."), to: "draft.md")
    let screen = try session.expect("there is no heading or cell '#nowhere'")
    #expect(screen.contains("draft.md:") && screen.contains("error[E116]"))
    _ = try folder.write(lesson(kernel: "flash2", closing: "As it is now."), to: "draft.md")
    try session.wait(for: "the change without the mistake") { screen in
      screen.contains("As it is now.") && !screen.contains("E116")
    }
    try session.press("q")
    #expect(try session.exitCode() == "0")
    #expect(try session.isTerminalRestored())
    #expect(!FileManager.default.fileExists(atPath: folder.path("state/flashtutor/progress.json")))
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func `the screen follows the file that a cell quotes`() throws {
    let folder = try Scratch()
    _ = try folder.write("n,time\n1,2\n", to: "numbers.csv")
    let text = lesson(kernel: "flash2", closing: "End.").replacing(
      "experiment: model\nkernels: [flash2]\nn: 64",
      with: """
        experiment: data
        source: a test
        file: numbers.csv
        figures:
          - {mark: table, columns: [n, time], title: Numbers}
        """)
    _ = try folder.write(text, to: "draft.md")
    let session = try TerminalSession(running: "\"$FLASHTUTOR\" preview draft.md", in: folder)
    try session.expect("Paragraph 1.")
    _ = try folder.write("n,time\n1,2,3\n", to: "numbers.csv")
    try session.expect("line 2 of the file has 3 values for 2 names")
    _ = try folder.write("n,time\n1,4711\n", to: "numbers.csv")
    try session.expect("Saved: no mistakes.")
    try session.press("Enter")
    try session.expect("4711")
    _ = try folder.write("n,time\n1,4712\n", to: "numbers.csv")
    try session.wait(for: "the old number gone") { !$0.contains("4711") }
    try session.press("Enter")
    try session.expect("4712")
    try session.press("q")
    #expect(try session.exitCode() == "0")
  }

  @Test func `without a terminal the text is shown once with its mistakes`() throws {
    let folder = try Scratch()
    let path = try folder.write(lesson(kernel: "flsh2", closing: "End."), to: "draft.md")
    let result = try Program.run(["preview", path], in: folder)
    #expect(result.code == 3)
    #expect(result.output.contains("Paragraph 1."))
    #expect(result.errors.contains("error[E203]"))
    #expect(try Program.run(["preview", "none.md"], in: folder).code == 2)
  }
}
