/// Columns of text: the first aligned left, the others right.
struct TextTable {
  var header: [String]
  var rows: [[String]]

  var text: String {
    let all = [header] + rows
    let widths = header.indices.map { column in
      all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return all.map { row in
      let cells = zip(row, widths).enumerated().map { place, pair in
        let blanks = String(repeating: " ", count: pair.1 - pair.0.count)
        return place == 0 ? pair.0 + blanks : blanks + pair.0
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}
