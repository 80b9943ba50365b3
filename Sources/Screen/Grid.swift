/// The screen in memory: rows of glyphs, drawn into by value.
///
/// Drawing outside is clipped, never an error. Wide characters stay whole: whatever overwrites one
/// half of a wide character blanks the other half. Controls never get in.
public struct Grid: Hashable, Sendable {
  public let size: Size
  public private(set) var glyphs: [Glyph]
  /// Addresses that terminals may open: the number of a style's link, from 1, is a place here; empty
  /// for what leads nowhere outside.
  public var addresses: [String] = []

  /// A grid of blanks; negative sizes count as zero.
  public init(_ size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    glyphs = Array(repeating: .blank, count: self.size.columns * self.size.rows)
  }

  /// The glyph at a place; blank outside, and writing outside does nothing.
  ///
  /// Writing a wide character takes the column at its right too; at the edge it becomes a blank.
  public subscript(column: Int, row: Int) -> Glyph {
    get { contains(column, row) ? glyphs[row * size.columns + column] : .blank }
    set {
      guard contains(column, row) else { return }
      let index = row * size.columns + column
      if newValue.isContinuation {
        putContinuation(newValue, column: column, index: index)
        return
      }
      release(column: column, index: index)
      if TextWidth.columns(of: newValue.character) == 2 {
        guard column + 1 < size.columns else {
          glyphs[index] = Glyph(" ", newValue.style)
          return
        }
        release(column: column + 1, index: index + 1)
        glyphs[index + 1] = .continuation(newValue.style)
        glyphs[index] = newValue
      } else {
        glyphs[index] = newValue.printable
      }
    }
  }

  /// The glyphs of one row; empty outside.
  public func row(_ row: Int) -> ArraySlice<Glyph> {
    guard row >= 0, row < size.rows else { return [] }
    return glyphs[row * size.columns..<(row + 1) * size.columns]
  }

  func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < size.columns && row >= 0 && row < size.rows
  }

  /// Blanks the other half of a wide character that holds this column.
  private mutating func release(column: Int, index: Int) {
    if glyphs[index].isContinuation, column > 0 {
      glyphs[index - 1] = Glyph(" ", glyphs[index - 1].style)
    } else if column + 1 < size.columns, glyphs[index + 1].isContinuation {
      glyphs[index + 1] = Glyph(" ", glyphs[index + 1].style)
    }
    glyphs[index].character = " "
  }

  /// A continuation stands only right of a wide character; elsewhere it is a blank.
  private mutating func putContinuation(_ glyph: Glyph, column: Int, index: Int) {
    if column > 0, TextWidth.columns(of: glyphs[index - 1].character) == 2 {
      if glyphs[index].isContinuation { glyphs[index].style = glyph.style }
    } else {
      release(column: column, index: index)
      glyphs[index] = Glyph(" ", glyph.style)
    }
  }
}

extension Grid {
  /// Writes text from a place to the right, clipped at the edge; returns the column after it.
  @discardableResult
  public mutating func write(
    _ text: some StringProtocol, column: Int, row: Int, style: Style = .plain
  ) -> Int {
    var column = column
    for character in text {
      let width = TextWidth.columns(of: character)
      guard width > 0 else { continue }
      if width == 2, column == -1 {
        self[0, row] = Glyph(" ", style)
      } else {
        self[column, row] = Glyph(character, style)
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
    for y in 0..<other.size.rows where row + y >= 0 && row + y < size.rows {
      for x in 0..<other.size.columns where column + x >= 0 && column + x < size.columns {
        self[column + x, row + y] = other[x, y]
      }
    }
  }

  /// Fills a rectangle with one glyph.
  public mutating func fill(_ rect: Rect, with glyph: Glyph) {
    let rows = max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.row + rect.rows))
    let last = min(size.columns, rect.column + rect.columns)
    let columns = max(0, rect.column)..<max(0, rect.column, last)
    for row in rows {
      for column in columns { self[column, row] = glyph }
    }
  }

  /// One row as a line of spans, runs of one style merged.
  public func line(_ row: Int) -> Line {
    var line = Line()
    for glyph in self.row(row) where !glyph.isContinuation {
      line.append(String(glyph.character), glyph.style)
    }
    return line
  }

  /// The grid as plain text: rows joined by newlines, trailing blanks trimmed, no escapes.
  public var text: String {
    (0..<size.rows).map { row in
      var text = ""
      var pending = 0
      for glyph in self.row(row) where !glyph.isContinuation {
        if glyph.character == " " {
          pending += 1
        } else {
          while pending > 0 {
            text.append(" ")
            pending -= 1
          }
          text.append(glyph.character)
        }
      }
      return text
    }.joined(separator: "\n")
  }
}
