/// One column of one row of the screen.
public struct Glyph: Hashable, Sendable {
  /// A grapheme cluster of width 1 or 2; the column right of a wide one holds ``continuation``.
  public var character: Character
  public var style: Style

  public init(_ character: Character, _ style: Style = .plain) {
    self.character = character
    self.style = style
  }

  /// An empty column in the terminal's own colours.
  public static let blank = Glyph(" ")

  /// The right half of a wide character; writers skip it.
  public static func continuation(_ style: Style) -> Glyph { Glyph("\u{0}", style) }

  public var isContinuation: Bool { character == "\u{0}" }
}

/// The screen in memory: rows of glyphs, drawn into by value.
///
/// Drawing outside is clipped, never an error.
public struct Grid: Hashable, Sendable {
  public let size: Size
  public private(set) var glyphs: [Glyph]

  /// A grid of blanks; negative sizes count as zero.
  public init(_ size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    glyphs = Array(repeating: .blank, count: self.size.columns * self.size.rows)
  }

  /// The glyph at a place; blank outside, and writing outside does nothing.
  public subscript(column: Int, row: Int) -> Glyph {
    get { contains(column, row) ? glyphs[row * size.columns + column] : .blank }
    set { if contains(column, row) { glyphs[row * size.columns + column] = newValue } }
  }

  func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < size.columns && row >= 0 && row < size.rows
  }

  /// Writes text from a place to the right, clipped at the edge; returns the column after it.
  @discardableResult
  public mutating func write(
    _ text: some StringProtocol, column: Int, row: Int, style: Style = .plain
  ) -> Int {
    var column = column
    for character in text {
      let width = TextWidth.columns(of: character)
      guard width > 0 else { continue }
      if width == 2, column + 1 >= size.columns {
        self[column, row] = Glyph(" ", style)
      } else {
        self[column, row] = Glyph(character, style)
        if width == 2 { self[column + 1, row] = .continuation(style) }
      }
      column += width
    }
    return column
  }

  /// Writes the spans of a line from a place to the right; returns the column after it.
  @discardableResult
  public mutating func write(_ line: Line, column: Int, row: Int) -> Int {
    line.spans.reduce(column) { write($1.text, column: $0, row: row, style: $1.style) }
  }

  /// Copies another grid into this one with its top left corner at a place.
  public mutating func draw(_ other: Grid, column: Int, row: Int) {
    for y in 0..<other.size.rows {
      for x in 0..<other.size.columns {
        self[column + x, row + y] = other[x, y]
      }
    }
  }

  /// Fills a rectangle with one glyph.
  public mutating func fill(_ rect: Rect, with glyph: Glyph) {
    for y in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.row + rect.rows)) {
      for x in max(
        0, rect.column)..<max(
          0, rect.column, min(size.columns, rect.column + rect.columns))
      {
        self[x, y] = glyph
      }
    }
  }

  /// One row as a line of spans, runs of one style merged.
  public func line(_ row: Int) -> Line {
    var line = Line()
    for column in 0..<size.columns {
      let glyph = self[column, row]
      guard !glyph.isContinuation else { continue }
      line.append(String(glyph.character), glyph.style)
    }
    return line
  }

  /// The grid as plain text: rows joined by newlines, trailing blanks trimmed, no escapes.
  public var text: String {
    (0..<size.rows).map { row in
      var text = line(row).text
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }
}
