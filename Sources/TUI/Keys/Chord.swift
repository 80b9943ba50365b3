/// Keys pressed one after the other that mean one thing; nearly always just one.
public struct Chord: Hashable, Sendable {
  var keys: [Key]

  init(_ keys: Key...) { self.keys = keys }

  init(keys: [Key]) { self.keys = keys }

  /// How help and the bottom line write it: characters side by side, as in `gg`.
  func name(isASCII: Bool) -> String {
    let isPlain = keys.allSatisfy {
      if case .character(let character) = $0 { character != " " } else { false }
    }
    return keys.map { $0.name(isASCII: isASCII) }.joined(separator: isPlain ? "" : " ")
  }

  /// Whether the one cannot be pressed without pressing the other on the way.
  func collides(with other: Chord) -> Bool {
    keys.starts(with: other.keys) || other.keys.starts(with: keys)
  }

  /// The chord of a name as ``name(isASCII:)`` writes it; nil when it holds a key that is none.
  init?(named text: String) {
    if let key = Key(named: text) {
      keys = [key]
      return
    }
    let words = text.split(separator: " ").map(String.init)
    // Longer runs of characters are misspelt names.
    let parts = words.count == 1 && text.count == 2 ? text.map { String($0) } : words
    let keys = parts.compactMap { Key(named: $0) }
    guard keys.count == parts.count, (2...3).contains(keys.count) else { return nil }
    self.keys = keys
  }
}

extension Chord: ExpressibleByStringLiteral {
  /// For the table of actions: single characters, and characters one after the other.
  public init(stringLiteral text: String) {
    keys = text.map { .character($0) }
  }
}
