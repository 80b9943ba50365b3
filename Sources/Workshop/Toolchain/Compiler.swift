public import Foundation

/// Compiles small programs, in a box of their own.
///
/// The compiler's front end is called directly, and the linker after it: the driver, which would do
/// both, takes as long again as the compiling.
public struct Compiler: Sendable {
  public var toolchain: Toolchain
  /// Where support modules are kept, as long as toolchain and text stay the same.
  public var cache: String
  public var limits = BoxLimits.compiler

  public init(toolchain: Toolchain, cache: String = Compiler.standardCache()) {
    self.toolchain = toolchain
    self.cache = cache
  }

  /// `$XDG_CACHE_HOME/flashtutor`, by default in `~/.cache`.
  public static func standardCache(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    // The XDG specification has relative paths ignored.
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
      return folder + "/flashtutor"
    }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.cache/flashtutor"
  }

  /// Compiles files to a program.
  ///
  /// - Parameters:
  ///   - files: One of them has the type that is marked `@main`.
  ///   - support: Modules that every file imports without saying so.
  ///   - folder: An empty folder for the program.
  ///   - cancelled: Asked many times a second whether to stop.
  /// - Returns: The program, or the compiler's diagnostics in the order of the file.
  public func compile(
    _ files: [SourceFile], using support: [SupportModule] = [], into folder: String,
    cancelled: () -> Bool = { false }
  ) -> Compilation {
    let clock = ContinuousClock()
    let start = clock.now
    var compilation = Compilation(end: .cancelled)
    do throws(Stop) {
      let places = try support.map { module throws(Stop) in try place(of: module, cancelled) }
      try write(files, to: folder)
      let imports = zip(support, places).flatMap { module, place in
        ["-I", place] + toolchain.importing(module.name)
      }
      let outcome = try run(
        toolchain.front(
          files.map(\.name), module: "Exercise", to: "Exercise.o",
          modules: places.lazy.compactMap(headers(of:)).first ?? "modules") + imports,
        in: folder, readable: places, cancelled)
      compilation.diagnostics = outcome.diagnostics
      let objects = zip(support, places).map { module, place in "\(place)/\(module.name).o" }
      let linked = try run(
        toolchain.link(["Exercise.o"] + objects, to: "exercise"), in: folder, readable: places,
        cancelled)
      compilation.diagnostics += linked.diagnostics
      compilation.end = .built(executable: "\(folder)/exercise")
    } catch {
      switch error {
      case .rejected(let diagnostics):
        compilation.diagnostics = diagnostics
        compilation.end = .rejected
      case .failed(let sentence): compilation.end = .failed(sentence)
      case .cancelled: compilation.end = .cancelled
      }
    }
    compilation.seconds = (clock.now - start) / .seconds(1)
    return compilation
  }

  private enum Stop: Error {
    case rejected([CompileDiagnostic])
    case failed(String)
    case cancelled
  }

  private func write(_ files: [SourceFile], to folder: String) throws(Stop) {
    for file in files {
      do {
        try Data(file.text.utf8).write(to: URL(filePath: "\(folder)/\(file.name)"))
      } catch {
        throw .failed("\(file.name) cannot be written to \(folder).")
      }
    }
  }

  private func run(
    _ command: [String], in folder: String, readable: [String], _ cancelled: () -> Bool
  ) throws(Stop) -> (diagnostics: [CompileDiagnostic], seconds: Double) {
    let outcome: BoxOutcome
    do throws(BoxError) {
      outcome = try Box().run(
        executable: command[0], arguments: Array(command.dropFirst()), folder: folder,
        readable: [toolchain.root] + toolchain.readableToCompile + readable, limits: limits,
        cancelled: cancelled)
    } catch {
      throw .failed("The compiler cannot be started: \(error).")
    }
    let text = String(decoding: outcome.standardError, as: UTF8.self)
    let diagnostics = CompileDiagnostic.all(in: text)
    let hasErrors = diagnostics.contains { $0.severity == .error }
    switch outcome.end {
    case .exited(0): return (diagnostics, outcome.seconds)
    case .cancelled: throw .cancelled
    case .exited where hasErrors, .outputLimit where hasErrors: throw .rejected(diagnostics)
    case .exited:
      let line = text.split(separator: "\n").first.map { ": \($0)" } ?? ""
      throw .failed("The compiler failed without saying where\(line)")
    case .wallLimit, .cpuLimit:
      throw .failed(
        "The compiler was stopped after \(Int(outcome.seconds)) s: an expression is too much for "
          + "it. Shorter ones, and types written out, help it.")
    case .memoryLimit:
      throw .failed(
        "The compiler was stopped: it wanted more memory than the \(limits.memoryBytes >> 20) MiB "
          + "that it may have. What you wrote grows too large for it.")
    case .signalled(let number):
      throw .failed(
        "The compiler itself crashed (signal \(number)), so nothing ran: write what you changed "
          + "last in another way.")
    default:
      throw .failed("The compiler ended early. " + outcome.end.sentence(under: limits))
    }
  }

  /// The folder of a compiled support module, which is compiled first where it is not yet.
  private func place(of module: SupportModule, _ cancelled: () -> Bool) throws(Stop) -> String {
    let place = "\(cache)/\(module.name)-\(identity(of: module))"
    let manager = FileManager.default
    if manager.fileExists(atPath: "\(place)/\(module.name).o") {
      try warm(place, importing: module.name, cancelled)
      return place
    }
    let folder = "\(place).\(UUID().uuidString)"
    guard
      (try? manager.createDirectory(atPath: folder, withIntermediateDirectories: true)) != nil
    else { throw .failed("The folder \(cache) cannot be made; XDG_CACHE_HOME names another.") }
    defer { try? manager.removeItem(atPath: folder) }
    try write(module.files, to: folder)
    let names = module.files.map(\.name)
    _ = try run(
      toolchain.front(names, module: module.name, to: "\(module.name).o")
        + toolchain.keepingModule("\(module.name).swiftmodule"),
      in: folder, readable: [], cancelled)
    // Another instance may have been faster; its result is the same.
    try? manager.moveItem(atPath: folder, toPath: place)
    guard manager.fileExists(atPath: "\(place)/\(module.name).o") else {
      throw .failed("The module \(module.name) cannot be kept in \(cache).")
    }
    try warm(place, importing: module.name, cancelled)
    return place
  }

  /// Compiles a file without contents, so that what the compiler makes of the C headers stays with
  /// the module: it knows its own path, and cannot come along from another folder.
  private func warm(
    _ place: String, importing name: String, _ cancelled: () -> Bool
  ) throws(Stop) {
    // By one instance only, and once: others may be reading what it makes.
    guard
      (try? FileManager.default.createDirectory(
        atPath: "\(place)/headers", withIntermediateDirectories: false)) != nil
    else { return }
    try write([SourceFile(name: "Empty.swift", text: "")], to: place)
    _ = try run(
      toolchain.front(
        ["Empty.swift"], module: "Empty", to: "Empty.o", modules: "\(place)/headers")
        + ["-I", place] + toolchain.importing(name), in: place, readable: [], cancelled)
  }

  /// Where what the compiler makes of the C headers is kept, when that is complete.
  private func headers(of place: String) -> String? {
    FileManager.default.fileExists(atPath: "\(place)/Empty.o") ? "\(place)/headers" : nil
  }

  /// Changes with the toolchain, how it is called, and the text.
  private func identity(of module: SupportModule) -> String {
    let command = toolchain.front([], module: "", to: "") + toolchain.keepingModule("")
    return Fingerprint.of(
      [toolchain.version, toolchain.target] + command
        + module.files.flatMap { [$0.name, $0.text] })
  }
}
