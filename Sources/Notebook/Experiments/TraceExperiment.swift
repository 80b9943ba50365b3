import Kernels

/// A textbook kernel tile by tile, with the bytes it moves counted.
struct TraceExperiment: Experiment {
  let name = "trace"
  let summary = "One head of a textbook kernel, tile by tile: order, bytes moved, m, l and O."

  let parameters: [Parameter] =
    [
      Parameter(
        "kernel", .word(["standard", "online", "flash1", "flash2"]), standard: .word("flash2"),
        "The kernel to follow."),
      Parameter("n", .integer(1...512), standard: .integer(64), "Sequence length."),
      Parameter("queries", .integer(1...512), from: "n", "Rows of Q, when not n."),
      Parameter("keys", .integer(1...512), from: "n", "Rows of K and V, when not n."),
      Parameter("headDim", .integer(1...512), standard: .integer(16), "Columns of the head."),
      Parameter("blockQ", .integer(1...512), standard: .integer(16), "Rows of a tile."),
      Parameter("blockK", .integer(1...512), standard: .integer(16), "Columns of a tile."),
      Parameter(
        "causal", .toggle, standard: .truth(false), "Whether a query sees only earlier keys."),
    ] + Sizes.inputs

  let tables = [
    TableDeclaration(
      name: "main",
      fields: [
        FieldDeclaration("step", .measured, "Which tile in the order of visiting, from 1."),
        FieldDeclaration("tileRow", .measured, "Row of the tile in the grid of tiles."),
        FieldDeclaration("tileColumn", .measured, "Column of the tile in the grid of tiles."),
        FieldDeclaration("event", .measured, isText: true, "computed or skipped."),
        FieldDeclaration("bytesRead", .measured, unit: "B", "Read from slow memory so far."),
        FieldDeclaration("bytesWritten", .measured, unit: "B", "Written to slow memory so far."),
        FieldDeclaration("traffic", .measured, unit: "B", "Read and written so far."),
        FieldDeclaration("rowMaximum", .measured, "Running maximum of the tile's first row."),
        FieldDeclaration("rowSum", .measured, "Running sum of the tile's first row."),
        FieldDeclaration("rescale", .measured, "What the row's accumulator was multiplied by."),
        FieldDeclaration(
          "output", .measured, "First element of that row of O, as the kernel keeps it by then."),
      ]),
    TableDeclaration(
      name: "summary",
      fields: [
        FieldDeclaration("kernel", .parameter, isText: true, "The kernel that was followed."),
        FieldDeclaration("tiles", .measured, "Tiles of the scores."),
        FieldDeclaration("computed", .measured, "Tiles that were computed."),
        FieldDeclaration("skipped", .measured, "Tiles that were wholly masked."),
        FieldDeclaration("bytesRead", .measured, unit: "B", "Read from slow memory, counted."),
        FieldDeclaration("bytesWritten", .measured, unit: "B", "Written, counted."),
        FieldDeclaration("traffic", .measured, unit: "B", "Read and written, counted."),
        FieldDeclaration("formula", .model, unit: "B", "Traffic by formula."),
        FieldDeclaration("error.max", .measured, "Largest error against float64."),
      ]),
  ]

  let matrices = [
    FieldDeclaration("scores", .measured, "Scaled scores S; NaN where masked."),
    FieldDeclaration("probabilities", .measured, "Softmax of the scores, P."),
    FieldDeclaration("order", .measured, "Step at which a tile was visited; NaN: skipped."),
    FieldDeclaration("traffic", .measured, unit: "B", "Bytes that a tile's visit moved."),
  ]

  func complaint(about settings: Settings) -> String? {
    let problem = Sizes.problem(settings)
    let blockQ = max(settings.integer("blockQ") ?? 16, 1)
    let blockK = max(settings.integer("blockK") ?? 16, 1)
    let tiles =
      ((problem.queries + blockQ - 1) / blockQ) * ((problem.keys + blockK - 1) / blockK)
    return tiles > Self.maximumTiles
      ? "a trace of \(tiles) tiles is too long; at most \(Self.maximumTiles) are followed" : nil
  }

