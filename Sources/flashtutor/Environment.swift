import Foundation
import Screen
import TUI

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the process was started in: variables, locale and terminal.
struct Environment {
  var variables: [String: String] = ProcessInfo.processInfo.environment
  var isTerminal = StandardOutput.isTerminal

  /// Options from flags, these variables and the config file.
  func settings(_ options: GlobalOptions) throws(Failure) -> Settings {
    let config = try Config.load(Config.location(variables))
    return try Settings(options, environment: variables, config: config)
  }

  /// Whether the locale's characters are UTF-8.
  var isUnicode: Bool {
    let name =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty } ?? ""
    let upper = name.uppercased()
    return upper.contains("UTF-8") || upper.contains("UTF8")
  }

  /// Whether this is the Linux console, whose fonts have no braille.
  private var isConsole: Bool { variables["TERM"] == "linux" }

  /// What may be written to standard output, terminal or not.
  func capabilities(_ settings: Settings) -> Capabilities {
    let glyphs: GlyphSet =
      switch settings.glyphs {
      case .braille: .braille
      case .quadrant: .quadrant
      case .block: .block
      case .ascii: .ascii
      case nil: isUnicode ? (isConsole ? .block : .braille) : .ascii
      }
    return Capabilities(
      glyphs: glyphs, colors: colors(settings), isAmbiguousWide: settings.ambiguous == .wide,
      background: background(settings))
  }

  /// What was asked for; the Linux console is dark.
  private func background(_ settings: Settings) -> Theme.Background {
    let background = Theme.Background(rawValue: settings.theme.rawValue) ?? .any
    return background == .any && isConsole ? .dark : background
  }

  private func colors(_ settings: Settings) -> ColorDepth {
    let term = variables["TERM"] ?? "dumb"
    switch settings.color {
    case .never: return .none
    case .auto:
      let isRefused = !(variables["NO_COLOR"] ?? "").isEmpty
      if !isTerminal || isRefused || term == "dumb" { return .none }
    case .always: break
    }
    if ["truecolor", "24bit"].contains(variables["COLORTERM"] ?? "") { return .direct }
    if term.contains("256color") { return .indexed256 }
    return ["linux", "screen", "ansi"].contains(term) ? .ansi8 : .ansi16
  }

  /// Columns for text: what was asked for, or the terminal's, or 80.
  func columns(_ settings: Settings) -> Int {
    settings.width ?? terminalSize?.columns ?? 80
  }

  /// The size of the terminal on standard output, when there is one and it tells.
  var terminalSize: Size? {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0,
      size.ws_row > 0
    else { return nil }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// What is fixed about the screen.
  func display(_ settings: Settings) -> DisplayOptions {
    let capabilities = capabilities(settings)
    return DisplayOptions(
      allowsColor: capabilities.colors != .none,
      glyphs: settings.glyphs == nil && !isConsole ? nil : capabilities.glyphs,
      isAmbiguousWide: capabilities.isAmbiguousWide, isPlain: settings.isPlain,
      usesMouse: settings.usesMouse,
      background: capabilities.background,
      keys: settings.keys)
  }
}
