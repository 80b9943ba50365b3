extension Line {
  /// The line broken between words so that no piece takes more columns; at least one line.
  ///
  /// Words longer than a line are broken between graphemes; newlines break always.
  ///
  /// - Parameters:
  ///   - columns: the most columns a piece may take; below 2 counts as 2.
  ///   - hangingIndent: blanks before every piece but the first.
  /// - Returns: the pieces, at least one.
  public func wrapped(to columns: Int, hangingIndent: Int = 0) -> [Line] {
    let columns = max(2, columns)
    var wrapping = Wrapping(
      columns: columns, indent: max(0, min(hangingIndent, columns - 2)))
    for span in spans {
      for character in span.text { wrapping.take(character, span.style) }
    }
    return wrapping.finish()
  }

  /// The line, or as much of it as fits with a mark at its end for the rest.
  ///
  /// - Parameters:
  ///   - columns: the most columns it may take.
  ///   - glyphs: decides the mark: `…`, in ASCII `~`.
  /// - Returns: a line of at most so many columns.
  public func clipped(to columns: Int, _ glyphs: GlyphSet = .braille) -> Line {
    guard self.columns > columns else { return self }
    guard columns > 0 else { return Line() }
    var line = Line()
    var used = 0
    for span in spans {
      for character in span.text {
        let width = TextWidth.columns(of: character)
        if used + width > columns - 1 {
          line.append(glyphs == .ascii ? "~" : "…", span.style)
          return line
        }
        line.append(String(character), span.style)
        used += width
      }
    }
    return line
  }
}

extension TextWidth {
  /// The text, or as much of it as fits with `mark` at its end for the rest.
  public static func clip(_ text: String, to columns: Int, mark: Character = "~") -> String {
    guard self.columns(of: text) > columns else { return text }
    guard columns > 0 else { return "" }
    var clipped = ""
    var used = 0
    for character in text {
      let width = self.columns(of: character)
      if used + width > columns - 1 { break }
      clipped.append(character)
      used += width
    }
    clipped.append(mark)
    return clipped
  }
}

/// Lines being filled greedily with words.
private struct Wrapping {
  typealias Piece = (character: Character, style: Style, width: Int)

  let columns: Int
  let indent: Int
  private var lines: [Line] = []
  private var current: [Piece] = []
  private var used = 0
  /// Where the word at the end of the current line begins.
  private var wordStart = 0

  init(columns: Int, indent: Int) {
    self.columns = columns
    self.indent = indent
  }

  private var room: Int { lines.isEmpty ? columns : columns - indent }

  mutating func take(_ character: Character, _ style: Style) {
    if character.isNewline {
      close(current.count)
      return
    }
    let character = character == "\t" ? " " : character
    let width = TextWidth.columns(of: character)
    guard width > 0 else { return }
    if character == " " {
      // A blank that would begin a broken line, or stand past the edge, is not written.
      if current.isEmpty && !lines.isEmpty || used >= room {
        wordStart = current.count
        return
      }
      current.append((character, style, 1))
      used += 1
      wordStart = current.count
      return
    }
    if used + width > room {
      let hasWordBefore = current[..<wordStart].contains { $0.character != " " }
      close(hasWordBefore ? wordStart : current.count)
    }
    current.append((character, style, width))
    used += width
  }

  /// Ends the current line before that piece; the rest begins the next line.
  private mutating func close(_ count: Int) {
    var line = Line(lines.isEmpty ? "" : String(repeating: " ", count: indent))
    var end = count
    while end > 0, current[end - 1].character == " " { end -= 1 }
    if end == 0 { line = Line() }
    for piece in current[..<end] { line.append(String(piece.character), piece.style) }
    lines.append(line)
    current.removeFirst(count)
    used = current.reduce(0) { $0 + $1.width }
    wordStart = 0
  }

  mutating func finish() -> [Line] {
    if !current.isEmpty || lines.isEmpty { close(current.count) }
    return lines
  }
}
