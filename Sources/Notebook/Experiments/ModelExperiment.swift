import Kernels

/// What kernels cost by formula; nothing is run.
struct ModelExperiment: Experiment {
  let name = "model"
  let summary = "Costs of kernels by formula: operations, traffic, memory, and what fits a budget."

  let parameters =
    [Sizes.kernels(KernelName.allCases, standard: [.standard, .flash2])]
    + Sizes.parameters(length: 1024) + [
      Parameter("bytes", .integer(2...4), standard: .integer(4), "Bytes of a number: 2 or 4."),
      Parameter(
        "fastMemory", .number(0...1e15), unit: "B", standard: .number(0),
        "Fast memory of one worker; 0: not looked at. Blocks that are 0 then follow from it."),
      Parameter(
        "budget", .number(0...1e15), unit: "B", standard: .number(0),
        "Slow memory that there is; 0: not looked at."),
    ]

  let tables = [
    TableDeclaration(
      name: "main",
      fields: Sizes.fields + [
        FieldDeclaration("bytes", .parameter, "Bytes of a number."),
        FieldDeclaration("operations", .model, unit: "FLOP", "Operations of the two products."),
        FieldDeclaration(
          "traffic", .model, unit: "B", "Bytes between slow memory and scratch."),
        FieldDeclaration("intensity", .model, unit: "FLOP/B", "Operations a byte of traffic."),
        FieldDeclaration(
          "scratch", .model, unit: "B", "Tiles that one worker holds in fast memory at once."),
        FieldDeclaration("extra", .model, unit: "B", "Slow memory beyond Q, K, V and O."),
        FieldDeclaration("total", .model, unit: "B", "Q, K, V, O and extra."),
        FieldDeclaration("tiles", .model, "Tiles of the scores of one head."),
        FieldDeclaration("tiles.computed", .model, "Tiles of one head that are not wholly masked."),
        FieldDeclaration(
          "rescales", .model, "Multiplications and divisions of an output element by scale factors."
        ),
        FieldDeclaration("fits", .model, isTruth: true, "Whether total lies within the budget."),
        FieldDeclaration("longest", .model, "The largest n whose total lies within the budget."),
      ])
  ]

  func complaint(about settings: Settings) -> String? {
    if settings.integer("bytes") == 3 { return "bytes is 3; a number takes 2 or 4" }
    return Sizes.complaint(about: settings)
  }

  func cost(of settings: Settings) -> Double { 0.001 }

  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput {
    if environment.control.isCancelled() { throw .cancelled }
    let kernels = settings.words("kernels").compactMap(KernelName.init(rawValue:))
    let rows = kernels.map { Model(kernel: $0, settings: settings).row }
    environment.control.report(1)
    return PointOutput(
      results: Results(tables: ["main": tables.first?.table(rows) ?? Table(columns: [])]))
  }
}
