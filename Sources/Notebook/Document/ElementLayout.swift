import Lessons
import Screen

extension LayoutContext {
  /// Elements one below the other, an empty line between them unless they are tight.
  func lines(_ elements: [Element], width: Int, isTight: Bool = false, depth: Int = 0) -> [Line] {
    var result: [Line] = []
    for element in elements {
      let piece = lines(element, width: width, depth: depth)
      guard !piece.isEmpty else { continue }
      if !result.isEmpty, !isTight { result.append(Line()) }
      result += piece
    }
    return result
  }

  /// One element without the space around it; cells have their own layout.
  func lines(_ element: Element, width: Int, depth: Int = 0) -> [Line] {
    switch element {
    case .heading(let level, let text):
      let style = level <= 2 ? theme.heading : theme.subheading
      return TextFlow.wrap(spans(text, style), width: width)
    case .paragraph(let text):
      return TextFlow.wrap(spans(text, theme.text), width: width)
    case .list(let list): return lines(list, width: width, depth: depth)
    case .table(let table): return lines(table, width: width)
    case .quote(let inner): return quote(inner, title: nil, theme.muted, width: width)
    case .alert(let kind, let inner):
      return quote(inner, title: kind, alertStyle(kind), width: width)
    case .code(let language, let text):
      return code(text, language: language, width: width)
    case .rule where isSpoken: return []
    case .rule:
      return [Line(String(repeating: marks.horizontal, count: width), theme.frame)]
    case .cell(let cell): return [Line("[\(cell.id)]", theme.muted)]
    case .faulty(_, let diagnostics):
      return diagnostics.flatMap { TextFlow.wrap([Span($0.description)], width: width) }
    }
  }

  private func lines(_ list: MarkdownList, width: Int, depth: Int) -> [Line] {
    let bullet = marks.bullets[depth % marks.bullets.count]
    let last = (list.start ?? 1) + list.items.count - 1
    var result: [Line] = []
    for (index, item) in list.items.enumerated() {
      let label: String
      if let start = list.start {
        let number = String(start + index)
        label = String(repeating: " ", count: String(last).count - number.count) + number + ". "
      } else {
        label = "\(bullet) "
      }
      let indent = TextWidth.columns(of: label)
      let inner = lines(
        item, width: max(4, width - indent), isTight: list.isTight, depth: depth + 1)
      if !result.isEmpty, !list.isTight { result.append(Line()) }
      for (row, line) in (inner.isEmpty ? [Line()] : inner).enumerated() {
        let before = row == 0 ? label : String(repeating: " ", count: indent)
        result.append(Line([Span(before, theme.muted)] + line.spans))
      }
    }
    return result
  }

  private func alertStyle(_ kind: String) -> Style {
    switch kind {
    case "warning", "important": theme.warning
    case "caution": theme.bad
    case "tip": theme.good
    default: theme.focus
    }
  }

  private func quote(_ inner: [Element], title: String?, _ style: Style, width: Int) -> [Line] {
    var body = lines(inner, width: max(4, width - 2))
    if let title {
      let name = title.prefix(1).uppercased() + title.dropFirst()
      body.insert(Line(shown(isSpoken ? "\(name):" : name), style.over(theme.strong)), at: 0)
    } else if isSpoken {
      body.insert(Line("Quoted:", theme.muted), at: 0)
    }
    guard !isSpoken else { return body }
    return body.map { Line([Span("\(marks.quote) ", style)] + $0.spans) }
  }
}
