extension Expression {
  /// The functions of the language, with how many arguments each takes.
  public static let functions: [String: ClosedRange<Int>] = [
    "min": 1...16, "max": 1...16, "mean": 1...1, "median": 1...1, "sum": 1...1, "count": 1...1,
    "first": 1...1, "last": 1...1, "abs": 1...1, "sqrt": 1...1, "exp": 1...1, "log": 1...1,
    "log2": 1...1, "log10": 1...1, "floor": 1...1, "ceil": 1...1, "round": 1...1, "any": 1...1,
    "all": 1...1, "slope": 2...2, "r2": 2...2,
  ]

  /// A unit that may follow a number: how many base units it is, and of which; `K` and `%` have none.
  public struct Unit: Hashable, Sendable {
    public var factor: Double
    public var base: String
  }

  /// The units that may follow a number.
  public static let units: [String: Unit] = {
    let times = ["s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ns": 1e-9, "min": 60]
    let factors = [
      "%": 0.01, "K": 1e3, "M": 1e6, "G": 1e9, "Ki": 1024, "Mi": 1_048_576, "Gi": 1_073_741_824,
    ]
    var units = times.mapValues { Unit(factor: $0, base: "s") }
    units.merge(factors.mapValues { Unit(factor: $0, base: "") }) { $1 }
    let decimal: [(String, Double)] = [
      ("", 1), ("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15),
    ]
    for (prefix, factor) in decimal {
      for base in ["B", "FLOP", "B/s", "FLOP/s", "FLOP/B"] {
        units[prefix + base] = Unit(factor: factor, base: base)
      }
    }
    let binary: [(String, Double)] = [
      ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776),
    ]
    for (prefix, factor) in binary {
      for base in ["B", "B/s"] { units[prefix + base] = Unit(factor: factor, base: base) }
    }
    return units
  }()
}
