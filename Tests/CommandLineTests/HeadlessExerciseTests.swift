import Foundation
import Testing

/// `exercise check`, and the cells that learners write, run as a user would run them.
@Suite struct HeadlessExerciseTests {
  private static let hasCompiler = {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return paths.contains { FileManager.default.isExecutableFile(atPath: "\($0)/swiftc") }
  }()

  private static let right = """
    func safeSoftmax(_ scores: [Float]) -> [Float] {
      let maximum = scores.max() ?? 0
      guard maximum > -.infinity else { return scores.map { _ in 0 } }
      let weights = scores.map { exp($0 - maximum) }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
    """
  private static let cell = "online-softmax#c-safe-softmax"

  private func check(
    _ text: String?, _ options: [String] = [], cell: String = HeadlessExerciseTests.cell,
    environment: [String: String] = [:]
  ) throws -> Program.Result {
    let folder = try Scratch()
    let files = try text.map { [try folder.write($0, to: "mine.swift")] } ?? []
    return try Program.run(
      ["exercise", "check", cell] + files + options, in: folder, environment: environment)
  }

  @Test(.enabled(if: hasCompiler)) func `a right text passes`() throws {
    let result = try check(Self.right)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("passed"))
  }

  @Test(.enabled(if: hasCompiler)) func `the starter fails, and JSON says why`() throws {
    let result = try check(nil, ["--format", "json"])
    #expect(result.code == 1, "\(result.errors)")
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let cell = try #require((root["cells"] as? [[String: Any]])?.first)
    #expect(cell["goal"] as? Bool == false)
    #expect((cell["messages"] as? [String])?.isEmpty == false)
  }

  @Test(.enabled(if: hasCompiler)) func `a text that does not compile is shown its line`() throws {
    let result = try check(Self.right.replacingOccurrences(of: "guard", with: "gard"))
    #expect(result.code == 1)
    #expect(result.output.contains("3 "))
    #expect(result.output.contains("gard maximum"))
  }

  @Test(.enabled(if: hasCompiler)) func `a text that loops is ended`() throws {
    let result = try check(
      "func safeSoftmax(_ scores: [Float]) -> [Float] {\n  while true {}\n}")
    #expect(result.code == 1)
    #expect(result.output.contains("was stopped after"))
  }

  @Test func `without a compiler the exit code is 4 and the remedy is told`() throws {
    let result = try check(Self.right, environment: ["PATH": "/nowhere"])
    #expect(result.code == 4)
    #expect(result.errors.contains("swift.org/install"))
  }

  @Test func `a file that has no end is refused`() throws {
    let folder = try Scratch()
    let result = try Program.run(
      ["exercise", "check", Self.cell, "/dev/zero"], in: folder)
    #expect(result.code == 2)
    #expect(result.errors.contains("over 1 MiB"))
  }

  @Test func `what cannot be meant is exit code 2`() throws {
    #expect(try check(nil, cell: "online-softmax").code == 2)
    let wrong = try check(nil, cell: "online-softmax#c-safe-softmx")
    #expect(wrong.code == 2)
    #expect(wrong.errors.contains("c-safe-softmax"))
    #expect(try check(nil, ["/nowhere.swift"]).code == 2)
  }

  @Test func `code of a lesson from elsewhere runs after --agree only`() throws {
    let folder = try Scratch()
    let file = try folder.write(
      """
      ---
      format: 1
      id: mine
      title: Mine
      summary: A lesson from elsewhere.
      minutes: 5
      ---

      ```flash {#a .code}
      task: safe-softmax
      ```

      ```swift {.starter for=a}
      func safeSoftmax(_ scores: [Float]) -> [Float] { scores }
      ```

      ```swift {.solution for=a}
      \(Self.right)
      ```
      """, to: "mine.md")
    let refused = try Program.run(["exercise", "check", "\(file)#a"], in: folder)
    #expect(refused.code == 4)
    #expect(refused.errors.contains("--agree"))
    let skipped = try Program.run(["check", "--run", file], in: folder)
    #expect(skipped.code == 0)
    #expect(skipped.output.contains("W307"))
    guard Self.hasCompiler else { return }
    let agreed = try Program.run(["check", "--run", "--agree", file], in: folder)
    #expect(agreed.code == 0, "\(agreed.output)")
    #expect(!agreed.output.contains("W307"))
    #expect(try Program.run(["exercise", "check", "\(file)#a"], in: folder).code == 1)
  }
}
