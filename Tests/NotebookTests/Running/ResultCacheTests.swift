import Lessons
import Testing

@testable import Notebook

@Suite struct ResultCacheTests {
  private func bound(_ yaml: String, prose: String = "") throws -> BoundCell {
    try #require(bind(prose + "\n\n" + cell(yaml)).cells["a"])
  }

  private static let yaml = """
    experiment: model
    kernels: [standard, flash2]
    over: {n: [64, 128]}
    knobs: {headDim: {choices: [32, 64]}}

    """

  @Test func `what was run is there for the same settings, and for no others`() throws {
    let cell = try bound(Self.yaml)
    let cache = ResultCache()
    #expect(cache.isEmpty)
    let run = cell.run(settings: ["headDim": "32"], context)
    cache.keep(run, of: cell, settings: ["headDim": "32"], context)
    #expect(!cache.isEmpty)
    let kept = try #require(cache.outcome(of: cell, settings: ["headDim": "32"], context))
    #expect(kept == run)
    #expect(kept.settings == ["headDim": "32"])
    #expect(cache.outcome(of: cell, settings: ["headDim": "64"], context) == nil)
    let seeded = RunContext(seed: 7, threads: 1)
    #expect(cache.outcome(of: cell, settings: ["headDim": "32"], seeded) != nil)
    let wider = RunContext(threads: 2)
    #expect(cache.outcome(of: cell, settings: ["headDim": "32"], wider) == nil)
  }

  @Test func `another seed is another run`() throws {
    let cell = try bound("experiment: softmax\nvariants: [safe]")
    let cache = ResultCache()
    cache.keep(cell.run(settings: [:], context), of: cell, settings: [:], context)
    #expect(cache.outcome(of: cell, settings: [:], context) != nil)
    #expect(cache.outcome(of: cell, settings: [:], RunContext(seed: 7, threads: 1)) == nil)
  }

  @Test func `prose, figures and claims are not part of the key`() throws {
    let before = try bound(Self.yaml)
    let cache = ResultCache()
    cache.keep(before.run(settings: [:], context), of: before, settings: [:], context)
    let after = try bound(
      Self.yaml + "figures: [{mark: line, x: n, y: traffic, series: kernel, alt: Both rise.}]\n"
        + "expect: [traffic > 0, traffic < 1]", prose: "Another text.")
    let kept = try #require(cache.outcome(of: after, settings: [:], context))
    #expect(kept.figures.count == 1)
    #expect(kept.expectations.map(\.holds) == [true, false])
  }

  @Test func `claims are checked only where the knobs stand as written`() throws {
    let cell = try bound(Self.yaml + "expect: [traffic > 0]")
    let cache = ResultCache()
    for headDim in ["32", "64"] {
      cache.keep(
        cell.run(settings: ["headDim": headDim], context), of: cell,
        settings: ["headDim": headDim], context)
    }
    let start = try #require(cell.initialSettings["headDim"])
    let other = start == "32" ? "64" : "32"
    let counts = [start, other].map {
      cache.outcome(of: cell, settings: ["headDim": $0], context)?.expectations.count
    }
    #expect(counts == [1, 0])
  }

  @Test func `a run that was stopped, or refused in part, is not kept`() throws {
    let cell = try bound(Self.yaml)
    let cache = ResultCache()
    let stopped = cell.run(settings: [:], context, RunObserver(isCancelled: { true }))
    cache.keep(stopped, of: cell, settings: [:], context)
    let small = RunContext(threads: 1, memoryLimitBytes: 4 << 20)
    let measured = try bound(
      "experiment: measure\nkernels: [standard, flash2]\nn: 2048\nheadDim: 8\nseconds: 0.01")
    let refused = measured.run(settings: [:], small)
    #expect(refused.status == .done && refused.messages.contains { $0.hasPrefix("refused: ") })
    cache.keep(refused, of: measured, settings: [:], small)
    #expect(cache.isEmpty)
  }

  @Test func `the oldest make room`() throws {
    let cell = try bound(Self.yaml)
    let run = cell.run(settings: [:], context)
    let table = try #require(run.results.tables["main"])
    let cache = ResultCache(capacity: table.rows.count * table.columns.count)
    for headDim in ["32", "64"] {
      cache.keep(
        cell.run(settings: ["headDim": headDim], context), of: cell,
        settings: ["headDim": headDim], context)
    }
    #expect(cache.outcome(of: cell, settings: ["headDim": "32"], context) == nil)
    #expect(cache.outcome(of: cell, settings: ["headDim": "64"], context) != nil)
    let none = ResultCache(capacity: 1)
    none.keep(run, of: cell, settings: [:], context)
    #expect(none.isEmpty)
  }
}
