import Screen

extension Tutor {
  /// Everything about how the screen looks, and what fills it; false for the rest.
  mutating func look(_ id: Action.ID) -> Bool {
    switch id {
    case .theme: nextTheme()
    case .ascii: toggleASCII()
    default: return play(id) || point(id)
    }
    return true
  }

  /// Any background, dark, light, no colours, and again.
  private mutating func nextTheme() {
    guard terminalCapabilities.colors != .none else {
      notice = "This terminal shows no colours, or NO_COLOR is set."
      return
    }
    let all = Theme.Background.allCases
    if capabilities.colors == .none {
      capabilities.colors = terminalCapabilities.colors
      background = .any
    } else if let index = all.firstIndex(of: background), index + 1 < all.count {
      background = all[index + 1]
    } else {
      capabilities.colors = .none
    }
    capabilities.background = background
    theme = Theme(capabilities.colors, for: background)
    layOut()
    notice =
      switch (capabilities.colors, background) {
      case (.none, _): "No colours."
      case (_, .any): "Colours for any background."
      case (_, .dark): "Colours for a dark background."
      case (_, .light): "Colours for a light background."
      }
  }

  private mutating func toggleASCII() {
    guard terminalCapabilities.glyphs != .ascii else {
      notice = "Only ASCII can be shown here."
      return
    }
    let isASCII = capabilities.glyphs == .ascii
    capabilities.glyphs = isASCII ? terminalCapabilities.glyphs : .ascii
    layOut()
    notice = isASCII ? "All characters." : "ASCII characters only."
  }
}
