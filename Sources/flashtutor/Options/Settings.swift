import Foundation
import TUI
import Yams

/// The options as they stand after flags, environment, config file and defaults, in that order.
struct Settings {
  /// The nearest first, each with the option that named it.
  var lessonFolders: [(path: String, source: String)] = []
  var color = ColorChoice.auto
  var theme = ThemeChoice.any
  var glyphs: GlyphChoice?
  var ambiguous = WidthChoice.narrow
  var keys = KeyMap.standard
  var width: Int?
  var seed: UInt64?
  var threads: Int
  var memoryLimitBytes: Int?
  var isPlain = false
  var usesMouse = true

  /// Resolves every option.
  ///
  /// - Throws: `Failure` with code 2 that names the source of a bad value.
  init(_ options: GlobalOptions, environment: [String: String], config: Config) throws(Failure) {
    func value(_ name: String) -> Sourced? {
      let variable = "FLASHTUTOR_" + name.uppercased().replacingOccurrences(of: "-", with: "_")
      if let text = environment[variable], !text.isEmpty {
        return Sourced(text: text, source: variable)
      }
      return config[name].map { Sourced(text: $0, source: "\(config.path): \(name)") }
    }
    threads = ProcessInfo.processInfo.activeProcessorCount
    lessonFolders = options.lessons.map { ($0, "--lessons") }
    if let paths = environment["FLASHTUTOR_LESSONS"], !paths.isEmpty {
      lessonFolders += paths.split(separator: ":").map { (String($0), "FLASHTUTOR_LESSONS") }
    }
    lessonFolders += config.lessonFolders.map { ($0, "\(config.path): lessons") }
    color = if let flag = options.color { flag } else { try value("color")?.choice() ?? .auto }
    theme = if let flag = options.theme { flag } else { try value("theme")?.choice() ?? .any }
    ambiguous =
      if let flag = options.ambiguous { flag } else {
        try value("ambiguous")?.choice() ?? .narrow
      }
    keys = config.keys
    glyphs = if let flag = options.glyphs { flag } else { try value("glyphs")?.choice() }
    let width = options.width.map { Sourced(text: String($0), source: "--width") }
    self.width = try (width ?? value("width"))?.number(in: 20...1000)
    let threadCount = options.threads.map { Sourced(text: $0, source: "--threads") }
    threads =
      try (threadCount ?? value("threads"))?.number(in: 1...64) ?? min(64, max(1, threads))
    let seed = options.seed.map { Sourced(text: String($0), source: "--seed") }
    let seedNumber = try (seed ?? value("seed"))?.number(in: 0...Int(UInt32.max))
    self.seed = seedNumber.map(UInt64.init)
    let limit =
      options.memoryLimit.map { Sourced(text: $0, source: "--memory-limit") }
      ?? value("memory-limit")
    if let limit {
      guard let bytes = ByteSize.parse(limit.text), bytes > 0 else {
        throw limit.failure("a size such as 512MiB or 4GiB")
      }
      memoryLimitBytes = bytes
    }
    let plainElsewhere = try value("plain")?.truth() ?? false
    let mouseElsewhere = try value("mouse")?.truth() ?? true
    isPlain = options.plain || plainElsewhere
    usesMouse = !options.noMouse && mouseElsewhere
  }
}

/// A value as text, and where it was set.
private struct Sourced {
  var text: String
  var source: String

  func failure(_ expected: String) -> Failure {
    .usage("\(source): '\(text)' is not \(expected)")
  }

  func choice<Choice>() throws(Failure) -> Choice
  where Choice: RawRepresentable<String> & CaseIterable {
    guard let choice = Choice(rawValue: text) else {
      throw failure("one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  func number(in range: ClosedRange<Int>) throws(Failure) -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw failure("a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func truth() throws(Failure) -> Bool {
    switch text.lowercased() {
    case "1", "true", "yes", "on": return true
    case "0", "false", "no", "off": return false
    default: throw failure("true or false")
    }
  }
}
