import Foundation
import TUI
import Yams

/// The config file: one `option: value` a line, named as the flags are, without the dashes; and
/// under `keys` the keys of actions.
struct Config: Equatable {
  static let names = [
    "lessons", "color", "theme", "glyphs", "ambiguous", "width", "seed", "threads", "memory-limit",
    "plain", "mouse", "keys",
  ]

  var path: String
  var lessonFolders: [String] = []
  var keys = KeyMap.standard
  private var values: [String: String] = [:]

  subscript(_ name: String) -> String? { values[name] }

  /// Where the config file is looked for.
  static func location(_ environment: [String: String]) -> String {
    let home = environment["HOME"] ?? ""
    let base = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (base ?? home + "/.config") + "/flashtutor/config.yml"
  }

  /// Reads the file at that place; one that is missing counts as empty.
  ///
  /// - Throws: `Failure` with code 2 and the line of the mistake.
  static func load(_ path: String) throws(Failure) -> Config {
    guard FileManager.default.fileExists(atPath: path) else { return Config(path: path) }
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else { throw .usage("\(path) can't be read as UTF-8 text; mend or remove it") }
    return try Config(path: path, text: text)
  }

  init(path: String) {
    self.path = path
  }

  init(path: String, text: String) throws(Failure) {
    self.path = path
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch { throw Self.unreadable(path, error) }
    guard let root else { return }
    guard case .mapping(let mapping) = root else {
      throw .usage("\(path): expected lines of the form `option: value`")
    }
    for (key, value) in mapping {
      let name = key.string ?? ""
      let line = key.mark.map { ":\($0.line)" } ?? ""
      guard Self.names.contains(name) else {
        throw .usage(
          "\(path)\(line): there is no option '\(name)'"
            + Nearest.hint(for: name, among: Self.names))
      }
      if name == "keys" {
        keys = try Self.keys(value, path: path, line: line)
      } else if name == "lessons" {
        let folders = value.sequence.map { $0.map(\.string) } ?? [value.string]
        lessonFolders = folders.compactMap { $0 }.map(absolute)
        guard lessonFolders.count == folders.count, !lessonFolders.contains("") else {
          throw .usage("\(path)\(line): 'lessons' takes a folder, or a list of folders")
        }
      } else if let text = value.string {
        values[name] = text
      } else {
        throw .usage("\(path)\(line): '\(name)' takes one value")
      }
    }
  }

  /// The keys of actions: a key, or a list of keys, for each.
  private static func keys(_ value: Node, path: String, line: String) throws(Failure) -> KeyMap {
    guard let mapping = value.mapping else {
      throw .usage(
        "\(path)\(line): 'keys' takes lines of the form `action: [key, key]`; "
          + "`flashtutor keys` lists the actions")
    }
    var changes: [KeyMap.Change] = []
    var lines: [String] = []
    for (key, value) in mapping {
      let line = key.mark.map { ":\($0.line)" } ?? ""
      let nodes = value.sequence.map { Array($0) } ?? [value]
      let names = nodes.compactMap(\.string)
      guard let action = key.string, names.count == nodes.count, !names.contains("") else {
        throw .usage("\(path)\(line): an action takes a key, or a list of keys")
      }
      changes.append(KeyMap.Change(action: action, keys: names))
      lines.append(line)
    }
    do {
      return try KeyMap(changes)
    } catch {
      throw .usage("\(path)\(lines[error.index]): \(error)")
    }
  }

  /// A folder is meant from where the file is; `~` is the home folder.
  private func absolute(_ folder: String) -> String {
    guard !folder.isEmpty, !folder.hasPrefix("/") else { return folder }
    if folder == "~" || folder.hasPrefix("~/") { return (folder as NSString).expandingTildeInPath }
    return URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent(folder)
      .standardizedFileURL.path
  }

  /// One line for what the YAML parser tells in several.
  private static func unreadable(_ path: String, _ error: any Error) -> Failure {
    let remedy = "write lines of the form `option: value`"
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _):
      return .usage("\(path):\(mark.line): \(problem); \(remedy)")
    case .parser(_, let problem, let mark, _):
      return .usage("\(path):\(mark.line): \(problem); \(remedy)")
    case .duplicatedKeysInMapping(let keys, let context):
      let words = keys.map { "'\($0)'" }.joined(separator: ", ")
      return .usage("\(path):\(context.mark.line): \(words) stands twice; leave one out")
    default:
      return .usage("\(path): this is not YAML; \(remedy)")
    }
  }
}
