/// Reads an expression by recursive descent; how deep and how long is limited.
///
/// ```
/// or         = and {"or" and}
/// and        = not {"and" not}
/// not        = "not" not | comparison
/// comparison = sum [{("<" | "<=" | ">" | ">=" | "==" | "!=") sum} | "in" sum ".." sum]
/// sum        = product {("+" | "-") product}
/// product    = negation {("*" | "/") negation}
/// negation   = "-" negation | power
/// power      = primary ["^" negation]
/// primary    = NUMBER [UNIT] | "true" | "false" | NAME [selectors]
///            | NAME "(" or {"," or} ")" [selectors] | "(" or ")"
/// selectors  = "[" NAME "=" VALUE {"," NAME "=" VALUE} "]"
/// ```
struct ExpressionParser {
  private static let maximumDepth = 40
  private static let maximumOperators = 256
  private static let maximumLength = 4000

  private var lexer: ExpressionLexer
  private var current: ExpressionLexer.Piece
  /// What stands before the current piece, for messages.
  private var previous = ""
  private var depth = 0
  private var operators = 0
  private let place: (Int) -> SourcePosition

  /// - Parameters:
  ///   - text: The expression.
  ///   - place: Where a character of it, counted from 0, stands in the file.
  init(_ text: String, place: @escaping (Int) -> SourcePosition) {
    lexer = ExpressionLexer(String(text.prefix(Self.maximumLength + 1)))
    self.place = place
    current = lexer.next()
  }

  mutating func parse() throws(ExpressionError) -> Expression {
    guard lexer.characters.count <= Self.maximumLength else {
      throw error("the expression is longer than \(Self.maximumLength) characters")
    }
    guard current.token != .end else { throw error("an expression is missing here") }
    let expression = try or()
    guard current.token == .end else { throw unexpected("an operator or the end") }
    return expression
  }

  // MARK: From the loosest operator to the tightest

