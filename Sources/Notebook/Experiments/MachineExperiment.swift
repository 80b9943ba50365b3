import Kernels

/// What this machine is and can do.
struct MachineExperiment: Experiment {
  let name = "machine"
  let summary = "This machine: cores, caches, and its measured peak and memory bandwidth."

  let parameters = [
    Parameter(
      "seconds", .number(0.1...60), unit: "s", standard: .number(2), sweepable: false,
      "Time that measuring may take, roughly.")
  ]

  let tables = [
    TableDeclaration(
      name: "main",
      fields: [
        FieldDeclaration("processor", .measured, isText: true, "Name of the processor."),
        FieldDeclaration("instructionSet", .measured, isText: true, "What the kernels use."),
        FieldDeclaration("cores", .measured, "Processors that threads may run on."),
        FieldDeclaration("lanes", .measured, "Numbers of float32 in a vector."),
        FieldDeclaration("l1", .measured, unit: "B", "First-level data cache of a core."),
        FieldDeclaration("l2", .measured, unit: "B", "Second-level cache."),
        FieldDeclaration("l3", .measured, unit: "B", "Third-level cache."),
        FieldDeclaration("memory", .measured, unit: "B", "Memory that is free."),
        FieldDeclaration(
          "peak", .measured, unit: "FLOP/s", "Fused multiply-adds in float32, one thread."),
        FieldDeclaration(
          "peak.all", .measured, unit: "FLOP/s", "The same with as many threads as help."),
        FieldDeclaration("bandwidth", .measured, unit: "B/s", "Reading memory, one thread."),
        FieldDeclaration(
          "bandwidth.all", .measured, unit: "B/s", "The same with as many threads as help."),
        FieldDeclaration(
          "ridge", .measured, unit: "FLOP/B", "peak.all over bandwidth.all."),
      ])
  ]

  func cost(of settings: Settings) -> Double { settings.number("seconds") ?? 2 }

  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput {
    let machine = Machine.inspect()
    let quiet = RunControl(isCancelled: environment.control.isCancelled)
    let one = try Ceilings.measure(threads: 1, quiet)
    environment.control.report(0.5)
    // What one thread reaches, the others may look on at.
    let all =
      environment.threads > 1
      ? try Ceilings.measure(threads: environment.threads, quiet).raised(to: one) : one
    environment.control.report(1)
    func cache(_ level: String) -> Value {
      let found = machine.cacheBytes.first { $0.name.lowercased().hasPrefix(level) }
      return found.map { .number(Double($0.bytes)) } ?? .missing
    }
    let row: [String: Value] = [
      "processor": .text(machine.processor), "instructionSet": .text(machine.instructionSet),
      "cores": .number(Double(machine.cores)), "lanes": .number(Double(machine.vectorLanes)),
      "l1": cache("l1"), "l2": cache("l2"), "l3": cache("l3"),
      "memory": .number(Double(machine.freeMemoryBytes)), "peak": .number(one.peak),
      "peak.all": .number(all.peak), "bandwidth": .number(one.bandwidth),
      "bandwidth.all": .number(all.bandwidth), "ridge": .number(all.peak / all.bandwidth),
    ]
    return PointOutput(
      results: Results(tables: ["main": tables.first?.table([row]) ?? Table(columns: [])]))
  }
}
