import Yams

/// Turns a parser's tree into ``Node`` values with places in the file.
struct NodeConverter {
  private let offset: Int
  private let source: SourceText
  private var cursor: ColumnCursor
  /// The place of the first value below the deepest level that is read.
  private(set) var tooDeep: SourcePosition?

  /// - Parameters:
  ///   - source: The file.
  ///   - offset: How many lines of the file stand before the first line of the YAML text.
  init(source: SourceText, offset: Int) {
    self.source = source
    self.offset = offset
    cursor = ColumnCursor(source: source)
  }

  mutating func node(_ node: Yams.Node, depth: Int) -> Node {
    let place = position(node.mark)
    guard depth <= SourceText.Limit.depth else {
      if tooDeep == nil { tooDeep = place }
      return Node(.scalar(""), range: SourceRange(start: place))
    }
    switch node {
    case .scalar(let scalar): return self.scalar(scalar, at: place)
    case .sequence(let sequence):
      let items = sequence.map { self.node($0, depth: depth + 1) }
      return Node(.sequence(items), range: SourceRange(start: place))
    case .mapping(let mapping):
      var entries: [Node.Entry] = []
      for (key, value) in mapping {
        let name = self.node(key, depth: depth + 1)
        let value = self.node(value, depth: depth + 1)
        entries.append(.init(key: Located(name.scalar ?? "", name.range), value: value))
      }
      return Node(.mapping(entries), range: SourceRange(start: place))
    case .alias:
      return Node(.scalar(""), range: SourceRange(start: place))
    }
  }

  private func scalar(_ scalar: Yams.Node.Scalar, at place: SourcePosition) -> Node {
    let text = SafeText.clean(scalar.string)
    let style: Node.Style =
      switch scalar.style {
      case .singleQuoted, .doubleQuoted: .quoted
      case .literal, .folded: .block
      case .any, .plain: .plain
      }
    let length =
      switch style {
      case .plain: text.count
      case .quoted: text.count + 2
      case .block: 1
      }
    let room = source.line(place.line).count - place.column + 1
    let range = SourceRange(start: place, length: max(1, min(length, room)))
    return Node(.scalar(text), range: range, style: style)
  }

  private mutating func position(_ mark: Mark?) -> SourcePosition {
    guard let mark else { return SourcePosition(line: offset + 1, column: 1) }
    return cursor.position(line: offset + mark.line, scalars: mark.column - 1)
  }
}

/// Turns offsets in Unicode scalars into columns in characters; fast when they ascend.
struct ColumnCursor {
  private let source: SourceText
  private var line = 0
  private var text = ""
  private var isPlain = true
  private var index = "".startIndex
  private var scalars = 0
  private var characters = 0

  init(source: SourceText) {
    self.source = source
  }

  mutating func position(line number: Int, scalars target: Int) -> SourcePosition {
    if number != line {
      line = number
      text = source.line(number)
      isPlain = text.utf8.allSatisfy { $0 < 0x80 }
      rewind()
    }
    if isPlain { return SourcePosition(line: number, column: max(0, target) + 1) }
    if target < scalars { rewind() }
    while scalars < target, index < text.endIndex {
      scalars += text[index].unicodeScalars.count
      characters += 1
      index = text.index(after: index)
    }
    return SourcePosition(line: number, column: characters + 1)
  }

  private mutating func rewind() {
    index = text.startIndex
    scalars = 0
    characters = 0
  }
}
