extension Diagnostic: Encodable {
  private enum Key: String, CodingKey {
    case code, severity, file, line, column, endColumn, length, message, suggestion, source
  }

  /// One flat object, for editors; lines and columns count from 1, columns
  /// in characters; `endColumn` is the one behind the last.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(code, forKey: .code)
    try container.encode(severity.rawValue, forKey: .severity)
    try container.encode(SafeText.clean(file), forKey: .file)
    try container.encode(range.start.line, forKey: .line)
    try container.encode(range.start.column, forKey: .column)
    try container.encode(range.start.column + range.length, forKey: .endColumn)
    try container.encode(range.length, forKey: .length)
    try container.encode(SafeText.clean(message), forKey: .message)
    try container.encodeIfPresent(suggestion.map(SafeText.clean), forKey: .suggestion)
    try container.encode(SafeText.clean(sourceLine), forKey: .source)
  }
}
