/// A YAML value with the place where it was written.
public struct Node: Hashable, Sendable {
  public indirect enum Content: Hashable, Sendable {
    /// Any scalar, as written, quotes removed.
    case scalar(String)
    case sequence([Node])
    /// Keys in the order of the file.
    case mapping([Entry])
  }

  public struct Entry: Hashable, Sendable {
    public var key: Located<String>
    public var value: Node

    public init(key: Located<String>, value: Node) {
      self.key = key
      self.value = value
    }
  }

  /// How a scalar was written.
  public enum Style: Hashable, Sendable {
    case plain, quoted, block
  }

  public var content: Content
  public var range: SourceRange
  public var style: Style

  public init(_ content: Content, range: SourceRange, style: Style = .plain) {
    self.content = content
    self.range = range
    self.style = style
  }

  /// The value under a key of a mapping.
  public subscript(_ key: String) -> Node? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.value == key }?.value
  }

  public var scalar: String? {
    guard case .scalar(let text) = content else { return nil }
    return text
  }
}
