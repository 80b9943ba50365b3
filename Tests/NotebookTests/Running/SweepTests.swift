import Kernels
import Lessons
import Synchronization
import Testing

@testable import Notebook

/// An experiment that squares `n`: 13 is invalid, above 100 is too large, 99 runs until cancelled.
private struct Squares: Experiment {
  let name = "squares"
  let summary = "Squares n."
  let parameters = [
    Parameter("n", .integer(0...1000), standard: .integer(1), "What is squared."),
    Parameter("m", .integer(0...1000), standard: .integer(0), "What is not."),
  ]
  let tables = [
    TableDeclaration(
      name: "main",
      fields: [
        FieldDeclaration("n", .parameter, "n."), FieldDeclaration("square", .measured, "n * n."),
      ])
  ]

  func cost(of settings: Settings) -> Double { Double(settings.integer("n") ?? 0) }

  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput {
    let n = settings.integer("n") ?? 0
    if n == 13 { throw .invalid("13 is unlucky") }
    if n > 100 { throw .tooLarge(neededBytes: n << 20, limitBytes: 100 << 20) }
    while n == 99 { if environment.control.isCancelled() { throw .cancelled } }
    environment.control.report(0.5)
    let row: [String: Value] = ["n": .number(Double(n)), "square": .number(Double(n * n))]
    return PointOutput(results: Results(tables: ["main": tables[0].table([row])]))
  }
}

@Suite struct SweepTests {
  private func bound(_ axes: [(String, [Int])], timeout: Double = 10) -> BoundCell {
    BoundCell(
      id: "a",
      spec: RunSpec(
        experiment: Located("squares", SourceRange(start: SourcePosition(line: 1, column: 1)))),
      knobs: [], experiment: Squares(), base: Squares().standardSettings,
      sweep: Sweep(
        axes: axes.map { Sweep.Axis(parameter: $0.0, values: $0.1.map(ParameterValue.integer)) }),
      timeoutSeconds: timeout, isExercise: false, sourceLines: [])
  }

  private func squares(_ outcome: CellOutcome) throws -> [Double?] {
    guard let main = outcome.results.tables["main"] else { return [] }
    let column = try #require(main.index(of: "square"))
    return main.rows.map { $0[column].number }
  }

  @Test func `points are the cross product, the last axis fastest`() throws {
    let outcome = bound([("n", [1, 2]), ("m", [5, 6])]).run(settings: [:], context)
    #expect(outcome.status == .done)
    let main = try #require(outcome.results.tables["main"])
    #expect(main.columns.map(\.name) == ["m", "n", "square"])
    #expect(main.rows.map { $0.map(\.number) } == [[5, 1, 1], [6, 1, 1], [5, 2, 4], [6, 2, 4]])
  }

  @Test func `progress is weighed by cost and ends at one`() {
    let shares = Mutex<[Double]>([])
    _ = bound([("n", [1, 3])]).run(
      settings: [:], context,
      RunObserver(progressed: { share in shares.withLock { $0.append(share) } }))
    #expect(shares.withLock { $0 } == [0.125, 0.25, 0.625, 1])
  }

  @Test func `an invalid point is a message and the others run`() throws {
    let outcome = bound([("n", [2, 13, 3])]).run(settings: [:], context)
    #expect(outcome.status == .failed)
    #expect(outcome.messages == ["13 is unlucky (at n = 13)"])
    #expect(try squares(outcome) == [4, 9])
  }

  @Test func `only a run of which nothing fits is refused`() throws {
    let some = bound([("n", [2, 200])]).run(settings: [:], context)
    #expect(some.status == .done)
    #expect(
      some.messages
        == ["refused: needs 200 MiB of memory and may take 100 MiB (at n = 200)"])
    #expect(bound([("n", [200, 300])]).run(settings: [:], context).status == .refused)
  }

  @Test func `a run that takes too long is stopped, and says when`() throws {
    let outcome = bound([("n", [2, 99])], timeout: 0.02).run(settings: [:], context)
    #expect(outcome.status == .failed)
    #expect(outcome.messages.first?.hasPrefix("stopped after 0.02 s, the time limit") == true)
    #expect(try squares(outcome) == [4])
  }

  @Test func `a cancelled run keeps what it had`() throws {
    let isAsked = Mutex(false)
    let outcome = bound([("n", [2, 99, 3])]).run(
      settings: [:], context,
      RunObserver(
        isCancelled: { isAsked.withLock { $0 } },
        partial: { _ in isAsked.withLock { $0 = true } }))
    #expect(outcome.status == .cancelled)
    #expect(try squares(outcome) == [4])
  }

  @Test func `a swept parameter may be set to some values`() throws {
    #expect(
      try squares(bound([("n", [1, 2])]).run(settings: ["n": "[4, 5]"], context)) == [16, 25])
    #expect(try squares(bound([("n", [1, 2])]).run(settings: ["n": "6"], context)) == [36])
  }

  @Test func `results are known again by settings, not by prose`() throws {
    let cell = bound([("n", [1, 2])])
    let key = try #require(cell.resultKey(settings: [:], context))
    #expect(key == cell.resultKey(settings: ["m": "0"], context))
    #expect(key != cell.resultKey(settings: ["m": "1"], context))
    #expect(cell.resultKey(settings: ["k": "1"], context) == nil)
  }
}
