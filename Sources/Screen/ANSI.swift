extension Grid {
  /// The grid as text with SGR escapes for so many colours: rows joined by newlines, runs of one
  /// style merged, every row reset at its end, no trailing blanks.
  public func ansi(_ depth: ColorDepth) -> String {
    var writer = ANSIWriter(depth: depth)
    writer.bytes.reserveCapacity(glyphs.count * 4)
    for row in 0..<size.rows {
      if row > 0 { writer.bytes.append(0x0A) }
      writer.write(self.row(row))
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension Line {
  /// The line as text with SGR escapes for so many colours, reset at its end.
  public func ansi(_ depth: ColorDepth) -> String {
    var writer = ANSIWriter(depth: depth)
    for span in spans {
      writer.set(span.style)
      for character in span.text where TextWidth.columns(of: character) > 0 {
        writer.bytes.append(contentsOf: character.utf8)
      }
    }
    writer.set(.plain)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// Writes glyphs as bytes, with an escape wherever the look changes.
private struct ANSIWriter {
  let depth: ColorDepth
  var bytes: [UInt8] = []
  /// The style asked for last, and what it came to at this depth.
  private var requested = Style.plain
  private var current = Style.plain

  init(depth: ColorDepth) {
    self.depth = depth
  }

  mutating func write(_ row: ArraySlice<Glyph>) {
    var blanks = 0
    for glyph in row {
      let first = glyph.character.utf8.first ?? 0x20
      if first == 0 { continue }
      if first == 0x20, isInvisible(glyph.style) {
        blanks += 1
        continue
      }
      if blanks > 0 {
        if !isInvisible(current) { set(.plain) }
        for _ in 0..<blanks { bytes.append(0x20) }
        blanks = 0
      }
      set(glyph.style)
      if first < 0x80, glyph.character.utf8.count == 1 {
        bytes.append(first)
      } else {
        bytes.append(contentsOf: glyph.character.utf8)
      }
    }
    set(.plain)
  }

  /// Whether a blank in this style looks like a blank in none.
  private func isInvisible(_ style: Style) -> Bool {
    (style.background == .standard || depth == .none)
      && style.attributes.isDisjoint(with: [.underline, .reverse])
  }

  mutating func set(_ style: Style) {
    guard style != requested else { return }
    requested = style
    let target = style.reduced(to: depth)
    guard target != current else { return }
    defer { current = target }
    bytes.append(contentsOf: [0x1B, 0x5B])
    if target == .plain {
      bytes.append(contentsOf: [0x30, 0x6D])
      return
    }
    var needsSeparator = false
    func part(_ number: Int) {
      if needsSeparator { bytes.append(0x3B) }
      needsSeparator = true
      append(number)
    }
    if !current.attributes.isSubset(of: target.attributes) {
      part(0)
      current = .plain
    }
    for (attribute, code) in Self.codes
    where target.attributes.contains(attribute) && !current.attributes.contains(attribute) {
      part(code)
    }
    if target.foreground != current.foreground {
      for number in Self.numbers(target.foreground, base: 30) { part(number) }
    }
    if target.background != current.background {
      for number in Self.numbers(target.background, base: 40) { part(number) }
    }
    bytes.append(0x6D)
  }

  private mutating func append(_ number: Int) {
    if number >= 10 { append(number / 10) }
    bytes.append(UInt8(0x30 + number % 10))
  }

  private static let codes: [(Style.Attributes, Int)] = [
    (.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7),
  ]

  private static func numbers(_ color: Color, base: Int) -> [Int] {
    switch color {
    case .standard: [base + 9]
    case .ansi(let index) where index < 8: [base + Int(index)]
    case .ansi(let index): [base + 52 + Int(index & 15)]
    case .indexed(let index): [base + 8, 5, Int(index)]
    case .rgb(let red, let green, let blue): [base + 8, 2, Int(red), Int(green), Int(blue)]
    }
  }
}
