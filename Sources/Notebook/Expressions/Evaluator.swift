import Lessons

/// Evaluates expressions over the results of a run.
struct Evaluator {
  var results: Results
  /// Known without results: `value` and `answer` in the feedback of a predict cell.
  var variables: [String: Double] = [:]

  /// Whether an assertion holds: for every row, missing values left out.
  func holds(_ expression: Expression) throws(ExpressionFailure) -> Bool {
    try collapse(try evaluate(expression))
  }

  /// The one number that an expression yields.
  func number(_ expression: Expression) throws(ExpressionFailure) -> Double {
    let numbers = try present(try evaluate(expression))
    guard let first = numbers.first, numbers.count == 1 || numbers.allSatisfy({ $0 == first })
    else {
      throw ExpressionFailure(
        "there are \(numbers.count) values where one is needed; choose a row with a selector, or use "
          + "max, min or median")
    }
    return first
  }

  func evaluate(_ expression: Expression) throws(ExpressionFailure) -> Quantity {
    try evaluate(expression, [], isRowwise: false)
  }

  /// Evaluates under the row filters of the calls around it; `isRowwise` says whether `and`, `or`
  /// and `not` work row by row, as inside `any` and `all`.
  private func evaluate(
    _ expression: Expression, _ selectors: [Expression.Selector], isRowwise: Bool
  ) throws(ExpressionFailure) -> Quantity {
    switch expression {
    case .number(let value, let unit): return .number(value, unit: unit)
    case .truth(let value): return .truth(value)
    case .field(let name, let own): return try field(name, own + selectors)
    case .call(let name, let arguments, let own):
      return try call(name, arguments, own + selectors)
    case .negate(let inner):
      let value = try evaluate(inner, selectors, isRowwise: isRowwise)
      return Quantity(
        entries: .numbers(try numbers(value).map { $0.map { -$0 } }), origin: value.origin,
        unit: value.unit)
    case .not(let inner):
      let value = try evaluate(inner, selectors, isRowwise: isRowwise)
      guard isRowwise else { return .truth(!(try collapse(value))) }
      return Quantity(
        entries: .truths(try truths(value).map { $0.map { !$0 } }), origin: value.origin)
    case .within(let inner, let low, let high):
      let value = try evaluate(inner, selectors, isRowwise: isRowwise)
      let above = try compare(
        .greaterOrEqual, value, try evaluate(low, selectors, isRowwise: isRowwise))
      let below = try compare(
        .lessOrEqual, value, try evaluate(high, selectors, isRowwise: isRowwise))
      return try logic(.and, above, below, isRowwise: true)
    case .binary(let op, let left, let right):
      let a = try evaluate(left, selectors, isRowwise: isRowwise)
      if !isRowwise, op == .and || op == .or {
        let isLeft = try collapse(a)
        if isLeft == (op == .or) { return .truth(isLeft) }
        return .truth(try collapse(try evaluate(right, selectors, isRowwise: false)))
      }
      return try binary(op, a, try evaluate(right, selectors, isRowwise: isRowwise))
    }
  }

  private func binary(_ op: Expression.Operator, _ a: Quantity, _ b: Quantity)
    throws(ExpressionFailure) -> Quantity
  {
    let arithmetic: (Double, Double) -> Double
    switch op {
    case .add: arithmetic = { $0 + $1 }
    case .subtract: arithmetic = { $0 - $1 }
    case .multiply: arithmetic = { $0 * $1 }
    case .divide: arithmetic = { $0 / $1 }
    case .power: arithmetic = Regression.power
    case .and, .or: return try logic(op, a, b, isRowwise: true)
    default: return try compare(op, a, b)
    }
    let (entries, origin) = try Quantity.zip(
      try numbers(a), a.origin, try numbers(b), b.origin, arithmetic)
    let unit = op == .add || op == .subtract ? [a, b].unit : ""
    return Quantity(entries: .numbers(entries), origin: origin, unit: unit)
  }

  private func logic(
    _ op: Expression.Operator, _ a: Quantity, _ b: Quantity, isRowwise: Bool
  ) throws(ExpressionFailure) -> Quantity {
    let isAnd = op == .and
    let (entries, origin) = try Quantity.zip(
      try truths(a), a.origin, try truths(b), b.origin
    ) { isAnd ? $0 && $1 : $0 || $1 }
    return Quantity(entries: .truths(entries), origin: origin)
  }

