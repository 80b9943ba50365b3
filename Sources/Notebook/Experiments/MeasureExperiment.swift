import Kernels

/// Runs kernels on random inputs and says what they took: time, scratch, error.
struct MeasureExperiment: Experiment {
  let name = "measure"
  let summary = "Runs kernels on random inputs; time, speed, scratch memory and error of each."

  let parameters =
    [
      Sizes.kernels(KernelName.allCases, standard: [.standard, .flash2])
    ] + Sizes.parameters() + [
      Parameter(
        "threads", .integer(1...64), from: "--threads", "Threads of the kernels that use them.")
    ] + Sizes.inputs + [
      Parameter(
        "seconds", .number(0.001...60), unit: "s", standard: .number(0.5), sweepable: false,
        "Time for repeating each kernel; up to 7 runs or 0.3 s are made however small it is."),
      Parameter(
        "machine", .toggle, standard: .truth(false), sweepable: false,
        "Also measure this machine's peak and bandwidth, for a roofline."),
    ]

  let tables = [
    TableDeclaration(
      name: "main",
      fields: Sizes.fields + [
        FieldDeclaration("threads", .parameter, "Threads."),
        FieldDeclaration("gain", .parameter, "What Q was multiplied by."),
        FieldDeclaration("shift", .parameter, "What was added to every score."),
        FieldDeclaration("time", .measured, unit: "s", "Median time of a run."),
        FieldDeclaration("time.q1", .measured, unit: "s", "Lower quartile of the times."),
        FieldDeclaration("time.q3", .measured, unit: "s", "Upper quartile of the times."),
        FieldDeclaration("time.best", .measured, unit: "s", "Shortest time."),
        FieldDeclaration("runs", .measured, "How many times it ran."),
        FieldDeclaration(
          "speed", .measured, unit: "FLOP/s", "Operations over the median time."),
        FieldDeclaration(
          "scratch", .measured, unit: "B", "Most bytes of scratch memory in use at once."),
        FieldDeclaration("error.max", .measured, "Largest error against float64."),
        FieldDeclaration("error.rms", .measured, "Root-mean-square error against float64."),
        FieldDeclaration("nonFinite", .measured, "Outputs that are NaN or infinite."),
        FieldDeclaration(
          "score.max", .measured, "Largest score, unsigned, of the rows whose error was looked at."),
        FieldDeclaration("value.max", .measured, "Largest entry of V, unsigned."),
        FieldDeclaration("operations", .model, unit: "FLOP", "Operations of the two products."),
        FieldDeclaration(
          "traffic", .model, unit: "B", "Bytes between slow memory and scratch, by formula."),
        FieldDeclaration("intensity", .model, unit: "FLOP/B", "Operations a byte of traffic."),
        FieldDeclaration("estimate", .model, unit: "B", "All the memory a run takes."),
        FieldDeclaration("status", .measured, isText: true, "done or refused."),
        FieldDeclaration(
          "peak", .measured, unit: "FLOP/s", "What the processor can do (with machine: true)."),
        FieldDeclaration(
          "bandwidth", .measured, unit: "B/s", "What memory delivers (with machine: true)."),
        FieldDeclaration("ridge", .measured, unit: "FLOP/B", "Peak over bandwidth."),
      ])
  ]

  func complaint(about settings: Settings) -> String? { Sizes.complaint(about: settings) }

  func cost(of settings: Settings) -> Double {
    kernels(settings).reduce(0.02) { $0 + cost(of: $1, settings) }
  }

  private func kernels(_ settings: Settings) -> [KernelName] {
    settings.words("kernels").compactMap(KernelName.init(rawValue:))
  }

  /// A guess from typical speeds; only shares matter.
  private func cost(of kernel: KernelName, _ settings: Settings) -> Double {
    let speed: Double =
      switch kernel {
      case .naive, .unsafe, .online: 1e9
      case .standard, .flash1, .flash2: 2e10
      }
    let once = CostModel.operations(Sizes.problem(settings)) / speed
    let effort = effort(settings)
    return 2 * once + min(effort.maximumSeconds, max(effort.minimumSeconds, 7 * once))
  }

