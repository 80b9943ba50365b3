import Lessons
public import Screen

/// Breaks styled text into lines.
public enum TextFlow {
  /// Wraps spans at spaces.
  ///
  /// A word wider than the line is cut. Line feeds break the line.
  ///
  /// - Parameters:
  ///   - spans: Styled text.
  ///   - width: Columns of a line, at least 1.
  ///   - first: What stands before the first line.
  ///   - rest: What stands before the others.
  /// - Returns: At least one line.
  public static func wrap(
    _ spans: [Span], width: Int, first: Line = Line(), rest: Line? = nil
  ) -> [Line] {
    var flow = Flow(width: max(1, width), first: first, rest: rest ?? first)
    for span in spans {
      for character in span.text {
        flow.take(character, span.style)
      }
    }
    return flow.finish()
  }

  /// The line without what exceeds the width; an ellipsis says that something is gone.
  public static func truncate(_ line: Line, to width: Int, ellipsis: String) -> Line {
    guard line.columns > width else { return line }
    let room = max(0, width - TextWidth.columns(of: ellipsis))
    var result = Line()
    var used = 0
    for span in line.spans {
      for character in span.text {
        let columns = TextWidth.columns(of: character)
        guard used + columns <= room else {
          result.append(String(ellipsis.prefix(max(0, width))), span.style)
          return result
        }
        used += columns
        result.append(String(character), span.style)
      }
    }
    return result
  }
}

extension TextFlow {
  /// One paragraph on its way to lines.
  private struct Flow {
    let width: Int
    let rest: Line
    var line: Line
    var used: Int
    var isEmpty = true
    var lines: [Line] = []
    var word: [(Character, Style)] = []
    var wordColumns = 0
    var space: Style?

    init(width: Int, first: Line, rest: Line) {
      self.width = width
      self.rest = rest
      line = first
      used = first.columns
    }

    mutating func take(_ character: Character, _ style: Style) {
      switch character {
      case "\n":
        endWord()
        endLine()
      case " ", "\t":
        endWord()
        if !isEmpty { space = style }
      default:
        word.append((character, style))
        wordColumns += TextWidth.columns(of: character)
      }
    }

    mutating func endWord() {
      guard !word.isEmpty else { return }
      if !isEmpty, used + (space == nil ? 0 : 1) + wordColumns > width { endLine() }
      if let space, !isEmpty {
        line.append(" ", space)
        used += 1
      }
      space = nil
      for (character, style) in word {
        let columns = TextWidth.columns(of: character)
        if used + columns > width, !isEmpty { endLine() }
        line.append(String(character), style)
        used += columns
        isEmpty = false
      }
      word = []
      wordColumns = 0
    }

    mutating func endLine() {
      lines.append(line)
      line = rest
      used = rest.columns
      isEmpty = true
      space = nil
    }

    mutating func finish() -> [Line] {
      endWord()
      if !isEmpty || lines.isEmpty { endLine() }
      return lines
    }
  }
}

extension LayoutContext {
  /// Inline text as styled spans.
  func spans(_ inlines: [Inline], _ style: Style) -> [Span] {
    inlines.flatMap { inline -> [Span] in
      switch inline {
      case .text(let text): [Span(shown(text), style)]
      case .code(let text):
        // Without colour the quotes tell code from prose.
        capabilities.colors == .none
          ? [Span("`" + shown(text) + "`", style)] : [Span(shown(text), theme.code.over(style))]
      case .emphasis(let inner): spans(inner, theme.emphasis.over(style))
      case .strong(let inner): spans(inner, theme.strong.over(style))
      case .strikethrough(let inner): spans(inner, theme.struck.over(style))
      case .link(let destination, let inner):
        spans(inner, linkStyle(destination).over(style))
          + (isInteractive || destination.hasPrefix("#")
            || inner.map(\.plainText).joined() == destination
            ? [] : [Span(" (\(shown(destination)))", theme.muted)])
      case .image(_, let alt):
        [Span("[", theme.muted)] + spans(alt, style) + [Span("]", theme.muted)]
      case .softBreak: [Span(" ", style)]
      case .lineBreak: [Span("\n", style)]
      }
    }
  }
}

extension LayoutContext {
  private func linkStyle(_ destination: String) -> Style {
    var style = theme.link
    style.link = linkNumbers[destination] ?? 0
    return style
  }
}

extension Style {
  /// This style on top of another: its colours where it has any, the attributes of both.
  func over(_ base: Style) -> Style {
    Style(
      foreground: foreground == .standard ? base.foreground : foreground,
      background: background == .standard ? base.background : background,
      attributes: attributes.union(base.attributes), link: max(link, base.link))
  }
}
