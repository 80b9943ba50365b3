import Kernels

/// Which keys a query sees under a mask, and what kernels make of a query that sees none.
struct MaskExperiment: Experiment {
  let name = "mask"
  let summary = "One head under a mask: which keys each query sees, and what kernels make of it."

  let parameters: [Parameter] =
    [
      Parameter(
        "mask", .word(["none", "causal", "topLeft", "window", "padding"]),
        standard: .word("causal"),
        "causal aligns the last query with the last key, topLeft the first with the first."),
      Parameter("queries", .integer(1...64), standard: .integer(4), "Rows of Q."),
      Parameter("keys", .integer(1...64), standard: .integer(6), "Rows of K and V."),
      Parameter("headDim", .integer(1...128), standard: .integer(16), "Columns of the head."),
      Parameter("width", .integer(1...64), standard: .integer(2), "Keys in a window."),
      Parameter("length", .integer(0...64), from: "keys", "Keys that are no padding."),
    ] + Sizes.inputs

  let tables = [
    TableDeclaration(
      name: "main",
      fields: [
        FieldDeclaration("query", .parameter, "Which query, from 0."),
        FieldDeclaration("seen", .measured, "Keys that it sees."),
        FieldDeclaration("first", .measured, "The first of them; none when it sees none."),
        FieldDeclaration("last", .measured, "The last of them."),
        FieldDeclaration("output", .measured, "Largest entry of flash2's output row, unsigned."),
      ]),
    TableDeclaration(
      name: "kernels",
      fields: [
        FieldDeclaration(
          "kernel", .parameter, isText: true,
          "A kernel; filled is standard attention with -1e9 for a hidden score."),
        FieldDeclaration("error.max", .measured, "Largest error against float64."),
        FieldDeclaration("nonFinite", .measured, "Outputs that are NaN or infinite."),
        FieldDeclaration(
          "empty.max", .measured, "Largest entry in the rows of queries that see no key."),
      ]),
  ]

  let matrices = [
    FieldDeclaration("allowed", .parameter, "1 where a query sees a key, 0 where it does not."),
    FieldDeclaration("weights", .measured, "Softmax of the scores that are seen."),
  ]

  func complaint(about settings: Settings) -> String? {
    let keys = settings.integer("keys") ?? 6
    let length = settings.integer("length") ?? keys
    return length > keys ? "length is \(length); there are only \(keys) keys" : nil
  }

  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput {
    let head = MaskedCase(settings)
    let tensors = try Attention.inputs(
      for: head.problem, Sizes.recipe(settings), environment.control)
    let expected = try Attention.reference(head.problem, tensors, environment.control)
    var rows: [[String: Value]] = []
    var flash: [Float] = []
    for kernel in [KernelName.standard, .online, .flash1, .flash2] {
      let output = try Attention.forward(
        kernel, head.problem, tensors, RunOptions(), environment.control)
      rows.append(head.row(kernel.rawValue, output.o, expected.o))
      flash = output.o
    }
    rows.append(head.row("filled", head.filled(tensors), expected.o))
    let trace = try Attention.trace(
      .standard, head.problem, tensors, blockQ: head.problem.queries,
      blockK: head.problem.keys, environment.control)
    var results = Results()
    results.tables["main"] = tables.first?.table(head.queries(flash))
    results.tables["kernels"] = tables.last?.table(rows)
    results.matrices = [
      head.matrix("allowed", head.allowed.map { $0 ? 1 : 0 }, .parameter),
      head.matrix("weights", trace.probabilities.map { Double($0) }, .measured),
    ]
    return PointOutput(results: results)
  }
}

/// One head with a mask, and what is said about an output of it.
private struct MaskedCase {
  var problem: Problem
  /// Whether a query sees a key, row-major.
  var allowed: [Bool]

  init(_ settings: Settings) {
    let queries = settings.integer("queries") ?? 4
    let keys = settings.integer("keys") ?? 6
    let width = settings.integer("width") ?? 2
    let length = settings.integer("length") ?? keys
    let kind = settings.word("mask") ?? "none"
    allowed = (0..<queries * keys).map { place in
      let (query, key) = (place / keys, place % keys)
      let last = query + keys - queries
      return switch kind {
      case "causal": key <= last
      case "topLeft": key <= query
      case "window": key <= last && key > last - width
      case "padding": key < length
      default: true
      }
    }
    let mask: Mask =
      switch kind {
      case "causal": .causal
      case "topLeft": .dense(allowed)
      case "window": .window(width)
      case "padding": .padding(lengths: [length])
      default: .none
      }
    problem = Problem(
      queries: queries, keys: keys, headDim: settings.integer("headDim") ?? 16, mask: mask)
  }

  private func seen(_ query: Int) -> [Int] {
    (0..<problem.keys).filter { allowed[query * problem.keys + $0] }
  }

  func queries(_ output: [Float]) -> [[String: Value]] {
    (0..<problem.queries).map { query in
      let keys = seen(query)
      let row = output[query * problem.headDim..<(query + 1) * problem.headDim]
      return [
        "query": .number(Double(query)), "seen": .number(Double(keys.count)),
        "first": keys.first.map { .number(Double($0)) } ?? .missing,
        "last": keys.last.map { .number(Double($0)) } ?? .missing,
        "output": .number(Double(row.map { abs($0) }.max() ?? 0)),
      ]
    }
  }

  func row(_ name: String, _ output: [Float], _ expected: [Double]) -> [String: Value] {
    let empty = (0..<problem.queries).filter { seen($0).isEmpty }
    let emptyEntries = empty.flatMap { row in
      output[row * problem.headDim..<(row + 1) * problem.headDim].map { Double(abs($0)) }
    }
    return [
      "kernel": .text(name),
      "error.max": .number(zip(output, expected).map { abs(Double($0) - $1) }.max() ?? 0),
      "nonFinite": .number(Double(output.count { !$0.isFinite })),
      "empty.max": emptyEntries.max().map { .number($0) } ?? .missing,
    ]
  }

  /// Standard attention in plain loops, a hidden score being -1e9 as in many tutorials.
  func filled(_ tensors: Tensors) -> [Float] {
    let d = problem.headDim
    let scale = 1 / Float(d).squareRoot()
    return (0..<problem.queries).flatMap { query in
      let scores = (0..<problem.keys).map { key -> Float in
        guard allowed[query * problem.keys + key] else { return -1e9 }
        return (0..<d).reduce(0) { $0 + tensors.q[query * d + $1] * tensors.k[key * d + $1] }
          * scale
      }
      let weights = Softmax.rows(scores, rows: 1, columns: problem.keys, .safe)
      return (0..<d).map { column in
        (0..<problem.keys).reduce(Float(0)) { $0 + weights[$1] * tensors.v[$1 * d + column] }
      }
    }
  }

  func matrix(_ name: String, _ values: [Double], _ provenance: Provenance) -> Matrix {
    Matrix(
      name: name, rows: problem.queries, columns: problem.keys, values: values,
      rowLabel: "query", columnLabel: "key", provenance: provenance)
  }
}
