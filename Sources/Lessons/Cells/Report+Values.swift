/// Reading of settings: each function reports a value of the wrong kind and goes on without it.
extension Report {
  /// Reports the keys that are not known there, with the nearest one.
  mutating func checkKeys(_ entries: [Node.Entry], known: [String], in what: String) {
    for entry in entries where !known.contains(entry.key.value) {
      addUnknown(.unknownKey, entry.key, what: "key of \(what)", among: known)
    }
  }

  mutating func string(_ node: Node?) -> Located<String>? {
    guard let node else { return nil }
    guard let text = node.scalar, !text.isEmpty else {
      add(.wrongValue, at: node.range, "expected a text")
      return nil
    }
    return Located(text, node.range)
  }

  /// A list of texts; a single one stands for a list of one.
  mutating func strings(_ node: Node?) -> [Located<String>] {
    items(node).compactMap { string($0) }
  }

  /// The items of a list; anything else stands for a list of one.
  func items(_ node: Node?) -> [Node] {
    guard let node else { return [] }
    guard case .sequence(let items) = node.content else { return [node] }
    return items
  }

  mutating func number(_ node: Node?) -> Located<Double>? {
    guard let node else { return nil }
    guard let text = node.scalar, let value = Double(text), value.isFinite else {
      add(.wrongValue, at: node.range, "expected a number")
      return nil
    }
    return Located(value, node.range)
  }

  mutating func integer(_ node: Node?, in range: ClosedRange<Int>) -> Int? {
    guard let node else { return nil }
    guard let text = node.scalar, let value = Int(text), range.contains(value) else {
      add(
        .wrongValue, at: node.range,
        "expected a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return value
  }

  mutating func truth(_ node: Node?) -> Bool? {
    guard let node else { return nil }
    switch node.scalar {
    case "true": return true
    case "false": return false
    default:
      add(.wrongValue, at: node.range, "expected true or false")
      return nil
    }
  }

  /// The entries of a mapping; nil, and a report, for anything else.
  mutating func mapping(_ node: Node?, like example: String) -> [Node.Entry]? {
    guard let node else { return nil }
    guard case .mapping(let entries) = node.content else {
      add(.wrongValue, at: node.range, "expected settings, as in '\(example)'")
      return nil
    }
    return entries
  }

  mutating func expression(_ node: Node?) -> Located<Expression>? {
    guard let node else { return nil }
    guard let text = node.scalar else {
      add(.badExpression, at: node.range, "expected an expression; write it in quotes")
      return nil
    }
    let places = ScalarPlaces(of: node, text: text, in: source)
    var parser = ExpressionParser(text) { places.position(of: $0) }
    do {
      return Located(try parser.parse(), node.range)
    } catch {
      add(.badExpression, at: error.range, error.message)
      return nil
    }
  }
}
