/// The table of actions in writing: for the command line, the config file and the manual.
public enum KeyReference {
  private static func actions(_ scope: Action.Scope) -> [Action] {
    Action.all.filter { $0.scope == scope }
  }

  /// A line for each action: its name in the config file, its keys, what it does.
  public static func text(_ keys: KeyMap = .standard) -> String {
    let width = Action.all.map(\.name.count).max() ?? 0
    let names = Action.all.map { keys.names($0.id, isASCII: true).count }.max() ?? 0
    return Action.Scope.allCases.map { scope in
      scope.title + ":\n"
        + actions(scope).map { action in
          "  " + action.name.padded(to: width) + "  "
            + keys.names(action.id, isASCII: true).padded(to: names) + "  " + action.explanation
            + ".\n"
        }.joined()
    }.joined(separator: "\n")
  }

  /// The keys as the config file has them.
  public static func yaml(_ keys: KeyMap = .standard) -> String {
    "keys:\n"
      + Action.Scope.allCases.map { scope in
        "  # \(scope.title)\n"
          + actions(scope).map { action in
            let list = keys[action.id].map { quoted($0.name(isASCII: true)) }
            return "  \(action.name): [\(list.joined(separator: ", "))]  # \(action.explanation)\n"
          }.joined()
      }.joined()
  }

  private static func quoted(_ key: String) -> String {
    key.allSatisfy { $0.isLetter || $0 == "-" && key.count > 1 }
      && !["n", "N", "y", "Y"].contains(key)
      ? key : "\"\(key)\""
  }

  /// The section of the manual about keys.
  public static func man(_ keys: KeyMap = .standard) -> String {
    ".SH KEYS\n"
      + "Names in parentheses are those of the config file.\n"
      + Action.Scope.allCases.map { scope in
        ".SS \(scope.title)\n"
          + actions(scope).map { action in
            let names = keys.names(action.id, isASCII: true)
            return ".TP\n.B \(escaped(names.isEmpty ? "(none)" : names))\n"
              + "\(escaped(action.explanation)) (\(escaped(action.name))).\n"
          }.joined()
      }.joined()
  }

  private static func escaped(_ text: String) -> String {
    let text = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }
}
