/// Text from the clipboard: it is typed where something is typed, and never taken for keys.
extension Tutor {
  private static let longestLine = 200

  mutating func paste(_ text: String) -> [Effect] {
    notice = ""
    pending = []
    count = nil
    if help == nil, case .editor(var editor) = overlay {
      editor.paste(text)
      show(editor)
      return []
    }
    var effects: [Effect] = []
    var isTaken = false
    // Fields have one line.
    for character in text.prefix(while: { !$0.isNewline }).prefix(Self.longestLine)
    where Self.isPrintable(character) {
      guard let done = type(character) else { continue }
      effects += done
      isTaken = true
    }
    if !isTaken { notice = "There is nothing here to paste into." }
    return effects
  }

  private mutating func type(_ character: Character) -> [Effect]? {
    if help != nil { return pressInHelp(.character(character)) }
    guard let overlay else { return pressInAnswer(.character(character)) }
    return overlay.takesText ? pressInOverlay(.character(character)) : nil
  }

  static func isPrintable(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
