import Lessons
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
