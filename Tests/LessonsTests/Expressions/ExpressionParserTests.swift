import Lessons
import Testing

@Suite struct ExpressionParserTests {
  private let origin = SourcePosition(line: 1, column: 1)

  /// The expression with brackets everywhere, or `column: message`.
  private func reading(of text: String) -> String {
    do {
      return Self.shown(try Expression.parse(text, at: origin))
    } catch {
      return "\(error.range.start.column): \(error.message)"
    }
  }

  private static func shown(_ expression: Expression) -> String {
    func chosen(_ selectors: [Expression.Selector]) -> String {
      selectors.map { "[\($0.column.value)=\($0.value.value)]" }.joined()
    }
    return switch expression {
    case .number(let value, _): "\(value)"
    case .truth(let value): "\(value)"
    case .field(let name, let selectors): name.value + chosen(selectors)
    case .call(let name, let arguments, let selectors):
      "\(name.value)(\(arguments.map(shown).joined(separator: ", ")))\(chosen(selectors))"
    case .negate(let inner): "(-\(shown(inner)))"
    case .not(let inner): "(not \(shown(inner)))"
    case .binary(let sign, let a, let b): "(\(shown(a)) \(sign.rawValue) \(shown(b)))"
    case .within(let a, let low, let high): "(\(shown(a)) in \(shown(low)) .. \(shown(high)))"
    }
  }

  @Test(arguments: [
    ("1 + 2 * 3", "(1.0 + (2.0 * 3.0))"),
    ("1 - 2 - 3", "((1.0 - 2.0) - 3.0)"),
    ("-2 ^ 2", "(-(2.0 ^ 2.0))"),
    ("2 ^ 3 ^ 2", "(2.0 ^ (3.0 ^ 2.0))"),
    ("2 ^ -1", "(2.0 ^ (-1.0))"),
    ("4 * 4096^2 / 2^20", "((4.0 * (4096.0 ^ 2.0)) / (2.0 ^ 20.0))"),
    ("a < 1 and b > 2 or not c == 3", "(((a < 1.0) and (b > 2.0)) or (not (c == 3.0)))"),
    ("1 < n < 3", "((1.0 < n) and (n < 3.0))"),
    ("slope(time, n)[kernel=flash2] in 1.7..2.3", "(slope(time, n)[kernel=flash2] in 1.7 .. 2.3)"),
    ("error.max[kernel = flash2, n=1024] < 2e-6", "(error.max[kernel=flash2][n=1024] < 2e-06)"),
    ("a[k=\"x, y\"]", "a[k=x, y]"),
    ("a in 1 .. 2", "(a in 1.0 .. 2.0)"),
    ("2 KiB + 1KB", "(2048.0 + 1000.0)"),
    ("5 ms", "0.005"),
    ("80 % + 5%", "(0.8 + 0.05)"),
    ("3 GFLOP/s", "3000000000.0"),
    ("6 GB / n", "(6000000000.0 / n)"),
    ("true and not false", "(true and (not false))"),
  ])
  func `binds and scales as mathematics does`(text: String, expected: String) {
    #expect(reading(of: text) == expected)
  }

  @Test(arguments: [
    ("", "1: an expression is missing here"),
    ("1 +", "4: expected a number, a field or '(' after '+', but the expression ends"),
    ("(1 + 2", "7: expected ')' after '2', but the expression ends"),
    ("time = 3", "6: expected an operator or the end after 'time'; to compare, write '=='"),
    ("a && b", "3: expected an operator or the end after 'a'; write 'and'"),
    (
      "time[kernel==x]",
      "12: expected '=' and a value, as in [kernel=flash2] after 'kernel', not '=='"
    ),
    ("time[kernel=]", "13: expected a value after '=', not ']'"),
    ("slop(time, n)", "1: there is no function 'slop'; did you mean 'slope'?"),
    ("slope(time)", "1: 'slope' takes 2 arguments, not 1"),
    (
      "x in 1", "7: expected '..' and the upper end of the range after '1', but the expression ends"
    ),
    ("5 mss", "3: there is no unit 'mss'; did you mean 'ms'?"),
    ("a ; b", "3: expected an operator or the end after 'a', not ';'"),
  ])
  func `points at the column and says what was expected`(text: String, expected: String) {
    #expect(reading(of: text) == expected)
  }

  @Test(arguments: ["(", "max(", "2 ^ ", "not ", "-", "1 + ", "a[b=", "1 < "])
  func `hostile repetition ends in an error, not in a trap`(piece: String) {
    let text = String(repeating: piece, count: 100_000)
    #expect(throws: ExpressionError.self) { try Expression.parse(text, at: origin) }
  }

  @Test func `an error in a folded text points at its line`() {
    let lesson = lesson(
      """
      ```flash {#a .exercise}
      experiment: model
      knobs: {n: {choices: [1, 2]}}
      goal: >
        traffic < 1 and
        scratch <= )
      ```
      """)
    #expect(
      summary(lesson.diagnostics)
        == "13:14 E110 expected a number, a field or '(' after '<=', not ')'")
  }
}
