/// What compiling yielded.
public struct Compilation: Sendable {
  public enum End: Hashable, Sendable {
    /// The path of the program.
    case built(executable: String)
    /// The diagnostics say why.
    case rejected
    /// The compiler itself did not come to an end: a sentence.
    case failed(String)
    case cancelled
  }

  public var end: End
  public var diagnostics: [CompileDiagnostic]
  public var seconds: Double

  public init(end: End, diagnostics: [CompileDiagnostic] = [], seconds: Double = 0) {
    self.end = end
    self.diagnostics = diagnostics
    self.seconds = seconds
  }
}
