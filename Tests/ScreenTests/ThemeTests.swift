import Foundation
import Testing

@testable import Screen

@Suite struct ThemeTests {
  /// The contrast of two colours as WCAG 2 counts it, 1...21.
  private func contrast(_ index: UInt8, onWhite: Bool) -> Double {
    let color = RGB(index: index)
    let parts = [color.red, color.green, color.blue].map { value -> Double in
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return onWhite ? 1.05 / (luminance + 0.05) : (luminance + 0.05) / 0.05
  }

  private func texts(_ theme: Theme) -> [Style] {
    [
      theme.muted, theme.heading, theme.code, theme.link, theme.keyword, theme.literal,
      theme.number, theme.comment, theme.focus, theme.good, theme.bad, theme.warning,
    ]
  }

  @Test(arguments: Theme.Background.allCases) func `every text stands out`(
    background: Theme.Background
  ) {
    for style in texts(Theme(.indexed256, for: background)) {
      guard case .indexed(let index) = style.foreground else { continue }
      switch background {
      case .dark: #expect(contrast(index, onWhite: false) >= 4.5, "\(index)")
      case .light: #expect(contrast(index, onWhite: true) >= 4.5, "\(index)")
      case .any:
        #expect(contrast(index, onWhite: false) >= 3, "\(index)")
        #expect(contrast(index, onWhite: true) >= 3, "\(index)")
      }
    }
  }

  @Test func `secondary text can be read on black and on white`() {
    guard case .indexed(let index) = Theme(.indexed256).muted.foreground else {
      Issue.record("secondary text has a colour of its own")
      return
    }
    #expect(contrast(index, onWhite: false) >= 4.5)
    #expect(contrast(index, onWhite: true) >= 4.5)
  }

  @Test func `without colours nothing is dim or coloured`() {
    for style in texts(Theme(.none)) {
      #expect(style.foreground == .standard && style.background == .standard)
      #expect(!style.attributes.contains(.dim))
    }
  }
}