  private mutating func or() throws(ExpressionError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw error("the expression is nested too deeply") }
    var left = try and()
    while try accept(word: "or") { left = .binary(.or, left, try and()) }
    return left
  }

  private mutating func and() throws(ExpressionError) -> Expression {
    var left = try not()
    while try accept(word: "and") { left = .binary(.and, left, try not()) }
    return left
  }

  private mutating func not() throws(ExpressionError) -> Expression {
    var isNegated = false
    while try accept(word: "not") { isNegated.toggle() }
    let inner = try comparison()
    return isNegated ? .not(inner) : inner
  }

  private mutating func comparison() throws(ExpressionError) -> Expression {
    let first = try sum()
    if try accept(word: "in") {
      let low = try sum()
      guard try accept(sign: "..") else { throw unexpected("'..' and the upper end of the range") }
      return .within(first, low: low, high: try sum())
    }
    var left = first
    var result: Expression?
    while let comparison = try acceptComparison() {
      let right = try sum()
      let link = Expression.binary(comparison, left, right)
      result = result.map { .binary(.and, $0, link) } ?? link
      left = right
    }
    return result ?? first
  }

  private mutating func sum() throws(ExpressionError) -> Expression {
    var left = try product()
    while true {
      if try accept(sign: "+") {
        left = .binary(.add, left, try product())
      } else if try accept(sign: "-") {
        left = .binary(.subtract, left, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(ExpressionError) -> Expression {
    var left = try negation()
    while true {
      if try accept(sign: "*") {
        left = .binary(.multiply, left, try negation())
      } else if try accept(sign: "/") {
        left = .binary(.divide, left, try negation())
      } else {
        return left
      }
    }
  }

  private mutating func negation() throws(ExpressionError) -> Expression {
    var isNegated = false
    while try accept(sign: "-") { isNegated.toggle() }
    let inner = try power()
    return isNegated ? .negate(inner) : inner
  }

  private mutating func power() throws(ExpressionError) -> Expression {
    let base = try primary()
    guard try accept(sign: "^") else { return base }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw error("the expression is nested too deeply") }
    return .binary(.power, base, try negation())
  }

  private mutating func primary() throws(ExpressionError) -> Expression {
    switch current.token {
    case .number(let value):
      let unit = try unit()
      return .number(value * unit.factor, unit: unit.base)
    case .word("true"), .word("false"):
      let value = current.token == .word("true")
      advance()
      return .truth(value)
    case .word(let name) where !["and", "or", "not", "in"].contains(name):
      let located = Located(name, range(current))
      advance()
      guard try accept(sign: "(") else { return .field(located, try selectors()) }
      return try call(located)
    case .sign("("):
      advance()
      let inner = try or()
      guard try accept(sign: ")") else { throw unexpected("')'") }
      return inner
    default:
      throw unexpected("a number, a field or '('")
    }
  }

  // MARK: Calls, selectors, units

  private mutating func call(_ name: Located<String>) throws(ExpressionError) -> Expression {
    guard let arity = ExpressionFunction(rawValue: name.value)?.arity else {
      let names = ExpressionFunction.allCases.map(\.rawValue).sorted()
      let remedy =
        Spelling.nearest(to: name.value, among: names).map(Spelling.proposal)
        ?? "known are \(names.joined(separator: ", "))"
      throw ExpressionError(
        range: name.range, message: "there is no function '\(name.value)'; \(remedy)")
    }
    var arguments: [Expression] = []
    if current.token != .sign(")") {
      repeat { arguments.append(try or()) } while try accept(sign: ",")
    }
    guard try accept(sign: ")") else { throw unexpected("',' or ')'") }
    guard arity.contains(arguments.count) else {
      let count = arity.lowerBound == arity.upperBound ? "" : "at least "
      throw ExpressionError(
        range: name.range,
        message: "'\(name.value)' takes \(count)\(arity.lowerBound) argument"
          + (arity.lowerBound == 1 ? "" : "s") + ", not \(arguments.count)")
    }
    return .call(name, arguments, try selectors())
  }

  private mutating func selectors() throws(ExpressionError) -> [Expression.Selector] {
    guard try accept(sign: "[") else { return [] }
    var selectors: [Expression.Selector] = []
    while true {
      guard case .word(let column) = current.token else { throw unexpected("a column") }
      let located = Located(column, range(current))
      advance()
      guard current.token == .sign("=") else {
        throw unexpected("'=' and a value, as in [kernel=flash2]")
      }
      guard let value = lexer.selectorValue() else {
        advance()
        throw unexpected("a value")
      }
      let span = SourceRange(start: place(value.start), length: value.length)
      selectors.append(.init(column: located, value: Located(value.text, span)))
      advance()
      if try accept(sign: "]") { return selectors }
      guard try accept(sign: ",") else { throw unexpected("',' or ']'") }
    }
  }

  /// Steps over the number at hand and its unit.
  private mutating func unit() throws(ExpressionError) -> Expression.Unit {
    guard let unit = lexer.unit(known: { Expression.units[$0] != nil }),
      case .word(let name) = unit.token
    else {
      advance()
      return Expression.Unit(factor: 1, base: "")
    }
    guard let known = Expression.units[name] else {
      let remedy =
        Spelling.nearest(to: name, among: Expression.units.keys.sorted())
        .map(Spelling.proposal) ?? "write B, KiB, MiB, GB, ms, s, GFLOP/s, % or none"
      throw ExpressionError(range: range(unit), message: "there is no unit '\(name)'; \(remedy)")
    }
    advance()
    return known
  }

  // MARK: Steps

  private mutating func advance() {
    let end = lexer.offset
    let start = max(0, min(current.start, end))
    previous = String(lexer.characters[start..<end])
    current = lexer.next()
  }

  private mutating func accept(word: String) throws(ExpressionError) -> Bool {
    guard current.token == .word(word) else { return false }
    try countOperator()
    advance()
    return true
  }

  private mutating func accept(sign: String) throws(ExpressionError) -> Bool {
    guard current.token == .sign(sign) else { return false }
    try countOperator()
    advance()
    return true
  }

  private mutating func acceptComparison() throws(ExpressionError) -> Expression.Operator? {
    guard case .sign(let sign) = current.token,
      let comparison = Expression.Operator(rawValue: sign),
      [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual].contains(comparison)
    else { return nil }
    try countOperator()
    advance()
    return comparison
  }

  private mutating func countOperator() throws(ExpressionError) {
    operators += 1
    guard operators <= Self.maximumOperators else {
      throw error("the expression has more than \(Self.maximumOperators) operators")
    }
  }

  private func range(_ piece: ExpressionLexer.Piece) -> SourceRange {
    SourceRange(start: place(piece.start), length: piece.length)
  }

  private func error(_ message: String) -> ExpressionError {
    ExpressionError(range: range(current), message: message)
  }

  private func unexpected(_ expected: String) -> ExpressionError {
    let shown = previous.trimmingBlanks
    let after = shown.isEmpty ? "" : " after '\(shown)'"
    switch current.token {
    case .sign("="): return error("expected \(expected)\(after); to compare, write '=='")
    case .sign("&&"): return error("expected \(expected)\(after); write 'and'")
    case .sign("||"): return error("expected \(expected)\(after); write 'or'")
    case .sign("!"): return error("expected \(expected)\(after); write 'not'")
    case .sign("**"): return error("expected \(expected)\(after); write '^'")
    case .end: return error("expected \(expected)\(after), but the expression ends")
    case .sign(let text), .word(let text):
      return error("expected \(expected)\(after), not '\(text)'")
    case .number: return error("expected \(expected)\(after), not a number")
    }
  }
}
