import Screen

/// The grid being drawn, with the owner of every glyph and the warnings so far.
struct Canvas {
  var grid: Grid
  var owners: [Owner]
  var warnings: [String] = []
  /// What was not drawn so far, by kind.
  private var lost: [String: Int] = [:]
  let capabilities: Capabilities

  init(_ size: Size, _ capabilities: Capabilities) {
    grid = Grid(size)
    owners = Array(repeating: .none, count: grid.glyphs.count)
    self.capabilities = capabilities
  }

  var isASCII: Bool { capabilities.glyphs == .ascii }

  func owner(_ column: Int, _ row: Int) -> Owner? {
    guard contains(column, row) else { return nil }
    return owners[row * grid.size.columns + column]
  }

  func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < grid.size.columns && row >= 0 && row < grid.size.rows
  }

  mutating func put(
    _ character: Character, _ column: Int, _ row: Int, _ style: Style = .plain, _ owner: Owner
  ) {
    guard contains(column, row) else { return }
    grid[column, row] = Glyph(character, style)
    owners[row * grid.size.columns + column] = owner
  }

  /// Writes text that takes at most so many columns; returns the column after it.
  @discardableResult
  mutating func write(
    _ text: String, _ column: Int, _ row: Int, width: Int = .max, _ style: Style = .plain,
    _ owner: Owner
  ) -> Int {
    let room = min(width, grid.size.columns - column)
    guard room > 0, row >= 0, row < grid.size.rows else { return column }
    let clipped = TextWidth.clip(text, to: room)
    let end = grid.write(clipped, column: column, row: row, style: style)
    for place in max(0, column)..<max(0, column, min(end, grid.size.columns)) {
      owners[row * grid.size.columns + place] = owner
    }
    return end
  }

  /// Whether no glyph of these columns has been drawn yet, apart from lines of the frame when they
  /// do not matter.
  func isFree(_ column: Int, _ row: Int, width: Int, orFrame: Bool = false) -> Bool {
    guard column >= 0, column + width <= grid.size.columns else { return orFrame }
    return (column..<column + width).allSatisfy {
      switch owner($0, row) {
      case Owner.none?, .gridLine?: true
      case .frame?, .tick?: orFrame
      default: false
      }
    }
  }

  /// For what should stay in the background: grid lines, masked cells.
  var quiet: Style {
    capabilities.colors == .indexed256 || capabilities.colors == .direct
      ? Style(foreground: .indexed(245)) : Style(attributes: .dim)
  }

  /// Text on an area of a colour: black or white, whichever reads better.
  func inked(_ color: Color) -> Style {
    switch capabilities.colors {
    case .none: Style(attributes: .reverse)
    case .ansi8, .ansi16: Style(foreground: .ansi(color.isDark ? 7 : 0), background: color)
    case .indexed256, .direct:
      Style(foreground: .indexed(color.isDark ? 231 : 16), background: color)
    }
  }

  /// The style of an area of a colour that is filled with a character.
  ///
  /// Full blocks have their colour behind them too, because many fonts leave a gap between rows.
  func filled(_ style: Style, with character: Character) -> Style {
    character == "█" && capabilities.colors != .none
      ? Style(foreground: style.foreground, background: style.foreground) : style
  }

  /// The last row in which anything is drawn.
  var lastRow: Int {
    (owners.lastIndex { $0 != .none } ?? 0) / max(1, grid.size.columns)
  }

  mutating func warn(_ text: String) {
    if !warnings.contains(text) { warnings.append(text) }
  }

  /// Warns of a count of things, summed over all panels; says nothing of none.
  mutating func warn(_ count: Int, _ what: String) {
    guard count > 0 else { return }
    func text(_ count: Int) -> String { "\(count) \(count == 1 ? what : what + "s") not drawn" }
    let before = lost[what] ?? 0
    lost[what] = before + count
    if let index = warnings.firstIndex(of: text(before)), before > 0 {
      warnings[index] = text(before + count)
    } else {
      warn(text(count))
    }
  }
}

/// The characters of lines, corners and hatching in a glyph set; for block those of code page 437.
struct FrameGlyphs {
  let vertical: Character
  let horizontal: Character
  let corner: Character
  let tickLeft: Character
  let tickDown: Character
  let minorLeft: Character
  let minorDown: Character
  /// Reference lines.
  let ruleAcross: Character
  let ruleDown: Character
  /// What has no value.
  let hatch: Character

  init(_ set: GlyphSet) {
    let parts: [Character] = set == .ascii ? Array("|-+++|-") : Array("│─└┤┬┤┬")
    let rules: [Character] = set == .ascii || set == .block ? Array("-:/") : Array("╌╎╱")
    (ruleAcross, ruleDown, hatch) = (rules[0], rules[1], rules[2])
    (vertical, horizontal, corner) = (parts[0], parts[1], parts[2])
    (tickLeft, tickDown) = (parts[3], parts[4])
    (minorLeft, minorDown) = (parts[5], parts[6])
  }
}
