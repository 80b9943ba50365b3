import Kernels

/// Softmax in three ways on a small matrix, with the online pass step by step.
struct SoftmaxExperiment: Experiment {
  let name = "softmax"
  let summary = "Softmax of a small matrix: raw, safe and online, and the online pass by steps."

  let parameters: [Parameter] =
    [
      Parameter(
        "variants", .words(Softmax.Variant.allCases.map(\.rawValue)),
        standard: .words(Softmax.Variant.allCases.map(\.rawValue)),
        "Ways to compute it, each a row."),
      Parameter("rows", .integer(1...256), standard: .integer(2), "Rows of the matrix."),
      Parameter("columns", .integer(1...1024), standard: .integer(8), "Columns of the matrix."),
      Parameter(
        "values", .numbers(maximumCount: 1024), from: "random",
        "One row, instead of a random matrix."),
      Parameter(
        "split", .integer(0...1023), standard: .integer(0),
        "Where row 0 is cut in two for the table merge; 0: not at all."),
    ] + Sizes.inputs

  let tables = [
    TableDeclaration(
      name: "main",
      fields: [
        FieldDeclaration("variant", .parameter, isText: true, "raw, safe or online."),
        FieldDeclaration("error.max", .measured, "Largest error against float64."),
        FieldDeclaration("error.rms", .measured, "Root-mean-square error against float64."),
        FieldDeclaration("nonFinite", .measured, "Entries that are NaN or infinite."),
        FieldDeclaration("sum.max", .measured, "Largest distance of a row's sum from 1."),
      ]),
    TableDeclaration(
      name: "trace",
      fields: [
        FieldDeclaration("step", .measured, "Scores read by then, from 1."),
        FieldDeclaration("value", .measured, "The element that was read."),
        FieldDeclaration("rowMaximum", .measured, "Running maximum after it."),
        FieldDeclaration("rowSum", .measured, "Running sum after it."),
        FieldDeclaration("rescale", .measured, "What the earlier sum was multiplied by."),
        FieldDeclaration(
          "exact", .measured, "The same sum in float64, relative to the same maximum."),
      ]),
    TableDeclaration(
      name: "merge",
      fields: [
        FieldDeclaration("part", .parameter, isText: true, "left, right, merged or whole."),
        FieldDeclaration("rowMaximum", .measured, "Maximum of the part."),
        FieldDeclaration("rowSum", .measured, "Sum of the part, relative to its maximum."),
        FieldDeclaration("logsumexp", .measured, "Maximum plus logarithm of the sum."),
      ]),
  ]

  let matrices = [
    FieldDeclaration("input", .parameter, "What softmax is taken of."),
    FieldDeclaration("safe", .measured, "Softmax in three passes."),
    FieldDeclaration("online", .measured, "Softmax with running maximum and sum."),
    FieldDeclaration("raw", .measured, "Softmax without a maximum; NaN where it overflowed."),
    FieldDeclaration("difference", .measured, "|online - safe|."),
  ]

  func complaint(about settings: Settings) -> String? {
    let split = settings.integer("split") ?? 0
    let columns = columns(settings)
    return split > 0 && split >= columns
      ? "split is \(split); a row of \(columns) can be cut at 1 to \(columns - 1)" : nil
  }

  private func columns(_ settings: Settings) -> Int {
    let values = settings.numbers("values")
    return values.isEmpty ? settings.integer("columns") ?? 8 : values.count
  }

  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput {
    if environment.control.isCancelled() { throw .cancelled }
    let columns = columns(settings)
    let values = settings.numbers("values")
    let rows = values.isEmpty ? settings.integer("rows") ?? 2 : 1
    let gain = Float(settings.number("gain") ?? 1)
    let shift = Float(settings.number("shift") ?? 0)
    let numbers =
      try values.isEmpty
      ? Attention.inputs(
        for: Problem(queries: rows * columns, keys: 1, headDim: 1),
        InputRecipe(seed: Sizes.recipe(settings).seed)
      ).q : values.map { Float($0) }
    let input = numbers.map { $0 * gain + shift }
    guard input.count == rows * columns else {
      throw .invalid("softmax has \(input.count) numbers for \(rows) x \(columns)")
    }
    let comparison = SoftmaxComparison(input: input, rows: rows, columns: columns)
    var results = Results()
    let variants = settings.words("variants").compactMap(Softmax.Variant.init(rawValue:))
    results.tables["main"] = declaration("main")?.table(variants.map(comparison.row))
    results.tables["trace"] = declaration("trace")?.table(comparison.trace)
    results.tables["merge"] = declaration("merge")?.table(
      comparison.merge(at: settings.integer("split") ?? 0))
    results.matrices = comparison.matrices
    environment.control.report(1)
    return PointOutput(results: results)
  }

  private func declaration(_ name: String) -> TableDeclaration? {
    tables.first { $0.name == name }
  }
}
