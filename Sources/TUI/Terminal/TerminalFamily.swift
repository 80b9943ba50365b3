/// What a terminal may be sent that no terminal description tells of, by its name.
struct TerminalFamily {
  /// The value of `TERM`.
  let name: String

  /// Whether links (OSC 8) and marked pastes (mode 2004) are understood, or at least swallowed.
  var isModern: Bool {
    let known = [
      "xterm", "tmux", "foot", "alacritty", "kitty", "wezterm", "ghostty", "konsole", "iterm",
      "vte", "gnome", "contour", "rio",
    ]
    return known.contains { name.hasPrefix($0) }
  }

  /// How text reaches its clipboard (OSC 52); nil where the sequence would be shown as text.
  ///
  /// GNU screen swallows it unless it is wrapped for the terminal outside.
  func clipboard(_ base64: String) -> String? {
    let sequence = "\u{1B}]52;c;\(base64)\u{07}"
    if isModern || name.hasPrefix("rxvt") || name.hasPrefix("st-") || name == "st" {
      return sequence
    }
    return name.hasPrefix("screen") ? "\u{1B}P\(sequence)\u{1B}\\" : nil
  }
}
