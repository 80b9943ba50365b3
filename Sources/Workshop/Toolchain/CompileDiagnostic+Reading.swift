extension CompileDiagnostic {
  /// The diagnostics in what the compiler wrote, as in `Exercise.swift:3:5: error: …`.
  static func all(in text: String) -> [CompileDiagnostic] {
    text.split(separator: "\n").compactMap { CompileDiagnostic(line: $0) }
  }

  private init?(line: Substring) {
    for severity in [Severity.error, .warning, .note, .remark] {
      let mark = "\(severity.rawValue): "
      if line.hasPrefix(mark) {
        self.init(
          file: "", line: 0, column: 0, severity: severity,
          message: Self.message(line.dropFirst(mark.count)))
        return
      }
      guard let range = line.firstRange(of: ": \(mark)") else { continue }
      let place = line[..<range.lowerBound].split(separator: ":")
      guard place.count >= 3, let row = Int(place[place.count - 2]),
        let column = Int(place[place.count - 1])
      else { continue }
      let path = place.dropLast(2).joined(separator: ":")
      self.init(
        file: path.split(separator: "/").last.map(String.init) ?? path, line: row, column: column,
        severity: severity, message: Self.message(line[range.upperBound...]))
      return
    }
    return nil
  }

  /// Without the group that newer compilers put behind it, as in ` [#no-usage]`.
  private static func message(_ text: Substring) -> String {
    guard text.hasSuffix("]"), let mark = text.ranges(of: " [#").last else { return String(text) }
    return String(text[..<mark.lowerBound])
  }
}
