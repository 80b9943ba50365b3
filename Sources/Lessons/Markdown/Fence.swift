/// The lines that open and close fenced code.
enum Fence {
  /// Whether the last of the lines does not close what the first opens.
  static func isUnclosed(_ lines: ClosedRange<Int>, of source: SourceText) -> Bool {
    let opening = marks(of: source.line(lines.lowerBound))
    guard lines.count > 1 else { return true }
    let last = source.line(lines.upperBound)
    let closing = marks(of: last)
    let rest = last.drop { $0 == " " || $0 == "\t" || $0 == ">" }.dropFirst(closing.count)
    return closing.first != opening.first || closing.count < opening.count
      || !rest.allSatisfy(\.isWhitespace)
  }

  /// The run of backticks or tildes that a line begins with, behind markers of lists and quotes.
  private static func marks(of line: String) -> Substring {
    guard let start = line.firstIndex(where: { $0 == "`" || $0 == "~" }) else { return "" }
    let mark = line[start]
    return line[start...].prefix { $0 == mark }
  }
}
