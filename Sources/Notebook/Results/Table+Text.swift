import Screen

extension Table {
  /// Each row as words: `n 128, kernel flash2, scratch 49152 B`.
  public var spokenRows: [String] {
    rows.map { row in
      zip(columns, row).filter { !$1.text.isEmpty }.map { column, value in
        "\(column.name) \(value.text)" + (column.unit.isEmpty ? "" : " \(column.unit)")
      }.joined(separator: ", ")
    }
  }

  /// The table for readers: columns side by side, units in the header, numbers to the right.
  public var text: String {
    let header = columns.map { $0.unit.isEmpty ? $0.name : "\($0.name) [\($0.unit)]" }
    let lines = [header] + rows.map { $0.map(\.text) }
    let widths = columns.indices.map { column in
      lines.map { $0.indices.contains(column) ? TextWidth.columns(of: $0[column]) : 0 }.max() ?? 0
    }
    let isText = columns.indices.map { column in
      rows.contains { row in
        guard row.indices.contains(column), case .text = row[column] else { return false }
        return true
      }
    }
    return lines.map { line in
      zip(line, widths).enumerated().map { column, pair in
        let blanks = String(repeating: " ", count: max(0, pair.1 - TextWidth.columns(of: pair.0)))
        return isText[column] ? pair.0 + blanks : blanks + pair.0
      }.joined(separator: "  ") + "\n"
    }.joined()
  }
}
