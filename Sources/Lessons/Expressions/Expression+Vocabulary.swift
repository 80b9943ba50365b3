/// The functions of the expression language.
public enum ExpressionFunction: String, CaseIterable, Sendable {
  case min, max, mean, median, sum, count, first, last
  case abs, sqrt, exp, log, log2, log10, floor, ceil, round
  case slope, r2
  case any, all

  /// How many arguments it takes.
  public var arity: ClosedRange<Int> {
    switch self {
    case .min, .max: 1...16
    case .slope, .r2: 2...2
    default: 1...1
    }
  }
}

extension Expression {
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
