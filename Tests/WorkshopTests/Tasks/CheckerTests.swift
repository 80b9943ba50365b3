import Foundation
import Testing

@testable import Workshop

/// Programs that do not compile, end early, or meddle with the results.
@Suite(.enabled(if: Toolchain.find() != nil), .serialized)
struct CheckerTests {
  private static let merge = TaskCatalogue.task("merge-states")

  private static func check(_ source: String) throws -> Verdict {
    Checker(try #require(merge), compiler: try #require(Gallery.compiler)).check(source)
  }

  private static let header = "func merge(_ left: RowState, _ right: RowState) -> RowState "

  /// The body of `merge`, and what the verdict says.
  private static let hostile: [(body: String, says: String)] = [
    ("{ while true {} }", "stopped after 1 s of computing: does a loop never end?"),
    (
      "{ var all: [[Float]] = []; while true { all.append([Float](repeating: 1, count: 1 << 20)) } }",
      "wanted more memory than the 512 MiB that it may have"
    ),
    (
      "{ var sum = merge(right, left); sum.output.append(left.sum); return sum }",
      "calls itself without end"
    ),
    ("{ while true { _ = start() } }", "tried to start or signal another process or thread"),
    ("{ kill(getppid(), SIGKILL); return left }", "tried to start or signal another process"),
    ("{ _ = creat(\"/var/tmp/mine\", 0o600); return left }", "tried to write to /var/tmp/mine"),
    ("{ _ = open(\"/etc/passwd\", O_RDONLY); return left }", "tried to open /etc/passwd"),
    ("{ _ = socket(AF_INET, 1, 0); return left }", "tried to use the network"),
    ("{ rmdir(getcwd(nil, 0)); return left }", "tried to change /"),
    (
      "{ let line = [UInt8](repeating: 65, count: 1 << 20); for _ in 0..<1024 { write(1, line, line.count) }; return left }",
      "wrote more than the 16 MiB that it may"
    ),
    (
      "{ let line = [UInt8](repeating: 65, count: 1 << 20); for _ in 0..<1024 { write(2, line, line.count) }; return left }",
      "wrote more than the 16 MiB that it may"
    ),
    ("{ exit(0) }", "does something call exit?"),
    ("{ _exit(0) }", "does something call exit?"),
    ("{ abort() }", "it gave up by itself"),
    ("{ _ = write(3, \"passed\", 6); return left }", "leave descriptor 3 alone"),
    (
      "{ let frame: [UInt8] = [4] + [UInt8](repeating: 0, count: 16); _ = write(3, frame, 17); exit(0) }",
      "leave descriptor 3 alone"
    ),
    (
      "{ var key: [UInt8] = Array(repeating: 0, count: 16); print(lseek(0, 0, 0), read(0, &key, 16)); return left }",
      "of 10 cases passed"
    ),
    ("{ _ = close(3); return left }", "Stopped in the case"),
    (
      "{ let a = [1, 2]; return a[left.output.count] == 0 ? left : right }",
      "an index outside its array"
    ),
    ("{ print(\"hello\"); return left }", "of 10 cases passed"),
    (
      "{ atexit { _ = write(3, \"again\", 5) }; return left }", "Something was written after the"
    ),
    ("{ RowState(maximum: 0, sum: 0, output: []) }", "has 0 numbers instead of 2"),
  ]

  private static let printed = ["hello": "hello\n", "lseek": "-1 -1\n"]

  private static let gallery = Result<Gallery, any Error> {
    let task = try #require(merge)
    return try Gallery(
      hostile.map { (task, header + $0.body) },
      beside: "@_silgen_name(\"fork\") func start() -> Int32\n")
  }

  @Test(arguments: hostile.indices)
  func `what is not a result is contained and named`(index: Int) throws {
    let (body, says) = Self.hostile[index]
    var limits = BoxLimits.program
    // What never ends is given little; filling memory may take a busy machine longer than that.
    if says.contains("computing") { limits.cpuSeconds = 1 }
    let verdict = try Self.gallery.get().verdict(index, limits: limits)
    #expect(!verdict.isPassed)
    #expect(verdict.prose.contains(says), "\(body): \(verdict.prose)")
    for (word, text) in Self.printed where body.contains(word) {
      #expect(verdict.printed.hasPrefix(text), "\(verdict.printed)")
    }
    #expect(!FileManager.default.fileExists(atPath: "/var/tmp/mine"))
  }

  @Test func `errors stand at the learner's lines`() throws {
    let verdict = try Self.check(
      """
      func merge(_ left: RowState, _ right: RowState) -> RowState {
        let sum = left.sum
        sum += right.summ
        return left
      }
      """)
    #expect(verdict.outcome == .notCompiled)
    let first = try #require(verdict.diagnostics.first { $0.severity == .error })
    #expect(first.line == 3)
    #expect(verdict.headline.contains("line 3"))
  }

  @Test func `a missing function is asked for`() throws {
    let verdict = try Self.check("func join() {}")
    #expect(verdict.outcome == .notCompiled)
    #expect(verdict.headline == "There is no function 'merge' in your file.")
    #expect(verdict.diagnosis?.contains("func merge(_ left: RowState") == true)
  }

  @Test func `another signature is compared with the right one`() throws {
    let verdict = try Self.check("func merge(left: RowState) -> RowState { left }")
    #expect(verdict.outcome == .notCompiled)
    #expect(verdict.headline.hasPrefix("Your 'merge' cannot be called as the task wants; the comp"))
  }

  @Test func `an import that is not ready is named, not the compiler's trouble with it`() throws {
    let verdict = try Self.check("import Foundation\n\n" + Self.header + "{ left }")
    #expect(verdict.outcome == .notCompiled)
    #expect(verdict.headline.contains("line 1 imports Foundation"))
    #expect(verdict.diagnostics.map(\.line) == [1])
    #expect(try Self.check("import Glibc\n" + Self.header + "{ left }").outcome == .failed)
  }

  @Test func `a text beyond all measure is not tried`() throws {
    let verdict = try Self.check(String(repeating: "// nothing\n", count: 100_000))
    #expect(verdict.outcome == .notTried)
    #expect(verdict.headline.contains("over 1 MiB"))
  }

  @Test func `a reference in Swift is run in a box too`() throws {
    let task = try CodeTask(
      id: "sums", title: "Sums", statement: "Sum rows.",
      signature: CodeSignature("func sums(x: Matrix, f: Float) -> [Float]"),
      sizes: [["x": "2x3", "f": "1"], ["x": "3x1", "f": "0.5"]], tolerance: 1e-5,
      reference: """
        func sums(x: Matrix, f: Float) -> [Float] {
          (0..<x.rows).map { f * x.tile(rows: $0..<$0 + 1).rowSum(0) }
        }
        """)
    let gallery = try Gallery([
      (
        task,
        "func sums(x: Matrix, f: Float) -> [Float] { (0..<x.rows).map { i in (0..<x.columns).map { x[i, $0] * f }.reduce(0, +) } }"
      ),
      (task, "func sums(x: Matrix, f: Float) -> [Float] { (0..<x.rows).map { x[$0, 0] * f } }"),
    ])
    #expect(try gallery.verdict(0).isPassed)
    let wrong = try gallery.verdict(1)
    #expect(wrong.outcome == .failed)
    #expect(wrong.headline.hasPrefix("1 of 2 cases passed. First wrong: x 2x3"), "\(wrong.prose)")
  }
}
