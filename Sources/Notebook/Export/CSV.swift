import Plot

extension Table {
  /// The table by RFC 4180, units in the header: `time [s]`; missing values are empty.
  public var csv: String {
    let header = columns.map { $0.unit.isEmpty ? $0.name : "\($0.name) [\($0.unit)]" }
    return ([header] + rows.map { $0.map(\.exactText) })
      .map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// Quoted where needed.
  fileprivate static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

extension Value {
  fileprivate var exactText: String {
    switch self {
    case .number(let value): Format.exact(value)
    default: text
    }
  }
}

extension CellOutcome {
  /// Every table of the results as CSV, `main` first; several stand below each other, each after a
  /// line `# name`.
  public var csv: String {
    let tables = results.tables.sorted {
      ($0.key == "main" ? 0 : 1, $0.key) < ($1.key == "main" ? 0 : 1, $1.key)
    }.filter { !$0.value.rows.isEmpty }
    guard tables.count > 1 else { return tables.first?.value.csv ?? "" }
    return tables.map { "# \($0.key)\r\n" + $0.value.csv }.joined(separator: "\r\n")
  }

  /// Each figure as a standalone SVG document.
  public func svgs(width: Int = 720, height: Int = 420) -> [String] {
    figures.map { $0.svg(width: width, height: height) }
  }
}

extension RunReport {
  /// The tables of every cell that has some, each after a line `# cell id`.
  public var csv: String {
    let parts = cells.filter { !$0.outcome.csv.isEmpty }
    guard parts.count > 1 else { return parts.first?.outcome.csv ?? "" }
    return parts.map { "# cell \($0.id)\r\n" + $0.outcome.csv }.joined(separator: "\r\n")
  }
}
