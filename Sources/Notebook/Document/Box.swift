import Screen

extension LayoutContext {
  /// Columns inside a box.
  var boxWidth: Int { isNarrow || isSpoken ? measure : measure - 4 }

  /// A light box with words on its upper edge; on narrow screens a rule above the body.
  ///
  /// - Parameters:
  ///   - title: What the box is called.
  ///   - state: How it stands with it; where there is no room for both, the title is cut.
  ///   - right: What stands at the right end, where there is room for it.
  ///   - body: The lines in the box.
  /// - Returns: The lines of the box.
  func box(title: [Span], state: [Span] = [], right: [Span], body: [Line]) -> [Line] {
    let separator = Span(" \(marks.separator) ", theme.muted)
    let isBoth = !title.isEmpty && !state.isEmpty
    guard !isSpoken else { return spoken(title + (isBoth ? [separator] : []) + state) + body }
    var aside = right.isEmpty ? Line() : Line([Span(" ")] + right + [Span(" ")])
    let corners = isNarrow ? 2 : 4
    let room = measure - corners - 2
    // The beginning of a long state says what matters.
    let needed = min(Line(state).columns, max(20, room * 2 / 3))
    let cut = TextFlow.truncate(
      Line(title), to: max(0, room - needed - (isBoth ? 3 : 0)), ellipsis: marks.ellipsis)
    // A letter or two name nothing.
    let isNamed = !isBoth || cut.columns >= marks.ellipsis.count + 3 || cut == Line(title)
    let words = TextFlow.truncate(
      Line(isNamed ? cut.spans + (isBoth ? [separator] : []) + state : state), to: room,
      ellipsis: marks.ellipsis)
    let left = Line([Span(" ")] + words.spans + [Span(" ")])
    if left.columns + aside.columns + corners > measure { aside = Line() }
    let dashes = max(0, measure - corners - left.columns - aside.columns)
    let dash = String(marks.horizontal)
    var top = Line()
    top.append(isNarrow ? dash : "\(marks.topLeft)\(dash)", theme.frame)
    for span in left.spans { top.append(span.text, span.style) }
    top.append(String(repeating: dash, count: dashes), theme.frame)
    for span in aside.spans { top.append(span.text, span.style) }
    top.append(isNarrow ? dash : "\(dash)\(marks.topRight)", theme.frame)
    guard !isNarrow else { return [top] + body }

    let rows = body.map { line in
      let text = TextFlow.truncate(line, to: boxWidth, ellipsis: marks.ellipsis)
      var row = Line("\(marks.vertical) ", theme.frame)
      for span in text.spans { row.append(span.text, span.style) }
      row.append(String(repeating: " ", count: max(0, boxWidth - text.columns)))
      row.append(" \(marks.vertical)", theme.frame)
      return row
    }
    let bottom =
      String(marks.bottomLeft)
      + String(repeating: dash, count: max(0, measure - 2)) + String(marks.bottomRight)
    return [top] + rows + [Line(bottom, theme.frame)]
  }

  /// What stands on the edge of a box, as the beginning of its text.
  private func spoken(_ title: [Span]) -> [Line] {
    let words = title.map(\.text).joined().replacing(" \(marks.separator) ", with: ", ")
    return TextFlow.wrap([Span("Cell \(words).", theme.title)], width: measure)
  }

  /// The words of a mark, without its signs.
  private func spoken(_ mark: String) -> String {
    let words = String(mark.drop { !$0.isLetter })
    return words.isEmpty || words.hasSuffix(":") ? words : words + ":"
  }

  /// A sentence wrapped in a box, after a mark.
  func note(_ mark: String, _ text: String, _ style: Style, markStyle: Style) -> [Line] {
    let mark = isSpoken ? spoken(mark) : mark
    let indent = TextWidth.columns(of: mark) + (mark.isEmpty ? 0 : 1)
    let first = mark.isEmpty ? Line() : Line([Span(mark, markStyle), Span(" ")])
    return TextFlow.wrap(
      [Span(shown(text), style)], width: boxWidth, first: first,
      rest: Line(String(repeating: " ", count: indent)))
  }

  /// A bar of a share; in words beside it the time taken, and the time left as far as it is known.
  func progress(share: Double, seconds: Double, last: Double? = nil) -> Line {
    var words = " \(Int((share * 100).rounded(.down))) % \(marks.separator) \(Self.time(seconds))"
    if share > 0.02, share < 1, seconds > 0.5 {
      words += ", about \(Self.time(seconds * (1 - share) / share)) left"
    } else if let last, share < 1 {
      words += ", last time \(Self.time(last))"
    }
    let columns = max(4, min(40, boxWidth - words.count))
    let full = min(columns, max(0, Int(Double(columns) * share)))
    return Line([
      Span(String(repeating: marks.barFull, count: full), theme.progress),
      Span(String(repeating: marks.barEmpty, count: columns - full), theme.track),
      Span(words, theme.muted),
    ])
  }

  /// How long something took: milliseconds below a tenth of a second, minutes above a hundred.
  static func duration(_ seconds: Double) -> String {
    guard seconds >= 0, seconds < 0.0995 else { return time(seconds) }
    let milliseconds = Int((seconds * 1000).rounded())
    return milliseconds == 0 ? "less than 1 ms" : "\(milliseconds) ms"
  }

  /// Seconds with one decimal, minutes above a hundred seconds.
  static func time(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e6 else { return "?" }
    if seconds >= 100 { return "\(Int(seconds) / 60) min \(Int(seconds) % 60) s" }
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
