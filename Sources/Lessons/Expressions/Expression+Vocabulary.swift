extension Expression {
  /// The functions of the language, with how many arguments each takes.
  public static let functions: [String: ClosedRange<Int>] = [
    "min": 1...16, "max": 1...16, "mean": 1...1, "median": 1...1, "sum": 1...1, "count": 1...1,
    "first": 1...1, "last": 1...1, "abs": 1...1, "sqrt": 1...1, "exp": 1...1, "log": 1...1,
    "log2": 1...1, "log10": 1...1, "floor": 1...1, "ceil": 1...1, "round": 1...1, "any": 1...1,
    "all": 1...1, "slope": 2...2, "r2": 2...2,
  ]

  /// The units that may follow a number, with the factor to the base unit.
  public static let units: [String: Double] = {
    var units: [String: Double] = [
      "%": 0.01, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ns": 1e-9, "min": 60,
      "K": 1e3, "M": 1e6, "G": 1e9, "Ki": 1024, "Mi": 1_048_576, "Gi": 1_073_741_824,
    ]
    let decimal: [(String, Double)] = [
      ("", 1), ("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15),
    ]
    for (prefix, factor) in decimal {
      for base in ["B", "FLOP"] {
        units[prefix + base] = factor
        units[prefix + base + "/s"] = factor
      }
      units[prefix + "FLOP/B"] = factor
    }
    let binary: [(String, Double)] = [
      ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776),
    ]
    for (prefix, factor) in binary {
      units[prefix + "B"] = factor
      units[prefix + "B/s"] = factor
    }
    return units
  }()
}
