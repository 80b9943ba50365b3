import Foundation
import Testing

/// `flashtutor export`: a lesson with results and work as a document.
@Suite struct HeadlessExportTests {
  private static let lesson = """
    ---
    id: small
    title: A small lesson
    summary: For export.
    ---

    ```flash {#costs .run}
    experiment: model
    kernels: [flash2]
    over: {n: [64, 128]}
    figures:
      - {mark: line, x: n, y: traffic, title: Traffic, alt: It grows.}
    ```

    ```flash {#q .quiz}
    Right?
    - [x] yes
    - [ ] no :: Look again.
    ```
    """

  @Test func `the learner's work goes into a file that is not written over`() throws {
    let folder = try Scratch()
    let lesson = try folder.write(Self.lesson, to: "small.md")
    let progress = try folder.write(
      #"{"version": 1, "lessons": {"small": {"cells": {"q": {"attempts": 2, "answer": "1"}}}}}"#,
      to: "progress.json")
    #expect(try Program.run(["progress", "import", progress], in: folder).code == 0)
    let path = folder.path("small-done.html")
    let arguments = ["export", lesson, "--with-work", "-o", path]
    #expect(try Program.run(arguments, in: folder).code == 0)
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("data:image/svg+xml;base64,"))
    #expect(page.contains("2 attempts") && page.contains("Look again."))

    let again = try Program.run(arguments, in: folder)
    #expect(again.code == 2 && again.errors.contains("--force writes over it"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == page)
    #expect(try Program.run(arguments + ["--force", "--to", "md"], in: folder).code == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("# A small lesson"))
  }

  @Test func `without a file it is written to standard output, without anybody's answers`() throws {
    let folder = try Scratch()
    let lesson = try folder.write(Self.lesson, to: "small.md")
    let result = try Program.run(["export", lesson], in: folder)
    #expect(result.code == 0 && result.errors.isEmpty)
    #expect(result.output.contains("**costs** · run\n") && result.output.contains("Traffic"))
    #expect(!result.output.contains("Look again.") && !result.output.contains("\u{1B}"))
    #expect(result.output.contains("Results of "))
  }

  @Test func `a run that is refused is told and the document still written`() throws {
    let folder = try Scratch()
    let text = Self.lesson.replacing("model", with: "measure").replacing("traffic", with: "time")
    let lesson = try folder.write(text, to: "small.md")
    let result = try Program.run(["export", lesson, "--memory-limit", "1KiB"], in: folder)
    #expect(result.code == 4 && result.errors.contains("small#costs"))
    #expect(result.output.contains("The run ended as refused."))
  }

  @Test func `a lesson with a mistake is written, and the mistake told`() throws {
    let folder = try Scratch()
    let lesson = try folder.write(
      Self.lesson.replacing("experiment: model", with: "experiment: modle"), to: "small.md")
    let result = try Program.run(["export", lesson], in: folder)
    #expect(result.code == 3 && result.errors.contains("did you mean 'model'?"))
    #expect(result.output.contains("did you mean 'model'?") && result.output.contains("Right?"))
  }

  @Test(arguments: [
    ["export"], ["export", "no-such-lesson"], ["export", "tiling", "--to", "pdf"],
    ["export", "tiling", "-o", "/no/such/folder/a.md"],
  ])
  func `what cannot be exported is said`(arguments: [String]) throws {
    let result = try Program.run(arguments, in: try Scratch())
    #expect(result.code == 2 && !result.errors.isEmpty && result.output.isEmpty)
  }
}
