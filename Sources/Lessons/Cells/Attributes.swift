/// The attribute group of a cell: `{#id .kind key=value}`.
struct Attributes {
  var id: Located<String>?
  var kind: Located<String>?
  var pairs: [(key: Located<String>, value: Located<String>)] = []

  /// Reads the line that opens a fence; nil when there is no group, which is reported.
  init?(line number: Int, of source: SourceText, into report: inout Report) {
    let line = Array(source.line(number))
    guard let start = line.firstIndex(of: "{"), let end = line.lastIndex(of: "}"), start < end
    else {
      let column = (line.firstIndex { $0.isLetter } ?? 0) + 1
      let place = SourcePosition(line: number, column: column)
      report.add(
        .badAttributes, at: SourceRange(start: place, length: max(1, line.count - column + 1)),
        "expected the attributes of the cell, as in 'flash {#id .run}'")
      return nil
    }
    for word in Self.words(line, from: start + 1, to: end, on: number) {
      read(word, into: &report)
    }
    let rest = String(line[(end + 1)...]).trimmingBlanks
    if !rest.isEmpty {
      let place = SourcePosition(line: number, column: end + 2)
      report.add(.badAttributes, at: SourceRange(start: place), "nothing may follow the '}'")
    }
  }

  /// The words between the braces; blanks in double quotes do not separate.
  private static func words(
    _ line: [Character], from start: Int, to end: Int, on number: Int
  ) -> [Located<String>] {
    var words: [Located<String>] = []
    var index = start
    while index < end {
      if line[index].isWhitespace {
        index += 1
        continue
      }
      let first = index
      var isQuoted = false
      while index < end, isQuoted || !line[index].isWhitespace {
        if line[index] == "\"" { isQuoted.toggle() }
        index += 1
      }
      let place = SourcePosition(line: number, column: first + 1)
      words.append(
        Located(
          String(line[first..<index]), SourceRange(start: place, length: index - first)))
    }
    return words
  }

  private mutating func read(_ word: Located<String>, into report: inout Report) {
    let text = word.value
    var range = word.range
    if text.hasPrefix("#") {
      if id != nil { report.add(.badAttributes, at: range, "the cell has two ids") }
      id = Located(String(text.dropFirst()), range)
    } else if text.hasPrefix(".") {
      range.start.column += 1
      range.length = max(1, range.length - 1)
      if kind != nil { report.add(.badAttributes, at: range, "the cell has two kinds") }
      kind = Located(String(text.dropFirst()), range)
    } else if let equal = text.firstIndex(of: "=") {
      let key = String(text[..<equal])
      var value = String(text[text.index(after: equal)...])
      if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") {
        value = String(value.dropFirst().dropLast())
      }
      var keyRange = range
      keyRange.length = max(1, key.count)
      range.start.column += key.count + 1
      range.length = max(1, text.count - key.count - 1)
      pairs.append((Located(key, keyRange), Located(value, range)))
    } else {
      report.add(
        .badAttributes, at: range, "expected #id, .kind or key=value, not '\(text)'")
    }
  }
}
