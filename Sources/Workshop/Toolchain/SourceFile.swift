/// A Swift source file to be compiled.
public struct SourceFile: Hashable, Sendable {
  /// As diagnostics name it, as in `Exercise.swift`.
  public var name: String
  public var text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// A module that is compiled once for a toolchain and kept, as the prelude is.
public struct SupportModule: Hashable, Sendable {
  public var name: String
  public var files: [SourceFile]

  public init(name: String, files: [SourceFile]) {
    self.name = name
    self.files = files
  }
}

/// A message of the compiler.
public struct CompileDiagnostic: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable {
    case error, warning, note, remark
  }

  public var file: String
  /// From 1; 0 where the compiler names no place.
  public var line: Int
  /// From 1, in bytes, as the compiler counts.
  public var column: Int
  public var severity: Severity
  public var message: String

  public init(file: String, line: Int, column: Int, severity: Severity, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
  }
}