  /// At least 7 runs or 0.3 s, where a run takes less than that; else the one run there is time for.
  ///
  /// The bound counts from the start of the warm-up: with twice 0.3 s, a run that is begun last ends
  /// with 0.3 s of timed runs behind it, however long it takes.
  private func effort(_ settings: Settings) -> Effort {
    let budget = settings.number("seconds") ?? 0.5
    return Effort(
      minimumRuns: 7, minimumSeconds: min(0.3, budget), maximumSeconds: max(0.6, budget))
  }

  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput {
    let kernels = kernels(settings)
    let costs = kernels.map { cost(of: $0, settings) }
    let whole = max(costs.reduce(0, +), .leastNormalMagnitude)
    let quiet = RunControl(isCancelled: environment.control.isCancelled)
    let threads = settings.integer("threads") ?? environment.threads
    var ceilings =
      settings.truth("machine") ? try Ceilings.known(threads: threads, quiet) : nil
    var output = PointOutput(results: Results())
    var rows: [[String: Value]] = []
    var notes: [String] = []
    var before = 0.0
    for (kernel, cost) in zip(kernels, costs) {
      let start = before
      let control = RunControl(
        isCancelled: environment.control.isCancelled,
        report: { environment.control.report((start + cost * $0) / whole) })
      let part = RunEnvironment(
        threads: environment.threads, memoryLimitBytes: environment.memoryLimitBytes,
        control: control)
      rows.append(try measure(kernel, settings, part, &notes, &output.refusals))
      before += cost
    }
    if let known = ceilings {
      // A point above the roof: the machine was busy while the roof was measured.
      let fastest = rows.reduce(0) { fastest, row in
        if case .number(let speed)? = row["speed"] { max(fastest, speed) } else { fastest }
      }
      let current =
        fastest > known.peak ? try Ceilings.measure(threads: threads, quiet) : known
      for index in rows.indices { rows[index].merge(current.columns) { first, _ in first } }
      ceilings = current
    }
    output.results.notes = notes.uniqued
    output.results.tables["main"] = tables.first?.table(
      rows, leavingOut: ceilings == nil ? ["peak", "bandwidth", "ridge"] : [])
    return output
  }

  private func measure(
    _ kernel: KernelName, _ settings: Settings, _ environment: RunEnvironment,
    _ notes: inout [String], _ refusals: inout [String]
  ) throws(KernelError) -> [String: Value] {
    let problem = Sizes.problem(settings)
    let threads = settings.integer("threads") ?? environment.threads
    let options = RunOptions(
      blockQ: Sizes.block(settings, "blockQ"), blockK: Sizes.block(settings, "blockK"),
      threads: threads, memoryLimitBytes: environment.memoryLimitBytes)
    let operations = CostModel.operations(problem)
    let traffic = Model.traffic(kernel, problem, settings, bytesPerElement: 4)
    var row = Sizes.row(kernel, problem, settings)
    row["threads"] = .number(Double(threads))
    row["gain"] = .number(settings.number("gain") ?? 1)
    row["shift"] = .number(settings.number("shift") ?? 0)
    row["operations"] = .number(operations)
    row["traffic"] = .number(traffic)
    row["intensity"] = traffic > 0 ? .number(operations / traffic) : .missing
    row["estimate"] = .number(Double(Attention.estimatedBytes(kernel, problem, options)))
    do throws(KernelError) {
      let measured = try Attention.measure(
        kernel, problem, recipe: Sizes.recipe(settings), options,
        effort(settings),
        environment.control)
      row["time"] = .number(measured.median)
      row["time.q1"] = .number(measured.lowerQuartile)
      row["time.q3"] = .number(measured.upperQuartile)
      row["time.best"] = .number(measured.best)
      row["runs"] = .number(Double(measured.seconds.count))
      row["speed"] = .number(measured.operations / measured.median)
      row["scratch"] = .number(Double(measured.peakScratchBytes))
      row["error.max"] = .number(measured.error.maximum)
      row["error.rms"] = .number(measured.error.rms)
      row["nonFinite"] = .number(Double(measured.error.nonFinite))
      row["score.max"] = measured.error.largestScore.map(Value.number) ?? .missing
      row["value.max"] = measured.error.largestValue.map(Value.number) ?? .missing
      row["status"] = .text("done")
      if measured.error.rowsCompared < measured.error.rowsTotal {
        notes.append("errors of long inputs are over a sample of their query rows")
      }
    } catch {
      guard let refusal = error.refusal else { throw error }
      row["estimate"] = .number(Double(error.neededBytes))
      row["status"] = .text("refused")
      refusals.append("\(kernel.rawValue) at n = \(problem.keys) \(refusal)")
    }
    return row
  }
}
