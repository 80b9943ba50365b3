import Kernels
import Lessons
import Plot
import Testing

@testable import Notebook

@Suite struct ExperimentTests {
  private func run(_ yaml: String) throws -> CellOutcome {
    let bound = bind(cell(yaml))
    #expect(bound.diagnostics.map(\.message) == [])
    return try #require(bound.cells["a"]).run(settings: [:], context)
  }

  @Test(arguments: [
    "experiment: measure\nn: 16\nheadDim: 8\nseconds: 0.01", "experiment: model\nbudget: 8 GB",
    "experiment: softmax\nsplit: 3", "experiment: trace", "experiment: trace\ncausal: true",
    "experiment: feasibility", "experiment: mask\nmask: topLeft",
    "experiment: module\nn: 32\nembed: 32\nheads: 4\nseconds: 0.01",
  ])
  func `results have every declared column`(yaml: String) throws {
    let outcome = try run(yaml)
    #expect(outcome.status == .done)
    #expect(outcome.messages == [])
    let name = String(yaml.split(separator: "\n")[0].dropFirst("experiment: ".count))
    let experiment = try #require(Catalogue.experiment(name))
    let optional: Set = ["peak", "bandwidth", "ridge"]
    for table in experiment.tables {
      let names = outcome.results.tables[table.name]?.columns.map(\.name) ?? []
      #expect(
        names == table.fields.map(\.name).filter { !optional.contains($0) || name == "machine" })
      #expect(outcome.results.tables[table.name]?.rows.isEmpty == false)
    }
    #expect(outcome.results.matrices.map(\.name) == experiment.matrices.map(\.name))
  }

  @Test func `raw softmax overflows where the others do not`() throws {
    let outcome = try run(
      "experiment: softmax\nvalues: [1, 200, 3]\nexpect: ['nonFinite[variant=online] == 0', 'nonFinite[variant=raw] > 0']"
    )
    #expect(outcome.expectations.map(\.holds) == [true, true])
  }

  @Test func `two halves of a row merge into the whole`() throws {
    let outcome = try run("experiment: softmax\nsplit: 3")
    let evaluator = Evaluator(results: outcome.results)
    #expect(
      try evaluator.holds(
        expression(
          "abs(merge.logsumexp[part=merged] - merge.logsumexp[part=whole]) < 1e-6")))
  }

  @Test func `a swept parameter that is no column becomes one`() throws {
    let outcome = try run(
      "experiment: softmax\nover: {shift: [0, 100]}\nexpect: ['error.max[variant=safe, shift=100] < 1e-6']"
    )
    #expect(outcome.results.tables["main"]?.columns.first?.name == "shift")
    #expect(outcome.expectations.map(\.holds) == [true])
  }

  @Test func `the table, the map and the film of a trace number the same tile alike`() throws {
    let outcome = try run("experiment: trace\nkernel: flash1\nn: 48\nblockQ: 16\nblockK: 16")
    let results = outcome.results
    let table = try #require(results.tables["main"])
    let order = try #require(results.matrices.first { $0.name == "order" })
    let film = try #require(TileFilm(results))
    let drawn = try #require(tileMap(film.figure(at: 8, title: "")))
    #expect(drawn.order.sorted() == Array(1...9))
    #expect(order.values == drawn.order.map(Double.init))
    let indices = try ["step", "tileRow", "tileColumn"].map { try #require(table.index(of: $0)) }
    for (number, (values, step)) in zip(table.rows, film.steps).enumerated() {
      let expected = [number + 1, step.row, step.column].map { Value.number(Double($0)) }
      #expect(indices.map { values[$0] } == expected)
      #expect(drawn.order[step.row * film.columns + step.column] == number + 1)
    }
  }

  @Test func `a kernel without tiles is no film`() throws {
    let results = try run("experiment: trace\nkernel: standard\nn: 8").results
    #expect(results.tables["main"]?.rows.count == 3)
    #expect(TileFilm(results) == nil)
  }

  private func tileMap(_ figure: Figure) -> TileMap? {
    if case .tileMap(let map)? = figure.panels.first?.first { map } else { nil }
  }

  @Test func `softmax counts the scores that it has read`() throws {
    let outcome = try run("experiment: softmax\nvalues: [1, 2, 3]")
    let trace = try #require(outcome.results.tables["trace"])
    let step = try #require(trace.index(of: "step"))
    #expect(trace.rows.map { $0[step] } == [.number(1), .number(2), .number(3)])
  }

  @Test func `a causal trace skips tiles and its count equals the formula`() throws {
    let outcome = try run(
      "experiment: trace\nkernel: flash2\nn: 64\nblockQ: 16\nblockK: 16\ncausal: true")
    let evaluator = Evaluator(results: outcome.results)
    #expect(try evaluator.number(expression("summary.skipped")) == 6)
    #expect(try evaluator.holds(expression("summary.traffic == summary.formula")))
  }

  @Test func `the longest sequence within a budget fits, and one more does not`() throws {
    let outcome = try run("experiment: model\nkernels: [standard]\nbudget: 1 GiB")
    let longest = try Evaluator(results: outcome.results).number(expression("longest"))
    let at = bind(cell("experiment: model\nkernels: [standard]\nbudget: 1 GiB"))
    let bound = try #require(at.cells["a"])
    for (n, fits) in [(longest, true), (longest + 1, false)] {
      let outcome = bound.run(settings: ["n": String(Int(n))], context)
      #expect(try Evaluator(results: outcome.results).holds(expression("fits")) == fits)
    }
  }
}
