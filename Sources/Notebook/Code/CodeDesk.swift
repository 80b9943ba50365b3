public import Foundation
public import Lessons
public import Workshop

/// Where learners' code is kept, agreed to and checked.
public struct CodeDesk: Sendable {
  public let store: CodeStore
  private let consent: CodeConsent
  private let environment: [String: String]

  /// - Parameters:
  ///   - store: Where code is kept; what was agreed to stands beside it.
  ///   - environment: Where the compiler and its cache are looked for.
  public init(
    store: CodeStore = .standard,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.store = store
    self.environment = environment
    consent = CodeConsent(
      folder: store.folder.deletingLastPathComponent().appending(path: "agreed"))
  }

  /// What has to be asked before code of this lesson may run; nil when nothing has to be.
  public func question(about code: BoundCode) -> String? {
    consent.question(about: code.lesson, .current)
  }

  /// The same for a whole lesson.
  public func question(about lesson: Lesson) -> String? {
    consent.question(about: lesson, .current)
  }

  /// Notes that the learner agreed, for this very text of the lesson.
  ///
  /// - Throws: ``CodeStoreError``.
  public func agree(to lesson: Lesson) throws(CodeStoreError) {
    try consent.agree(lesson, .current)
  }

  /// Notes that the learner agreed, for this very text of the cell's lesson.
  ///
  /// - Throws: ``CodeStoreError``.
  public func agree(to code: BoundCode) throws(CodeStoreError) {
    try consent.agree(code.lesson, .current)
  }

  /// The compiler, where there is one.
  public var toolchain: Toolchain? { Toolchain.find(environment: environment) }

  /// Compiles a text and runs it on the cases of the cell's task.
  ///
  /// - Parameters:
  ///   - code: The cell.
  ///   - source: What is checked; nil: what the learner has written.
  ///   - isCancelled: Asked many times a second whether to stop.
  /// - Returns: What it showed: a report, tables, and a heatmap of the error.
  public func check(
    _ code: BoundCode, source: String? = nil, isCancelled: () -> Bool = { false }
  ) -> CellOutcome {
    guard let toolchain else {
      return CellOutcome(status: .skipped, messages: [Toolchain.remedy])
    }
    let clock = ContinuousClock()
    let start = clock.now
    let source = source ?? store.text(of: code)
    let compiler = Compiler(
      toolchain: toolchain, cache: Compiler.standardCache(environment: environment))
    let verdict = Checker(code.task, compiler: compiler).check(source, cancelled: isCancelled)
    let times = isCancelled() ? [] : CodeTimes.all(for: verdict, code.task.work)
    return CellOutcome(
      verdict, source: source, seconds: (clock.now - start).inSeconds, times: times)
  }
}
