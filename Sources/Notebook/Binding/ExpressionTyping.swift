import Lessons

/// What an expression yields, as far as that is known before anything is run.
enum ExpressionKind: Hashable, Sendable {
  /// nil: without a unit, or of one that is not known.
  case numbers(unit: String?)
  case truths
  case texts
}

/// Finds what cannot be computed in an expression, whatever the results are: texts where numbers are
/// needed, numbers where something holds or does not, seconds held against bytes.
///
/// A number without a unit goes with every unit, and so does what multiplication and division yield:
/// `traffic / 1.5e12 < 2 ms` has a bandwidth in its middle.
struct ExpressionTyping {
  struct Mistake {
    var code: BindingCode
    var range: SourceRange
    var message: String
  }

  private let scope: FieldScope
  private let whole: SourceRange
  private(set) var mistakes: [Mistake] = []

  /// - Parameters:
  ///   - scope: The fields that may be named.
  ///   - whole: Where the expression stands.
  init(_ scope: FieldScope, within whole: SourceRange) {
    self.scope = scope
    self.whole = whole
  }

  /// Holds that the expression is true or false.
  mutating func expectTruth(_ expression: Expression) {
    needTruth(expression, kind(of: expression))
  }

  /// Holds that the expression is a number; its unit when that is known.
  @discardableResult
  mutating func expectNumber(_ expression: Expression) -> String? {
    needNumbers(expression, kind(of: expression))
  }

  /// What the expression yields; nil when a name in it is unknown.
  private mutating func kind(of expression: Expression) -> ExpressionKind? {
    switch expression {
    case .number(_, let unit): return .numbers(unit: unit.isEmpty ? nil : unit)
    case .truth: return .truths
    case .field(let name, _): return scope.kind(of: name.value)
    case .negate(let inner): return .numbers(unit: expectNumber(inner))
    case .not(let inner):
      expectTruth(inner)
      return .truths
    case .within(let inner, let low, let high):
      _ = agree([inner, low, high])
      return .truths
    case .binary(let op, let left, let right): return binary(op, left, right)
    case .call(let name, let arguments, _): return call(name, arguments)
    }
  }

  private mutating func binary(
    _ op: Expression.Operator, _ left: Expression, _ right: Expression
  ) -> ExpressionKind? {
    switch op {
    case .and, .or:
      expectTruth(left)
      expectTruth(right)
      return .truths
    case .add, .subtract: return .numbers(unit: agree([left, right]))
    case .multiply, .divide, .power:
      expectNumber(left)
      expectNumber(right)
      return .numbers(unit: nil)
    case .equal, .notEqual:
      let kinds = [left, right].map { kind(of: $0) }
      if kinds != [.truths, .truths] { _ = agree([left, right], kinds) }
      return .truths
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      _ = agree([left, right])
      return .truths
    }
  }

  private mutating func call(_ name: Located<String>, _ arguments: [Expression])
    -> ExpressionKind?
  {
    guard let function = ExpressionFunction(rawValue: name.value), let first = arguments.first
    else {
      return nil
    }
    switch function {
    case .any, .all:
      expectTruth(first)
      return .truths
    case .count:
      _ = kind(of: first)
      return .numbers(unit: nil)
    case .min, .max: return .numbers(unit: agree(arguments))
    case .mean, .median, .sum, .first, .last, .abs, .floor, .ceil, .round:
      return .numbers(unit: expectNumber(first))
    case .sqrt, .exp, .log, .log2, .log10, .slope, .r2:
      for argument in arguments { expectNumber(argument) }
      return .numbers(unit: nil)
    }
  }

  /// Holds that all are numbers of one unit; that unit, when it is known.
  private mutating func agree(_ parts: [Expression]) -> String? {
    agree(parts, parts.map { kind(of: $0) })
  }

  private mutating func agree(_ parts: [Expression], _ kinds: [ExpressionKind?]) -> String? {
    var unit: String?
    for (part, kind) in zip(parts, kinds) {
      guard let own = needNumbers(part, kind) else { continue }
      if let unit, unit != own {
        add(
          .unknownUnit, part,
          "'\(part.text)' is measured in \(own) and is held against \(unit)")
        return nil
      }
      unit = own
    }
    return unit
  }

  @discardableResult
  private mutating func needNumbers(_ expression: Expression, _ kind: ExpressionKind?) -> String? {
    switch kind {
    case .numbers(let unit): return unit
    case nil: return nil
    case .truths:
      add(.expression, expression, "'\(expression.text)' is true or false; a number is needed here")
    case .texts:
      add(
        .expression, expression,
        "'\(expression.text)' holds texts; a number is needed here. Rows are chosen in brackets, "
          + "as in [kernel=flash2]")
    }
    return nil
  }

  private mutating func needTruth(_ expression: Expression, _ kind: ExpressionKind?) {
    guard let kind, kind != .truths else { return }
    let what = kind == .texts ? "holds texts" : "is a number"
    add(
      .expression, expression,
      "'\(expression.text)' \(what); here stands what holds or does not, such as a comparison")
  }

  private mutating func add(_ code: BindingCode, _ part: Expression, _ message: String) {
    mistakes.append(Mistake(code: code, range: part.firstName ?? whole, message: message))
  }
}

extension FieldScope {
  /// What a name stands for; nil when it is unknown.
  func kind(of name: String) -> ExpressionKind? {
    guard let field = field(name) else {
      return variables.contains(name) ? .numbers(unit: nil) : nil
    }
    if field.isText { return .texts }
    return field.isTruth ? .truths : .numbers(unit: field.unit.isEmpty ? nil : field.unit)
  }
}

extension Expression {
  /// Where the first name in an expression stands, from left to right.
  fileprivate var firstName: SourceRange? {
    switch self {
    case .number, .truth: nil
    case .field(let name, _), .call(let name, _, _): name.range
    case .negate(let inner), .not(let inner): inner.firstName
    case .binary(_, let left, let right): left.firstName ?? right.firstName
    case .within(let inner, let low, let high):
      inner.firstName ?? low.firstName ?? high.firstName
    }
  }
}
