/// One kind of mistake: its stable code and what `flashtutor check --explain` says about it.
///
/// `E0xx` the file and its settings, `E1xx` cells, `E2xx` what a cell asks of its experiment (found
/// when it is bound), `W3xx` advice.
public struct DiagnosticCode: Hashable, Sendable {
  public var code: String
  /// A few words, as a heading.
  public var title: String
  /// Sentences: what is wrong and why it matters.
  public var explanation: String
  public var wrong: String
  public var right: String

  public init(
    _ code: String, _ title: String, _ explanation: String, wrong: String, right: String
  ) {
    self.code = code
    self.title = title
    self.explanation = explanation
    self.wrong = wrong
    self.right = right
  }

  /// Codes that begin with W are advice.
  public var severity: Diagnostic.Severity { code.hasPrefix("W") ? .warning : .error }

  /// Every known code, in order.
  public static let all = file + cells + binding + running + advice

  /// The code with that name, in upper or lower case.
  public static func named(_ code: String) -> DiagnosticCode? {
    all.first { $0.code == code.uppercased() }
  }

  /// What `flashtutor check --explain` prints.
  public var page: String {
    func indented(_ text: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
        .joined(separator: "\n")
    }
    return """
      \(code): \(title)

      \(explanation)

      Wrong:

      \(indented(wrong))

      Right:

      \(indented(right))

      """
  }
}

extension Diagnostic {
  /// A mistake of a known kind; the severity is the kind's.
  public init(
    _ code: DiagnosticCode, file: String, range: SourceRange, message: String, sourceLine: String
  ) {
    self.init(
      code: code.code, severity: code.severity, file: file, range: range, message: message,
      sourceLine: sourceLine)
  }
}
