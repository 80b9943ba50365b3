import Testing

@testable import Workshop

/// Many programs compiled as one: each is called by its number.
struct Gallery {
  struct Failure: Error { var reason: String }

  private let compiler: Compiler
  private let folder: WorkFolder
  private let program: String
  private let tasks: [CodeTask]

  static var compiler: Compiler? {
    Toolchain.find().map { Compiler(toolchain: $0, cache: Support.cache) }
  }

  /// Compiles them, with declarations that all of them may use.
  init(_ entries: [(task: CodeTask, source: String)], beside declarations: String = "") throws {
    guard let compiler = Gallery.compiler else { throw Failure(reason: Toolchain.remedy) }
    self.compiler = compiler
    tasks = entries.map(\.task)
    folder = try WorkFolder()
    var exhibits = declarations
    // The box gives no way to the arguments; the folder's name tells which one is meant.
    var main = """
      var path = [UInt8](repeating: 0, count: 4096)
      path.withUnsafeMutableBytes { _ = getcwd($0.baseAddress, 4096) }
      let name = String(decoding: path.prefix { $0 != 0 }, as: UTF8.self)
      switch name.split(separator: "-").last ?? "" {

      """
    for (index, entry) in entries.enumerated() {
      exhibits += "enum Exhibit\(index) {\n"
      exhibits += entry.source.replacing("func ", with: "static func ") + "\n}\n"
      let name = "Exhibit\(index).\(entry.task.signature.function)"
      main += "case \"\(index)\":\n" + entry.task.signature.mainSource(calling: name)
    }
    main += "default: break\n}\n"
    let compilation = compiler.compile(
      [
        SourceFile(name: "exhibits.swift", text: exhibits),
        SourceFile(name: "main.swift", text: main),
      ], using: [Prelude.module], into: try folder.folder("build"))
    guard case .built(let program) = compilation.end else {
      throw Failure(reason: "\(compilation.end) \(compilation.diagnostics.prefix(5))")
    }
    self.program = program
  }

  func verdict(_ index: Int, limits: BoxLimits = .program) throws -> Verdict {
    var checker = Checker(tasks[index], compiler: compiler)
    checker.limits = limits
    return try checker.run(
      program, in: folder.folder("run-\(index)"), cancelled: { false })
  }
}

extension Verdict {
  /// All that is said.
  var prose: String { [headline, diagnosis ?? ""].joined(separator: " | ") }
}
