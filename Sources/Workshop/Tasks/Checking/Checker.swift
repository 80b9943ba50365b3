internal import Foundation

/// Compiles a learner's code with a task's harness, runs it in a box and judges the results.
///
/// What is right never enters the box: inputs go in, outputs come out and are compared here. So a
/// program that writes results of its own can pass only by writing the right ones.
public struct Checker: Sendable {
  /// The name of the learner's file, as diagnostics have it.
  public static let fileName = "exercise.swift"

  /// More than this is not a kernel.
  public static let mostBytes = 1 << 20

  public let task: CodeTask
  public let compiler: Compiler
  public var limits = BoxLimits.program

  public init(_ task: CodeTask, compiler: Compiler) {
    self.task = task
    self.compiler = compiler
  }

  /// Checks a text.
  ///
  /// - Parameters:
  ///   - source: What the learner wrote.
  ///   - cancelled: Asked many times a second whether to stop.
  /// - Returns: What it showed; also when the code could not be tried.
  public func check(_ source: String, cancelled: () -> Bool = { false }) -> Verdict {
    guard source.utf8.count <= Self.mostBytes else {
      return Verdict(outcome: .notTried, headline: "Your code was not tried: it is over 1 MiB.")
    }
    do throws(BoxError) {
      let folder = try WorkFolder()
      let build = try folder.folder("build")
      // What is right is ready by the time that the compiler is. In a thread of its own: a queue of
      // Dispatch, used once, wakes the process every second from then on.
      Thread.detachNewThread { [task] in task.prepare() }
      let compilation = compiler.compile(
        [
          SourceFile(name: Self.fileName, text: source),
          SourceFile(name: "main.swift", text: task.signature.mainSource()),
        ], using: [Prelude.module], into: build, cancelled: cancelled)
      guard case .built(let program) = compilation.end else {
        return notBuilt(compilation, source)
      }
      var verdict = try run(program, in: folder.folder("run"), cancelled: cancelled)
      verdict.compileSeconds = compilation.seconds
      verdict.diagnostics = compilation.diagnostics.filter { $0.file == Self.fileName }
      return verdict
    } catch {
      return Verdict(outcome: .notTried, headline: "Your code was not tried: \(error).")
    }
  }

  /// Runs a compiled program on the task's cases.
  ///
  /// - Parameters:
  ///   - program: Its path.
  ///   - folder: An empty folder.
  ///   - cancelled: Asked many times a second whether to stop.
  /// - Returns: What it showed.
  /// - Throws: ``BoxError`` when there is no box to run it in.
  func run(
    _ program: String, in folder: String, cancelled: () -> Bool
  ) throws(BoxError) -> Verdict {
    let cases = task.cases
    let expected: [[NumberTable]]
    switch task.expectation {
    case .computed(let compute): expected = task.prepared.answers(compute)
    case .program(let source):
      switch try reference(source, cases, cancelled) {
      case .success(let tables): expected = tables
      case .failure(let problem):
        return Verdict(outcome: .notTried, headline: problem.sentence)
      }
    }
    let session = BoxSession(compiler: compiler, limits: limits)
    let (report, outcome) = try session.run(
      program, cases: cases, in: folder, cancelled: cancelled)
    return Judgement(
      task: task, cases: cases, expected: expected, report: report, outcome: outcome, limits: limits
    ).verdict
  }

  private struct ReferenceProblem: Error { var sentence: String }

  /// What an instructor's reference solution gives, in a box too.
  private func reference(
    _ source: String, _ cases: [CodeCase], _ cancelled: () -> Bool
  ) throws(BoxError) -> Result<[[NumberTable]], ReferenceProblem> {
    let folder = try WorkFolder()
    let compilation = compiler.compile(
      [
        SourceFile(name: "reference.swift", text: source),
        SourceFile(name: "main.swift", text: task.signature.mainSource()),
      ], using: [Prelude.module], into: try folder.folder("build"), cancelled: cancelled)
    guard case .built(let program) = compilation.end else {
      let first = compilation.diagnostics.first { $0.severity == .error }
      let reason = first.map { ": line \($0.line): \($0.message)" } ?? ""
      return .failure(
        ReferenceProblem(
          sentence: "The reference solution of '\(task.id)' does not compile\(reason)."))
    }
    let (report, outcome) = try BoxSession(compiler: compiler, limits: limits).run(
      program, cases: cases, in: folder.folder("run"), cancelled: cancelled)
    guard report.end == .complete, report.calls.count == cases.count else {
      let reason = outcome.end.sentence(under: limits)
      return .failure(
        ReferenceProblem(
          sentence: "The reference solution of '\(task.id)' gave no results. \(reason)"))
    }
    return .success(report.calls.map(\.outputs))
  }

  private func notBuilt(_ compilation: Compilation, _ source: String) -> Verdict {
    var verdict = Verdict(
      outcome: .notCompiled, headline: "", cases: task.cases.map(task.unreached))
    verdict.compileSeconds = compilation.seconds
    verdict.diagnostics = compilation.diagnostics.filter { $0.file == Self.fileName }
    switch compilation.end {
    case .cancelled:
      verdict.outcome = .cancelled
      verdict.headline = "Cancelled."
    case .failed(let sentence):
      guard !CompileProblem.tellImport(in: source, &verdict) else { break }
      verdict.outcome = .notTried
      verdict.headline = sentence
    case .rejected, .built: CompileProblem(task: task, compilation: compilation).tell(&verdict)
    }
    return verdict
  }
}
