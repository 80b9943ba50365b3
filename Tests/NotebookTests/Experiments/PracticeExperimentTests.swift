import Lessons
import Testing

@testable import Notebook

/// The experiments of the last lesson of the first course.
@Suite struct PracticeExperimentTests {
  private func holds(_ yaml: String, _ expectations: [String]) throws {
    let bound = bind(cell(yaml))
    #expect(bound.diagnostics.map(\.message) == [])
    let outcome = try #require(bound.cells["a"]).run(settings: [:], context)
    #expect(outcome.status == .done, "\(outcome.messages)")
    let evaluator = Evaluator(results: outcome.results)
    for text in expectations {
      #expect(try evaluator.holds(expression(text)), "\(text)")
    }
  }

  private func messages(_ yaml: String) -> [String] { bind(cell(yaml)).diagnostics.map(\.message) }

  @Test func `every mask hides what its name says`() throws {
    try holds("experiment: mask\nqueries: 3\nkeys: 5", ["seen == query + 3", "last == query + 2"])
    try holds("experiment: mask\nmask: topLeft\nqueries: 3\nkeys: 5", ["seen == query + 1"])
    try holds(
      "experiment: mask\nmask: window\nwidth: 2\nqueries: 3\nkeys: 5",
      ["seen == 2", "last == query + 2"])
    try holds("experiment: mask\nmask: padding\nlength: 4\nqueries: 3\nkeys: 5", ["seen == 4"])
    try holds("experiment: mask\nmask: none\nqueries: 3\nkeys: 5", ["seen == 5"])
  }

  @Test(arguments: ["none", "causal", "topLeft", "window", "padding"])
  func `kernels agree under a mask and give 0 to a row without keys`(mask: String) throws {
    let yaml = "experiment: mask\nmask: \(mask)\nqueries: 7\nkeys: 4\nwidth: 3\nlength: 2"
    let empty = mask == "causal" || mask == "window"
    try holds(
      yaml,
      [
        "kernels.error.max[kernel=flash2] < 1e-5", "kernels.error.max[kernel=flash1] < 1e-5",
        "kernels.error.max[kernel=online] < 1e-5", "kernels.error.max[kernel=standard] < 1e-5",
        "kernels.nonFinite == 0",
      ]
        + (empty
          ? ["kernels.empty.max[kernel=flash2] == 0", "kernels.empty.max[kernel=filled] > 0.1"]
          : ["kernels.error.max[kernel=filled] < 1e-5"]))
  }

  @Test func `padding of all keys is a row without keys`() throws {
    try holds(
      "experiment: mask\nmask: padding\nqueries: 3\nkeys: 4\nlength: 0",
      ["seen == 0", "output == 0", "kernels.empty.max[kernel=filled] > 0"])
  }

  @Test func `more padding than keys is a mistake`() {
    #expect(
      messages("experiment: mask\nmask: padding\nkeys: 4\nlength: 5") == [
        "length is 5; there are only 4 keys"
      ])
  }

  @Test func `the paths of a layer differ by rounding, unless one of them drops`() throws {
    let yaml = "experiment: module\nn: 40\nembed: 32\nheads: 4\nseconds: 0.01\ndropout: 0.2"
    try holds(yaml, ["difference < 1e-6", "headDim == 8", "runs >= 3"])
    try holds(yaml + "\ndropoutOn: standard", ["difference[path=flash] > 1e-3"])
    try holds(yaml + "\ndropoutOn: standard\npaths: [standard]", ["difference == 0"])
  }

  @Test func `heads that do not divide the layer are a mistake`() {
    #expect(
      messages("experiment: module\nembed: 30\nheads: 4") == [
        "heads is 4, which does not divide embed, 30"
      ])
    #expect(
      messages("experiment: module\nembed: 1024\nheads: 1") == [
        "embed / heads is 1024 columns of one head; there may be 512 at most"
      ])
  }

  @Test func `a layer may be wider than a head`() throws {
    try holds(
      "experiment: module\nn: 4\nbatch: 1\nembed: 1024\nheads: 8\nseconds: 0.001",
      ["embed == 1024", "headDim == 128", "difference < 1e-5"])
  }

  @Test func `feasibility counts Q, K, V, O and what each kernel keeps`() throws {
    try holds(
      "experiment: feasibility\nn: 1024\nheadDim: 64\nbudget: 4 MiB",
      [
        "standard == 9 MiB", "flash == 1 MiB + 4 KiB", "reduction * flash == standard",
        "fitting == 1",
      ])
    try holds("experiment: feasibility\nbudget: 1 KiB", ["fitting == 0"])
    try holds("experiment: feasibility\nbudget: 1 GiB", ["fitting == 2"])
  }
}
