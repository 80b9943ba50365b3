import Foundation
import Yams

/// The config file: one `option: value` a line, named as the flags are, without the dashes.
struct Config: Equatable {
  static let names = [
    "lessons", "color", "glyphs", "width", "seed", "threads", "memory-limit", "plain", "mouse",
  ]

  var path: String
  var lessonFolders: [String] = []
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
    do { root = try Yams.compose(yaml: text) } catch {
      throw .usage("\(path): \(error)")
    }
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
      if name == "lessons" {
        let folders = value.sequence.map { $0.compactMap(\.string) } ?? value.string.map { [$0] }
        lessonFolders = folders ?? []
      } else if let text = value.string {
        values[name] = text
      } else {
        throw .usage("\(path)\(line): '\(name)' takes one value")
      }
    }
  }
}
