import Kernels

/// All the memory of standard attention beside that of a kernel that stores no scores, by formula.
struct FeasibilityExperiment: Experiment {
  let name = "feasibility"
  let summary = "Memory of standard and FlashAttention side by side: the factor, and which fits."

  let parameters =
    [
      Parameter(
        "kernel", .word(["online", "flash1", "flash2"]), standard: .word("flash2"),
        "The kernel to compare with standard.")
    ] + Sizes.parameters(length: 1024) + [
      Parameter("bytes", .integer(2...4), standard: .integer(4), "Bytes of a number: 2 or 4."),
      Parameter(
        "budget", .number(0...1e15), unit: "B", standard: .number(24 * 1_073_741_824),
        "Slow memory that there is."),
    ]

  let tables = [
    TableDeclaration(
      name: "main",
      fields: [
        FieldDeclaration("n", .parameter, "Sequence length; of keys when queries differ."),
        FieldDeclaration("headDim", .parameter, "Columns of one head."),
        FieldDeclaration("batch", .parameter, "Sequences at once."),
        FieldDeclaration("heads", .parameter, "Query heads."),
        FieldDeclaration("bytes", .parameter, "Bytes of a number."),
        FieldDeclaration("budget", .parameter, unit: "B", "Slow memory that there is."),
        FieldDeclaration(
          "standard", .model, unit: "B", "Q, K, V, O and the two score matrices of all heads."),
        FieldDeclaration(
          "flash", .model, unit: "B", "Q, K, V, O and what the other kernel keeps for each row."),
        FieldDeclaration("reduction", .model, "standard over flash."),
        FieldDeclaration("fitting", .model, "How many of the two lie within the budget."),
        FieldDeclaration("verdict", .model, isText: true, "both, flash only or neither."),
      ])
  ]

  func complaint(about settings: Settings) -> String? {
    if settings.integer("bytes") == 3 { return "bytes is 3; a number takes 2 or 4" }
    return Sizes.complaint(about: settings)
  }

  func cost(of settings: Settings) -> Double { 0.001 }

  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput {
    if environment.control.isCancelled() { throw .cancelled }
    let kernel = settings.word("kernel").flatMap(KernelName.init(rawValue:)) ?? .flash2
    let problem = Sizes.problem(settings)
    let budget = settings.number("budget") ?? 0
    let standard = Model(kernel: .standard, settings: settings).total(problem)
    let flash = Model(kernel: kernel, settings: settings).total(problem)
    let fitting = [standard, flash].count { $0 <= budget }
    let row: [String: Value] = [
      "n": .number(Double(problem.keys)), "headDim": .number(Double(problem.headDim)),
      "batch": .number(Double(problem.batch)), "heads": .number(Double(problem.heads)),
      "bytes": .number(Double(settings.integer("bytes") ?? 4)), "budget": .number(budget),
      "standard": .number(standard), "flash": .number(flash),
      "reduction": flash > 0 ? .number(standard / flash) : .missing,
      "fitting": .number(Double(fitting)),
      "verdict": .text(fitting == 2 ? "both" : flash <= budget ? "flash only" : "neither"),
    ]
    environment.control.report(1)
    return PointOutput(
      results: Results(tables: ["main": tables.first?.table([row]) ?? Table(columns: [])]))
  }
}
