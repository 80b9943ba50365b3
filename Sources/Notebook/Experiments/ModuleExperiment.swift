import Kernels

/// A multi-head attention layer by both paths, on the same input and with the same weights.
struct ModuleExperiment: Experiment {
  let name = "module"
  let summary = "A multi-head attention layer with projections: both paths, and how far apart."

  let parameters: [Parameter] = [
    Parameter(
      "paths", .words(["standard", "flash"]), standard: .words(["standard", "flash"]),
      "Whether S and P are stored, each a row."),
    Parameter("n", .integer(1...4096), standard: .integer(128), "Sequence length."),
    Parameter(
      "embed", .integer(1...2048), standard: .integer(512),
      "Columns of the input; all heads, of 512 columns each at most."),
    Parameter("heads", .integer(1...64), standard: .integer(8), "Heads; a divisor of embed."),
    Parameter("batch", .integer(1...16), standard: .integer(2), "Sequences at once."),
    Parameter(
      "causal", .toggle, standard: .truth(false), "Whether a token sees only earlier ones."),
    Parameter(
      "dropout", .number(0...0.9), standard: .number(0), "Chance of a weight to be dropped."),
    Parameter(
      "dropoutOn", .word(["both", "standard"]), standard: .word("both"),
      "Which paths drop weights."),
    Parameter("threads", .integer(1...64), from: "--threads", "Threads."),
    Parameter(
      "seed", .integer(0...Int(UInt32.max)), standard: .integer(42),
      "Makes the input, the weights and what is dropped."),
    Parameter(
      "seconds", .number(0.001...60), unit: "s", standard: .number(0.2), sweepable: false,
      "Time to spend on repeating each path, once it has run."),
  ]

  let tables = [
    TableDeclaration(
      name: "main",
      fields: [
        FieldDeclaration("path", .parameter, isText: true, "standard or flash."),
        FieldDeclaration("n", .parameter, "Sequence length."),
        FieldDeclaration("embed", .parameter, "Columns of the input."),
        FieldDeclaration("heads", .parameter, "Heads."),
        FieldDeclaration("headDim", .parameter, "Columns of one head."),
        FieldDeclaration("batch", .parameter, "Sequences at once."),
        FieldDeclaration("threads", .parameter, "Threads."),
        FieldDeclaration("time", .measured, unit: "s", "Median time of a run, projections too."),
        FieldDeclaration("time.q1", .measured, unit: "s", "Lower quartile of the times."),
        FieldDeclaration("time.q3", .measured, unit: "s", "Upper quartile of the times."),
        FieldDeclaration("time.best", .measured, unit: "s", "Shortest time."),
        FieldDeclaration("runs", .measured, "How many times it ran."),
        FieldDeclaration(
          "scratch", .measured, unit: "B", "Most bytes of scratch in use at once, projections too."),
        FieldDeclaration(
          "difference", .measured, "Largest distance from the output of the standard path."),
        FieldDeclaration("output", .measured, "Largest entry of the output, unsigned."),
      ])
  ]

  func complaint(about settings: Settings) -> String? {
    let (embed, heads) = (settings.integer("embed") ?? 512, settings.integer("heads") ?? 8)
    guard embed % max(heads, 1) == 0 else {
      return "heads is \(heads), which does not divide embed, \(embed)"
    }
    let headDim = embed / max(heads, 1)
    return headDim <= 512
      ? nil : "embed / heads is \(headDim) columns of one head; there may be 512 at most"
  }

  func cost(of settings: Settings) -> Double { 2 * (settings.number("seconds") ?? 0.2) + 0.05 }

  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput {
    let pass = try ModulePass(settings, environment)
    // What all paths are compared with, and the warm-up.
    let expected = try pass.once(.standard)
    var rows: [[String: Value]] = []
    let paths = settings.words("paths")
    for (index, name) in paths.enumerated() {
      rows.append(try pass.row(name, expected.y))
      environment.control.report(Double(index + 1) / Double(paths.count))
    }
    return PointOutput(
      results: Results(tables: ["main": tables.first?.table(rows) ?? Table(columns: [])]))
  }
}

/// One layer and one input, to be run by either path.
private struct ModulePass {
  let settings: Settings
  let environment: RunEnvironment
  let layer: MultiHeadAttention
  let input: [Float]
  let batch: Int
  let threads: Int

  init(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) {
    let embed = settings.integer("embed") ?? 512
    let seed = UInt64(settings.integer("seed") ?? 42)
    self.settings = settings
    self.environment = environment
    batch = settings.integer("batch") ?? 2
    threads = settings.integer("threads") ?? environment.threads
    layer = try MultiHeadAttention(
      embedDim: embed, heads: settings.integer("heads") ?? 8,
      dropoutRate: Float(settings.number("dropout") ?? 0), seed: seed)
    // As many numbers as Q of all heads has.
    var problem = layer.problem(batch: batch, length: settings.integer("n") ?? 128)
    problem.keys = 1
    input = try Attention.inputs(
      for: problem, InputRecipe(seed: seed),
      RunControl(isCancelled: environment.control.isCancelled)
    ).q
  }

  func once(_ path: MultiHeadAttention.Path) throws(KernelError) -> MultiHeadAttention.Output {
    let drops = path == .standard || settings.word("dropoutOn") != "standard"
    return try layer(
      input, batch: batch, path: path, mask: settings.truth("causal") ? .causal : .none,
      dropoutSeed: drops ? UInt64(settings.integer("seed") ?? 42) : nil,
      RunOptions(threads: threads, memoryLimitBytes: environment.memoryLimitBytes),
      RunControl(isCancelled: environment.control.isCancelled))
  }

  func row(_ name: String, _ expected: [Float]) throws(KernelError) -> [String: Value] {
    let path: MultiHeadAttention.Path = name == "standard" ? .standard : .flash
    let budget = settings.number("seconds") ?? 0.2
    var output = try once(path)
    var seconds: [Double] = []
    while seconds.count < 3 || (seconds.reduce(0, +) < budget && seconds.count < 1000) {
      let start = ContinuousClock.now
      output = try once(path)
      let elapsed = ContinuousClock.now - start
      seconds.append(elapsed / .seconds(1))
    }
    seconds.sort()
    func quantile(_ share: Double) -> Value {
      .number(seconds[Int((Double(seconds.count - 1) * share).rounded())])
    }
    let difference = zip(output.y, expected).map { abs($0 - $1) }.max() ?? 0
    return [
      "path": .text(name), "n": .number(Double(settings.integer("n") ?? 128)),
      "embed": .number(Double(layer.embedDim)), "heads": .number(Double(layer.heads)),
      "headDim": .number(Double(layer.embedDim / layer.heads)), "batch": .number(Double(batch)),
      "threads": .number(Double(threads)), "time": quantile(0.5), "time.q1": quantile(0.25),
      "time.q3": quantile(0.75), "time.best": quantile(0),
      "runs": .number(Double(seconds.count)),
      "scratch": .number(Double(output.ledger.peakBytes)),
      "difference": .number(Double(difference)),
      "output": .number(Double(output.y.map { abs($0) }.max() ?? 0)),
    ]
  }
}
