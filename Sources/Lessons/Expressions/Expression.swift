/// An expression of the lesson language: total, without loops, calls to the outside or files.
///
/// ```
/// expression = comparison chains, `and or not`, `+ - * / ^`, `in a .. b`, functions, numbers with
///              decimal or binary exponents, `true false`, and fields with selectors:
///              `time[kernel=flash2, n=1024]`, `slope(time, n)[kernel=flash2]`
/// ```
public indirect enum Expression: Hashable, Sendable {
  public enum Operator: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case and, or
  }

  /// A row filter: column equals value.
  public struct Selector: Hashable, Sendable {
    public var column: Located<String>
    public var value: Located<String>

    public init(column: Located<String>, value: Located<String>) {
      self.column = column
      self.value = value
    }
  }

  /// In base units, with the base unit that it was written in; empty without one.
  case number(Double, unit: String)
  case truth(Bool)
  /// A column of the results (`error.max`), with the rows that count.
  case field(Located<String>, [Selector])
  case call(Located<String>, [Expression], [Selector])
  case negate(Expression)
  case not(Expression)
  case binary(Operator, Expression, Expression)
  case within(Expression, low: Expression, high: Expression)
}

extension Expression {
  /// Reads an expression; `origin` is where its first character stands in the file.
  ///
  /// - Throws: ``ExpressionError`` with the place of the mistake.
  public static func parse(_ text: String, at origin: SourcePosition) throws(ExpressionError)
    -> Expression
  {
    var parser = ExpressionParser(text) { offset in
      SourcePosition(line: origin.line, column: origin.column + offset)
    }
    return try parser.parse()
  }
}

/// What is wrong with an expression, and where.
public struct ExpressionError: Error, Hashable, Sendable {
  public var range: SourceRange
  public var message: String

  public init(range: SourceRange, message: String) {
    self.range = range
    self.message = message
  }
}
