/// One mistake in a lesson: what is wrong, where, and what to do about it.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  /// Stable, explained by `flashtutor check --explain`: `E104`.
  public var code: String
  public var severity: Severity
  public var file: String
  public var range: SourceRange
  /// One sentence without a full stop: fact, then remedy.
  public var message: String
  /// The line of the file that the range lies on.
  public var sourceLine: String

  public init(
    code: String, severity: Severity = .error, file: String, range: SourceRange, message: String,
    sourceLine: String
  ) {
    self.code = code
    self.severity = severity
    self.file = file
    self.range = range
    self.message = message
    self.sourceLine = sourceLine
  }

  /// The word that the message proposes for what stands in the range; nil when it proposes none.
  public var suggestion: String? { Spelling.proposed(in: message) }

  /// `file:line:column: error[E104]: message`, then the source line with a caret under the range.
  public var description: String {
    let headline =
      "\(SafeText.clean(file)):\(range.start.line):\(range.start.column): "
      + "\(severity.rawValue)[\(code)]: \(SafeText.clean(message))"
    let excerpt = Excerpt(line: SafeText.clean(sourceLine), range: range)
    return sourceLine.isEmpty ? headline : headline + "\n" + excerpt.text
  }
}