  private static let maximumTiles = 16384

  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput {
    guard let kernel = settings.word("kernel").flatMap(KernelName.init(rawValue:)) else {
      throw .invalid("trace has no kernel")
    }
    let problem = Sizes.problem(settings)
    let blocks = (q: settings.integer("blockQ") ?? 16, k: settings.integer("blockK") ?? 16)
    let tensors = try Attention.inputs(for: problem, Sizes.recipe(settings), environment.control)
    let trace = try Attention.trace(
      kernel, problem, tensors, blockQ: blocks.q, blockK: blocks.k, environment.control)
    let error = try Attention.error(
      of: trace.output, problem, tensors, RunControl(isCancelled: environment.control.isCancelled))
    let formula = CostModel.trafficBytes(
      kernel, problem, blockQ: blocks.q, blockK: blocks.k, bytesPerElement: 4)
    var results = Results()
    results.tables["main"] = tables.first?.table(trace.steps.map(row))
    let computed = trace.steps.count { $0.event == .computed }
    results.tables["summary"] = tables.last?.table([
      [
        "kernel": .text(kernel.rawValue), "tiles": .number(Double(trace.steps.count)),
        "computed": .number(Double(computed)),
        "skipped": .number(Double(trace.steps.count - computed)),
        "bytesRead": .number(Double(trace.bytesRead)),
        "bytesWritten": .number(Double(trace.bytesWritten)),
        "traffic": .number(Double(trace.bytesRead) + Double(trace.bytesWritten)),
        "formula": .number(formula), "error.max": .number(error.maximum),
      ]
    ])
    results.matrices = TraceMatrices(trace: trace, problem: problem).all
    return PointOutput(results: results)
  }

  private func row(_ step: TileStep) -> [String: Value] {
    [
      "step": .number(Double(step.step) + 1), "tileRow": .number(Double(step.tileRow)),
      "tileColumn": .number(Double(step.tileColumn)),
      "event": .text(step.event == .computed ? "computed" : "skipped"),
      "bytesRead": .number(Double(step.bytesRead)),
      "bytesWritten": .number(Double(step.bytesWritten)),
      "traffic": .number(Double(step.bytesRead) + Double(step.bytesWritten)),
      "rowMaximum": .number(step.rowMaximum), "rowSum": .number(step.rowSum),
      "rescale": .number(step.rescale),
      "output": step.output.map { .number($0) } ?? .missing,
    ]
  }
}

/// The matrices of a trace: scores, probabilities, and two over the grid of tiles.
struct TraceMatrices {
  var trace: TileTrace
  var problem: Problem

  var all: [Matrix] {
    var order = [Double](repeating: .nan, count: trace.tileRows * trace.tileColumns)
    var traffic = order
    var before = 0.0
    for step in trace.steps {
      let moved = Double(step.bytesRead) + Double(step.bytesWritten)
      let place = step.tileRow * trace.tileColumns + step.tileColumn
      if step.event == .computed, order.indices.contains(place) {
        order[place] = Double(step.step) + 1
        traffic[place] = (traffic[place].isNaN ? 0 : traffic[place]) + moved - before
      }
      before = moved
    }
    let scores = trace.scores.map { $0.isFinite ? Double($0) : .nan }
    return [
      full("scores", scores), full("probabilities", trace.probabilities.map { Double($0) }),
      tiles("order", order), tiles("traffic", traffic, unit: "B"),
    ].filter { $0.values.count == $0.rows * $0.columns }
  }

  private func full(_ name: String, _ values: [Double]) -> Matrix {
    Matrix(
      name: name, rows: problem.queries, columns: problem.keys, values: values, rowLabel: "query",
      columnLabel: "key", provenance: .measured)
  }

  private func tiles(_ name: String, _ values: [Double], unit: String = "") -> Matrix {
    Matrix(
      name: name, rows: trace.tileRows, columns: trace.tileColumns, values: values,
      rowLabel: "tile row", columnLabel: "tile column", unit: unit, provenance: .measured)
  }
}
