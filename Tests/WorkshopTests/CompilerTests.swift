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
}
