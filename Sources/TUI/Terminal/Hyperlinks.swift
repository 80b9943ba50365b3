import Screen

/// Addresses that the terminal itself can open: OSC 8, which ncurses does not know.
enum Hyperlinks {
  /// The links of some rows once more, as text with its address around it; the cursor and the
  /// colours are left as they were.
  static func written(_ grid: Grid, rows: [Int], _ colors: ColorDepth) -> String {
    var text = ""
    for row in rows {
      var column = 0
      while column < grid.size.columns {
        let number = Int(grid[column, row].style.link)
        guard number > 0, number <= grid.addresses.count,
          let address = safe(grid.addresses[number - 1])
        else {
          column += 1
          continue
        }
        var end = column
        var line = Line()
        while end < grid.size.columns, Int(grid[end, row].style.link) == number {
          let glyph = grid[end, row]
          if !glyph.isContinuation { line.append(String(glyph.character), glyph.style) }
          end += 1
        }
        text += "\u{1B}[\(row + 1);\(column + 1)H\u{1B}]8;;\(address)\u{1B}\\"
        text += line.ansi(colors) + "\u{1B}]8;;\u{1B}\\"
        column = end
      }
    }
    return text.isEmpty ? "" : "\u{1B}7\u{1B}[0m" + text + "\u{1B}8"
  }

  /// An address of a known kind in which nothing can end the sequence; nil for others.
  private static func safe(_ address: String) -> String? {
    let kinds = ["https://", "http://", "mailto:", "ftp://"]
    guard kinds.contains(where: { address.lowercased().hasPrefix($0) }), address.utf8.count <= 2000,
      address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    return address
  }
}
