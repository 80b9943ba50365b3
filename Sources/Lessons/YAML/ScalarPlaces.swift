/// Where each character of a scalar stands in the file, also when it is folded over several lines.
struct ScalarPlaces {
  private let origin: SourcePosition
  /// One place for each character; empty when the scalar stands on one line as it is.
  private var places: [SourcePosition] = []

  init(of node: Node, text: String, in source: SourceText) {
    var origin = node.range.start
    switch node.style {
    case .plain: break
    case .quoted: origin.column += 1
    case .block: origin = SourcePosition(line: origin.line + 1, column: 1)
    }
    self.origin = origin
    let line = source.line(origin.line)
    guard !line.dropFirst(origin.column - 1).hasPrefix(text) else { return }
    // Blanks may have been folded, so the other characters are matched one by one.
    var place = origin
    var rest = line.dropFirst(origin.column - 1)
    for character in text.prefix(4096) {
      if character.isWhitespace {
        places.append(place)
        continue
      }
      while place.line <= source.lines.count, rest.first != character {
        if rest.isEmpty {
          place = SourcePosition(line: place.line + 1, column: 1)
          rest = source.line(place.line)[...]
        } else {
          rest.removeFirst()
          place.column += 1
        }
      }
      guard !rest.isEmpty else { break }
      places.append(place)
      rest.removeFirst()
      place.column += 1
    }
  }

  func position(of offset: Int) -> SourcePosition {
    guard let last = places.last else {
      return SourcePosition(line: origin.line, column: origin.column + offset)
    }
    return places.indices.contains(offset)
      ? places[offset] : SourcePosition(line: last.line, column: last.column + 1)
  }
}
