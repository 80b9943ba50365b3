import Kernels

/// The size parameters that `measure` and `model` share, and what they mean as a problem.
enum Sizes {
  static let standardLength = 256

  static func parameters(length: Int = standardLength) -> [Parameter] {
    let block = Parameter.Kind.integer(0...4096)
    return [
      Parameter(
        "n", .integer(1...1_048_576), standard: .integer(length),
        "Sequence length: queries and keys."),
      Parameter("queries", .integer(1...1_048_576), from: "n", "Rows of Q, when not n."),
      Parameter("keys", .integer(1...1_048_576), from: "n", "Rows of K and V, when not n."),
      Parameter("headDim", .integer(1...512), standard: .integer(64), "Columns of one head."),
      Parameter("batch", .integer(1...256), standard: .integer(1), "Sequences at once."),
      Parameter("heads", .integer(1...256), standard: .integer(1), "Query heads."),
      Parameter(
        "kvHeads", .integer(1...256), from: "heads", "Heads of K and V; a divisor of heads."),
      Parameter(
        "causal", .toggle, standard: .truth(false), "Whether a query sees only earlier keys."),
      Parameter(
        "blockQ", block, standard: .integer(0), "Rows of a tile of scores; 0: the kernel's choice."),
      Parameter(
        "blockK", block, standard: .integer(0),
        "Columns of a tile of scores; 0: the kernel's choice."),
    ]
  }

  /// What makes inputs: seed, gain and shift.
  static let inputs: [Parameter] = [
    Parameter(
      "seed", .integer(0...Int(UInt32.max)), standard: .integer(42), "Makes the random inputs."),
    Parameter(
      "gain", .number(-1e6...1e6), standard: .number(1),
      "Multiplies Q: large values make large scores."),
    Parameter("shift", .number(-1e6...1e6), standard: .number(0), "Added to every score."),
  ]

  static func kernels(_ names: [KernelName], standard: [KernelName]) -> Parameter {
    Parameter(
      "kernels", .words(names.map(\.rawValue)), standard: .words(standard.map(\.rawValue)),
      "Ways to compute attention, each a row.")
  }

  static func complaint(about settings: Settings) -> String? {
    let heads = settings.integer("heads") ?? 1
    let kvHeads = settings.integer("kvHeads") ?? heads
    guard kvHeads <= heads, heads % max(kvHeads, 1) == 0 else {
      return "kvHeads is \(kvHeads), which does not divide heads, \(heads)"
    }
    return nil
  }

  static func problem(_ settings: Settings) -> Problem {
    let length = settings.integer("n") ?? standardLength
    return Problem(
      batch: settings.integer("batch") ?? 1, heads: settings.integer("heads") ?? 1,
      kvHeads: settings.integer("kvHeads"), queries: settings.integer("queries") ?? length,
      keys: settings.integer("keys") ?? length, headDim: settings.integer("headDim") ?? 64,
      mask: settings.truth("causal") ? .causal : .none)
  }

  static func recipe(_ settings: Settings) -> InputRecipe {
    InputRecipe(
      seed: UInt64(settings.integer("seed") ?? 42), gain: Float(settings.number("gain") ?? 1),
      shift: Float(settings.number("shift") ?? 0))
  }

  /// A block size of 0 leaves the choice to the kernel.
  static func block(_ settings: Settings, _ name: String) -> Int? {
    settings.integer(name).flatMap { $0 > 0 ? $0 : nil }
  }

  static let fields: [FieldDeclaration] = [
    FieldDeclaration("kernel", .parameter, isText: true, "Name of the kernel."),
    FieldDeclaration("n", .parameter, "Sequence length; of keys when queries differ."),
    FieldDeclaration("queries", .parameter, "Rows of Q."),
    FieldDeclaration("keys", .parameter, "Rows of K and V."),
    FieldDeclaration("headDim", .parameter, "Columns of one head."),
    FieldDeclaration("batch", .parameter, "Sequences at once."),
    FieldDeclaration("heads", .parameter, "Query heads."),
    FieldDeclaration("kvHeads", .parameter, "Heads of K and V."),
    FieldDeclaration("causal", .parameter, isTruth: true, "Whether the mask is causal."),
    FieldDeclaration("blockQ", .parameter, "Rows of a tile as given; 0: the kernel's choice."),
    FieldDeclaration("blockK", .parameter, "Columns of a tile as given; 0: the kernel's choice."),
  ]

  static func row(_ kernel: KernelName, _ problem: Problem, _ settings: Settings)
    -> [String: Value]
  {
    func number(_ value: Int) -> Value { .number(Double(value)) }
    return [
      "kernel": .text(kernel.rawValue), "n": number(problem.keys),
      "queries": number(problem.queries), "keys": number(problem.keys),
      "headDim": number(problem.headDim), "batch": number(problem.batch),
      "heads": number(problem.heads), "kvHeads": number(problem.kvHeads),
      "causal": .truth(settings.truth("causal")), "blockQ": number(settings.integer("blockQ") ?? 0),
      "blockK": number(settings.integer("blockK") ?? 0),
    ]
  }
}
