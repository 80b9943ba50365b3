import Foundation
import Testing

/// A lesson from a stranger, given to the built program.
@Suite struct HeadlessSafetyTests {
  private static let matter = "---\nid: strange\ntitle: Strange\nsummary: From a stranger.\n---\n\n"

  /// Escapes as bytes, as entities of Markdown and as escapes of YAML, wherever text may stand.
  private static let hostile =
    "---\nid: strange\ntitle: \"T\\e[31m\u{1B}]0;owned\u{7}\"\nsummary: \"S\u{9B}31m\"\n---\n\n"
    + "# H\u{1B}[2J &#27;[31m `\u{1B}c` \u{202E}x\n\n## A \u{1B}]52;c;Zm9v\u{7}\n\n"
      + """
      ```flash {#b .run}
      experiment: data
      source: "x\\e[31m"
      columns: [n, t]
      rows: [[1, "a\\e[2Jb"]]
      figures: [{mark: table, title: "t\\e[0m\\u202e"}]
      expect: ["n[t=a\\eb] > 2"]
      ```

      ```flash {#q .quiz}
      Which &#27;[1m?
      - [x] &#x9b;31m \u{1B}[1m :: \u{1B}[0m
      - [ ] other :: &#27;
      ```

      """

  private func isSafe(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: true
      case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }

  @Test(arguments: [
    ["check"], ["check", "--run"], ["check", "--format", "json"], ["run"],
    ["run", "--format", "json"], ["run", "--format", "csv"], ["run", "--format", "svg"],
    ["preview"], ["--lesson"],
  ])
  func `no control character of a lesson reaches the output`(arguments: [String]) throws {
    let folder = try Scratch()
    let path = try folder.write(Self.hostile, to: "own/strange.md")
    let result = try Program.run(arguments + [path], in: folder)
    #expect(!result.output.isEmpty)
    #expect(isSafe(result.output))
    #expect(isSafe(result.errors))
    let list = try Program.run(["list", "--lessons", folder.path("own")], in: folder)
    #expect(list.output.contains("(strange)") && isSafe(list.output))
  }

  @Test(arguments: ["../secret.csv", "/etc/passwd", "out.csv", "deep/../../secret.csv", "~/x.csv"])
  func `no file outside the lesson's folder is read`(file: String) throws {
    let folder = try Scratch()
    _ = try folder.write("n,t\n1,2\n", to: "secret.csv")
    let path = try folder.write(
      Self.matter + "```flash {#a .run}\nexperiment: data\nsource: s\nfile: \(file)\n```\n",
      to: "own/strange.md")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("own/out.csv"), withDestinationPath: folder.path("secret.csv"))
    let result = try Program.run(["check", path], in: folder)
    #expect(result.code == 3)
    #expect(result.output.contains("error[E222]"))
  }

  @Test func `what a cell may take is limited, and said when it is hit`() throws {
    let folder = try Scratch()
    let path = try folder.write(
      Self.matter + """
        ```flash {#rows .run}
        experiment: trace
        over: {n: [500, 501], seed: [1, 2]}
        blockQ: 4
        blockK: 4
        ```

        ```flash {#time .run}
        experiment: measure
        kernels: [naive]
        n: 2048
        timeout: 0.05
        ```

        ```flash {#memory .run}
        experiment: measure
        kernels: [standard]
        n: 65536
        ```

        """, to: "strange.md")
    let result = try Program.run(["run", path, "--memory-limit", "64MiB"], in: folder)
    #expect(result.code == 4)
    #expect(
      result.errors.contains("#rows: failed: stopped (at n = 500, seed = 2): a cell may have"))
    #expect(result.errors.contains("#time: failed: stopped after 0.05 s, the time limit"))
    #expect(result.errors.contains("#memory: refused: standard at n = 65536 needs"))
    #expect(result.output.contains("sweep fewer") && result.output.contains("the time limit"))
    let more = (1...17).map { _ in "{mark: table}" }.joined(separator: ", ")
    let figures = try folder.write(
      Self.matter + "```flash {#a .run}\nexperiment: machine\nfigures: [\(more)]\n```\n",
      to: "figures.md")
    let check = try Program.run(["check", figures], in: folder)
    #expect(check.output.contains("error[E005]: a cell may have 16 figures, not 17"))
  }

  @Test func `an exercise is shown with the knobs that it was run with`() throws {
    let folder = try Scratch()
    _ = try Program.run(["new", "mine", "--dir", folder.folder.path], in: folder)
    let solved = try Program.run(["run", folder.path("mine.md") + "#x-tile"], in: folder)
    #expect(solved.output.contains("blockQ ‹ 128 ›") && solved.output.contains("solved"))
    let turned = try Program.run(
      ["run", folder.path("mine.md") + "#x-tile", "--set", "blockQ=32"], in: folder)
    #expect(turned.code == 1)
    #expect(turned.output.contains("blockQ ‹ 32 ›   blockK ‹ 128 ›"))
  }
}