  private func compare(_ op: Expression.Operator, _ a: Quantity, _ b: Quantity)
    throws(ExpressionFailure) -> Quantity
  {
    if op == .equal || op == .notEqual, a.isTruths || b.isTruths,
      let left = presentTruths(a), let right = presentTruths(b)
    {
      let (entries, origin) = try Quantity.zip(left, a.origin, right, b.origin) {
        ($0 == $1) == (op == .equal)
      }
      return Quantity(entries: .truths(entries), origin: origin)
    }
    let holds: (Double, Double) -> Bool =
      switch op {
      case .less: { $0 < $1 }
      case .lessOrEqual: { $0 <= $1 }
      case .greater: { $0 > $1 }
      case .greaterOrEqual: { $0 >= $1 }
      case .notEqual: { $0 != $1 }
      default: { $0 == $1 }
      }
    let (entries, origin) = try Quantity.zip(
      try numbers(a), a.origin, try numbers(b), b.origin, holds)
    return Quantity(entries: .truths(entries), origin: origin)
  }

  private func call(
    _ name: Located<String>, _ arguments: [Expression], _ selectors: [Expression.Selector]
  ) throws(ExpressionFailure) -> Quantity {
    guard let function = ExpressionFunction(rawValue: name.value),
      function.arity.contains(arguments.count)
    else {
      throw ExpressionFailure("there is no such use of '\(name.value)'", at: name.range)
    }
    var values: [Quantity] = []
    for argument in arguments {
      values.append(
        try evaluate(argument, selectors, isRowwise: function == .any || function == .all))
    }
    let value = values.first ?? .number(.nan)
    switch function {
    case .any: return .truth(try truths(value).contains(true))
    case .all: return .truth(try collapse(value))
    case .count: return .number(Double(countPresent(value)))
    case .slope, .r2:
      let (pairs, _) = try Quantity.zip(
        try numbers(value), value.origin, try numbers(values[1]), values[1].origin
      ) { ($0, $1) }
      let present = pairs.compactMap(\.self)
      guard let fit = Regression.powerLaw(y: present.map(\.0), x: present.map(\.1)) else {
        throw ExpressionFailure(
          "'\(name.value)' needs at least two rows with different positive values", at: name.range)
      }
      return .number(function == .slope ? fit.slope : fit.r2)
    default: break
    }
    if let elementwise = function.elementwise {
      return Quantity(
        entries: .numbers(try numbers(value).map { $0.map(elementwise) }), origin: value.origin,
        unit: function.keepsUnit ? value.unit : "")
    }
    var all: [Double] = []
    for value in values { all += try present(value) }
    guard let aggregate = function.aggregate else {
      throw ExpressionFailure("there is no such use of '\(name.value)'", at: name.range)
    }
    return .number(aggregate(all), unit: values.unit)
  }
}

extension Evaluator {
  private func numbers(_ value: Quantity) throws(ExpressionFailure) -> [Double?] {
    guard case .numbers(let numbers) = value.entries else {
      if countPresent(value) == 0 { return Array(repeating: nil, count: value.count) }
      throw ExpressionFailure("needs numbers and has \(value.kind)")
    }
    return numbers
  }

  private func truths(_ value: Quantity) throws(ExpressionFailure) -> [Bool?] {
    guard let truths = presentTruths(value) else {
      throw ExpressionFailure("needs true or false and has \(value.kind)")
    }
    return truths
  }

  /// Truths, or as many missing ones: of a column without values no one can tell what they are.
  private func presentTruths(_ value: Quantity) -> [Bool?]? {
    if case .truths(let truths) = value.entries { return truths }
    return countPresent(value) == 0 ? Array(repeating: nil, count: value.count) : nil
  }

  /// The numbers that are not missing.
  private func present(_ value: Quantity) throws(ExpressionFailure) -> [Double] {
    let present = try numbers(value).compactMap(\.self)
    guard !present.isEmpty else { throw ExpressionFailure("every value is missing") }
    return present
  }

  private func countPresent(_ value: Quantity) -> Int {
    switch value.entries {
    case .numbers(let values): values.count { $0 != nil }
    case .truths(let values): values.count { $0 != nil }
    case .texts(let values): values.count { $0 != nil }
    }
  }

  /// Whether it holds for every row; an error when every row is missing.
  private func collapse(_ value: Quantity) throws(ExpressionFailure) -> Bool {
    let present = try truths(value).compactMap(\.self)
    guard !present.isEmpty else { throw ExpressionFailure("every value is missing") }
    return present.allSatisfy(\.self)
  }
}
