/// A place in a lesson file, both counted from 1; columns count characters.
public struct SourcePosition: Hashable, Sendable, Comparable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A stretch of a lesson file on one line.
public struct SourceRange: Hashable, Sendable {
  public var start: SourcePosition
  /// At least 1.
  public var length: Int

  public init(start: SourcePosition, length: Int = 1) {
    self.start = start
    self.length = length
  }
}

/// A value and where it was written.
public struct Located<Value> {
  public var value: Value
  public var range: SourceRange

  public init(_ value: Value, _ range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
extension Located: Sendable where Value: Sendable {}
