import Lessons

extension Expression {
  /// The expression written out again, for messages; only needed parentheses.
  var text: String { text(within: 0) }

  private func text(within outer: Int) -> String {
    let (text, strength): (String, Int) =
      switch self {
      case .number(let value, let unit):
        (unit.isEmpty ? Format.number(value) : Format.human(value, unit: unit), value < 0 ? 6 : 9)
      case .truth(let value): (value ? "true" : "false", 9)
      case .field(let name, let selectors): (name.value + Self.text(selectors), 9)
      case .call(let name, let arguments, let selectors):
        (
          "\(name.value)(\(arguments.map { $0.text(within: 0) }.joined(separator: ", ")))"
            + Self.text(selectors), 9
        )
      case .negate(let inner): ("-" + inner.text(within: 7), 6)
      case .not(let inner): ("not " + inner.text(within: 4), 3)
      case .within(let inner, let low, let high):
        ("\(inner.text(within: 5)) in \(low.text(within: 5)) .. \(high.text(within: 5))", 4)
      case .binary(let op, let left, let right):
        (
          "\(left.text(within: op.strength)) \(op.rawValue) \(right.text(within: op.strength + 1))",
          op.strength
        )
      }
    return strength < outer ? "(\(text))" : text
  }

  private static func text(_ selectors: [Selector]) -> String {
    guard !selectors.isEmpty else { return "" }
    let parts = selectors.map { "\($0.column.value)=\($0.value.value)" }
    return "[\(parts.joined(separator: ", "))]"
  }
}

extension Expression.Operator {
  fileprivate var strength: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: 4
    case .add, .subtract: 5
    case .multiply, .divide: 6
    case .power: 8
    }
  }
}
