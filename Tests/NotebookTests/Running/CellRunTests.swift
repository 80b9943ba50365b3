import Foundation
import Lessons
import Plot
import Synchronization
import Testing

@testable import Notebook

@Suite struct CellRunTests {
  private let sweep = cell(
    """
    experiment: measure
    kernels: [standard, flash2]
    over: {n: [16, 32, 64]}
    headDim: 8
    seconds: 0.01
    figures:
      - {mark: line, title: Time, x: {field: n, scale: log2}, y: {field: time, unit: us}, series: kernel, trend: true, alt: Both grow.}
    expect:
      - error.max < 1e-4
      - time < 1 ns
    """)

  @Test func `a sweep has a row for each point and kernel, in order`() throws {
    let bound = try #require(bind(sweep).cells["a"])
    let partial = Mutex<[Int]>([])
    let shares = Mutex<[Double]>([])
    let outcome = bound.run(
      settings: [:], context,
      RunObserver(
        progressed: { share in shares.withLock { $0.append(share) } },
        partial: { part in
          partial.withLock { $0.append(part.results.tables["main"]?.rows.count ?? 0) }
        }))
    #expect(outcome.status == .done)
    let main = try #require(outcome.results.tables["main"])
    let n = try #require(main.index(of: "n"))
    #expect(main.rows.map { $0[n].number } == [16, 16, 32, 32, 64, 64])
    #expect(partial.withLock { $0 } == [2, 4])
    let told = shares.withLock { $0 }
    #expect(told == told.sorted())
    #expect(told.last == 1)
    #expect(outcome.expectations.map(\.text) == ["error.max < 1e-4", "time < 1 ns"])
    #expect(outcome.expectations.map(\.holds) == [true, false])
    #expect(outcome.expectations[1].detail.hasPrefix("time is "))
    #expect(outcome.figures.count == 1)
    #expect(outcome.figures.first?.caption.hasPrefix("measured: median of ") == true)
  }

  @Test func `settings replace parameters and swept values`() throws {
    let bound = try #require(bind(sweep).cells["a"])
    let outcome = bound.run(settings: ["n": "16", "kernels": "naive", "causal": "true"], context)
    let main = try #require(outcome.results.tables["main"])
    #expect(main.rows.count == 1)
    #expect(main.rows[0][main.index(of: "kernel") ?? 0] == .text("naive"))
    #expect(main.rows[0][main.index(of: "causal") ?? 0] == .truth(true))
  }

  @Test func `settings that do not fit are messages`() throws {
    let bound = try #require(bind(sweep).cells["a"])
    let outcome = bound.run(settings: ["hedDim": "8", "batch": "9999"], context)
    #expect(outcome.status == .failed)
    #expect(
      outcome.messages == [
        "cell 'a': 'batch' is 9999, out of range; it takes a whole number, 1 to 256",
        "cell 'a': measure has no parameter 'hedDim'; did you mean 'headDim'?",
      ])
  }

  @Test func `a cancelled run ends as cancelled and keeps its points`() throws {
    let bound = try #require(bind(sweep).cells["a"])
    let flag = Flag()
    let outcome = bound.run(
      settings: [:], context,
      RunObserver(isCancelled: { flag.isSet }, partial: { _ in flag.set() }))
    #expect(outcome.status == .cancelled)
    #expect(outcome.results.tables["main"]?.rows.count == 2)
    #expect(outcome.expectations.isEmpty)
  }

  @Test func `a run that takes too long is stopped and says so`() throws {
    let bound = try #require(
      bind(cell("experiment: measure\nkernels: [naive]\nn: 4096\ntimeout: 0.05")).cells["a"])
    let outcome = bound.run(settings: [:], context)
    #expect(outcome.status == .failed)
    #expect(outcome.messages.first?.hasPrefix("stopped after 0.05 s, the time limit") == true)
  }

  @Test func `a size beyond memory is a refused row, and nothing else is a refusal`() throws {
    let body = cell(
      """
      experiment: measure
      kernels: [standard]
      over: {n: [16, 4096]}
      headDim: 8
      seconds: 0.01
      figures:
        - {mark: line, x: n, y: time, alt: A point.}
        - {mark: point, x: n, y: estimate, series: status, alt: Two points.}
      """)
    let bound = try #require(bind(body).cells["a"])
    let small = RunContext(threads: 1, memoryLimitBytes: 4 << 20)
    let outcome = bound.run(settings: [:], small)
    #expect(outcome.status == .done)
    let main = try #require(outcome.results.tables["main"])
    let status = try #require(main.index(of: "status"))
    #expect(main.rows.map { $0[status].text } == ["done", "refused"])
    #expect(main.rows[1][main.index(of: "time") ?? 0] == .missing)
    #expect((main.rows[1][main.index(of: "estimate") ?? 0].number ?? 0) > Double(4 << 20))
    #expect(outcome.figures.first?.caption.contains("refused, not drawn") == true)
    guard case .axes(let axes) = outcome.figures.first?.panels[0][0],
      let line = axes.layers.compactMap({ layer -> Series? in
        guard case .line(let series) = layer else { return nil }
        return series
      }).first
    else {
      Issue.record("no line")
      return
    }
    #expect(line.x == [16])
    guard case .axes(let estimates) = outcome.figures.last?.panels[0][0] else {
      Issue.record("no estimates")
      return
    }
    let names = estimates.layers.compactMap { layer -> String? in
      guard case .points(let series) = layer else { return nil }
      return series.name
    }
    #expect(names == ["done", "refused"])
    #expect(outcome.figures.last?.caption.contains("refused: standard") == true)
    let nothing = bound.run(settings: ["n": "4096"], small)
    #expect(nothing.status == .refused)
    #expect(nothing.messages.first?.contains("of memory") == true)
  }

  @Test func `a goal is met by the solution and not at the start`() throws {
    let bound = try #require(
      bind(
        cell(
          """
          experiment: model
          kernels: [flash1]
          n: 1024
          knobs:
            blockQ: {range: 8..256, step: 8, start: 8}
          goal: tiles <= 32
          prompt: Few tiles.
          solution: {blockQ: 256}
          blockK: 256
          """, kind: "exercise")
      ).cells["a"])
    #expect(bound.run(settings: bound.initialSettings, context).isGoalMet == false)
    #expect(bound.solutionSettings == ["blockQ": "256"])
    #expect(bound.run(settings: ["blockQ": "256"], context).isGoalMet == true)
  }
}

private final class Flag: Sendable {
  private let value = Atomic(false)
  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}
