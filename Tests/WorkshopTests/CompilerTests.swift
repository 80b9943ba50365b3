import Foundation
import Testing

@testable import Workshop

private let support = SupportModule(
  name: "Numbers",
  files: [SourceFile(name: "Numbers.swift", text: "public func seven() -> Int { 7 }\n")])

@Suite(.enabled(if: Toolchain.find() != nil)) struct CompilerTests {
  private func compiler(_ cache: WorkFolder) throws -> Compiler {
    Compiler(toolchain: try #require(Toolchain.find()), cache: cache.path + "/cache")
  }

  @Test func `compiles a file, and runs what came of it`() throws {
    let place = try WorkFolder()
    let file = SourceFile(
      name: "Exercise.swift",
      text: "@main struct Main { static func main() { print(seven() * 6) } }\n")
    let compiled = try compiler(place).compile(
      [file], using: [support], into: place.folder("build"))
    guard case .built(let executable) = compiled.end else {
      Issue.record("\(compiled)")
      return
    }
    let outcome = try Box().run(
      executable: executable, folder: place.folder("run"),
      readable: Toolchain.find()?.readableAtRun ?? [], limits: .program)
    #expect(String(decoding: outcome.standardOutput, as: UTF8.self) == "42\n")
    #expect(outcome.end == .exited(code: 0))
  }

  @Test func `names the lines of mistakes`() throws {
    let place = try WorkFolder()
    let file = SourceFile(
      name: "Exercise.swift",
      text: "@main struct Main {\n  static func main() { print(sevn()) }\n}\n")
    let compiled = try compiler(place).compile(
      [file], using: [support], into: place.folder("build"))
    #expect(compiled.end == .rejected)
    let error = try #require(compiled.diagnostics.first { $0.severity == .error })
    #expect((error.file, error.line, error.column) == ("Exercise.swift", 2, 30))
    #expect(error.message.contains("sevn"))
  }

  @Test func `finds no compiler where there is none`() {
    #expect(Toolchain.find(environment: ["PATH": "/nowhere"]) == nil)
    #expect(Toolchain.find(environment: ["FLASHTUTOR_SWIFTC": "/bin/true"]) == nil)
  }

  /// What a text does to the compiler, under its limits or less generous ones.
  private func compile(_ text: String, cpuSeconds: Double? = nil) throws -> Compilation {
    let place = try WorkFolder()
    var compiler = try compiler(place)
    if let cpuSeconds { compiler.limits.cpuSeconds = cpuSeconds }
    compiler.limits.memoryBytes = 1 << 30
    return compiler.compile(
      [
        SourceFile(
          name: "Exercise.swift", text: "@main struct Main { static func main() {} }\n" + text)
      ],
      into: try place.folder("build"))
  }

  @Test func `a text that takes the compiler's time or memory is given up`() throws {
    // Each type has twice the parts of the one before.
    let types = (1..<40).map { "typealias A\($0) = (A\($0 - 1), A\($0 - 1))" }
    let compilation = try compile(
      "typealias A0 = (Int, Int)\n" + types.joined(separator: "\n")
        + "\nfunc f(_ x: A39) -> A39 { x }\n", cpuSeconds: 2)
    guard case .failed(let sentence) = compilation.end else {
      Issue.record("\(compilation)")
      return
    }
    #expect(sentence.hasPrefix("The compiler"), "\(sentence)")
  }

  @Test func `a flood of mistakes is told in part`() throws {
    let line = "let x: Int = \"\(String(repeating: "a", count: 2000))\"\n"
    let body = (0..<4000).map { "func f\($0)() { \(line) }" }.joined(separator: "\n")
    let compilation = try compile(body)
    #expect(compilation.end == .rejected)
    #expect(compilation.diagnostics.first?.line == 2)
  }

  @Test func `a macro loads nothing into the compiler`() throws {
    let compilation = try compile(
      """
      @freestanding(expression) macro evil() -> Int = #externalMacro(module: "Evil", type: "Evil")
      func f() -> Int { #evil }
      """)
    #expect(compilation.end == .rejected)
    #expect(compilation.diagnostics.contains { $0.message.contains("Evil") })
  }
}
