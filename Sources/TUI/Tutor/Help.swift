/// The list of keys: those that work here, or all there are.
struct Help: Hashable {
  var filter = ""
  var selection = 0
  var hasAll: Bool
}

extension Tutor {
  /// Keys while help is open; nil when it is not.
  mutating func pressInHelp(_ key: Key) -> [Effect]? {
    guard var help else { return nil }
    let found = actions(of: help)
    let last = max(0, found.count - 1)
    func move(_ step: Int) { help.selection = min(last, max(0, help.selection + step)) }
    switch key {
    case .down: move(1)
    case .up: move(-1)
    case .pageDown: move(10)
    case .pageUp: move(-10)
    case .home: move(-last)
    case .end: move(last)
    case .escape:
      self.help = nil
      return []
    case .character("?") where help.filter.isEmpty:
      self.help = nil
      return []
    case .backspace:
      help.filter = String(help.filter.dropLast())
      help.selection = 0
    case .character(let character):
      help.filter.append(character)
      help.selection = 0
    case .enter:
      self.help = nil
      guard found.indices.contains(help.selection) else { return [] }
      let action = found[help.selection]
      guard action.isValid(self) else {
        notice = "This does not work here: \(action.explanation)."
        return []
      }
      return perform(action.id)
    default: break
    }
    self.help = help
    return []
  }

  /// The actions that help or the palette list, with all the words of the filter.
  func actions(of help: Help) -> [Action] {
    let words = help.filter.lowercased().split(separator: " ")
    // What forgets something is never the one that Enter does at once.
    let forgetting: Set<Action.ID> = [.reset, .resetLesson]
    let valid =
      validActions.filter { !forgetting.contains($0.id) }
      + validActions.filter { forgetting.contains($0.id) }
    let others = help.hasAll ? Action.all.filter { !$0.isValid(self) } : []
    return (valid + others).filter { action in
      let names = keys.names(action.id, isASCII: true)
      let text = "\(action.title) \(action.explanation) \(action.name) \(names)".lowercased()
      return action.id != .help && words.allSatisfy { text.contains($0) }
    }
  }
}
