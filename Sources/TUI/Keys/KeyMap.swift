import Lessons

/// Which keys do what: the table of actions with what the learner has changed in it.
public struct KeyMap: Hashable, Sendable {
  /// A line of the config file: an action by name, and the keys that replace its own.
  public struct Change: Hashable, Sendable {
    public var action: String
    public var keys: [String]

    public init(action: String, keys: [String]) {
      self.action = action
      self.keys = keys
    }
  }

  private var chords: [Action.ID: [Chord]] = [:]

  /// The keys as they are without a config file.
  public static let standard: KeyMap = {
    var map = KeyMap()
    for action in Action.all { map.chords[action.id] = action.standardKeys }
    return map
  }()

  private init() {}

  /// The standard keys with changes.
  ///
  /// A list replaces all keys of its action. What it takes is taken from other actions of the same
  /// place that the changes do not name.
  ///
  /// - Throws: ``KeyMapError`` for an unknown action or key, and for keys given twice.
  public init(_ changes: [Change]) throws(KeyMapError) {
    self = .standard
    var changed: [(action: Action, index: Int)] = []
    for (index, change) in changes.enumerated() {
      guard let action = Action.all.first(where: { $0.name == change.action }) else {
        throw KeyMapError(
          index: index,
          problem: .unknownAction(
            change.action,
            nearest: Spelling.nearest(to: change.action, among: Action.all.map(\.name))))
      }
      var keys: [Chord] = []
      for text in change.keys {
        guard let chord = Chord(named: text) else {
          throw KeyMapError(
            index: index,
            problem: .unknownKey(text, nearest: Spelling.nearest(to: text, among: Key.names)))
        }
        guard !chord.keys.contains(.control("c")) || action.id == .stop else {
          throw KeyMapError(index: index, problem: .reservedKey)
        }
        keys.append(chord)
      }
      chords[action.id] = keys
      changed.append((action, index))
    }
    for (place, one) in changed.enumerated() {
      for other in changed[..<place] {
        guard let chord = collision(one.action, other.action) else { continue }
        throw KeyMapError(
          index: one.index,
          problem: .givenTwice(chord.name(isASCII: true), other.action.name, one.action.name))
      }
    }
    for action in Action.all where !changed.contains(where: { $0.action.id == action.id }) {
      let taken = changed.filter { $0.action.scope.overlaps(action.scope) }
        .flatMap { self[$0.action.id] }
      chords[action.id]?.removeAll { one in taken.contains { $0.collides(with: one) } }
    }
  }

  /// A chord that would mean both actions in one place, unless they share keys on purpose.
  private func collision(_ one: Action, _ other: Action) -> Chord? {
    guard one.id != other.id, one.scope.overlaps(other.scope),
      !one.standardKeys.contains(where: other.standardKeys.contains)
    else { return nil }
    return self[one.id].first { chord in
      self[other.id].contains { $0.collides(with: chord) }
    }
  }

  subscript(_ id: Action.ID) -> [Chord] { chords[id] ?? [] }

  /// The keys as help writes them.
  func names(_ id: Action.ID, isASCII: Bool) -> String {
    let names = self[id].map { $0.name(isASCII: isASCII) }
    guard id == .choose, names.count > 2, let first = names.first, let last = names.last else {
      return names.joined(separator: " ")
    }
    return names.allSatisfy({ $0.count == 1 }) ? "\(first)-\(last)" : names.joined(separator: " ")
  }

  /// One key for a sentence or the bottom line; empty when the action has none.
  func name(_ id: Action.ID, isASCII: Bool) -> String {
    id == .choose
      ? names(id, isASCII: isASCII) : self[id].first?.name(isASCII: isASCII) ?? ""
  }

  /// The rest of a chord of an action that begins so.
  func name(_ id: Action.ID, startingWith start: Chord, isASCII: Bool) -> String {
    let chord = self[id].first { $0.keys.starts(with: start.keys) && $0 != start }
    return chord.map { Chord(keys: Array($0.keys.dropFirst(start.keys.count))) }?
      .name(isASCII: isASCII) ?? ""
  }

  /// The keys of an action and of the one that undoes it, side by side.
  func footerName(_ id: Action.ID, isASCII: Bool) -> String {
    let own = name(id, isASCII: isASCII)
    guard let (partner, isBefore) = Action.partners[id] else { return own }
    let other = name(partner, isASCII: isASCII)
    guard own.count <= 2, other.count <= 2, !own.isEmpty, !other.isEmpty else { return own }
    return isBefore ? "\(other) \(own)" : "\(own) \(other)"
  }
}

/// What is wrong with the keys of a config file.
public struct KeyMapError: Error, Hashable, CustomStringConvertible {
  public enum Problem: Hashable, Sendable {
    case unknownAction(String, nearest: String?)
    case unknownKey(String, nearest: String?)
    case givenTwice(String, String, String)
    case reservedKey
  }

  /// Which change it is about, counted from 0.
  public var index: Int
  public var problem: Problem

  public var description: String {
    switch problem {
    case .unknownAction(let name, let nearest):
      "there is no action '\(name)'" + Self.hint(nearest, else: "`flashtutor keys` lists them")
    case .unknownKey(let name, let nearest):
      "there is no key '\(name)'"
        + Self.hint(nearest, else: "keys are written j, Ctrl-R, PgDn, gg")
    case .givenTwice(let key, let first, let second):
      "'\(key)' is given to '\(first)' and '\(second)'; take it from one of them"
    case .reservedKey: "Ctrl-C always stops what runs; it can do nothing else"
    }
  }

  private static func hint(_ nearest: String?, else remedy: String) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? "; \(remedy)"
  }
}
