import Lessons
import Notebook
import Screen

/// The contents beside the text of a lesson, where there is room for both.
extension Tutor {
  private struct SideRow {
    var section: Int
    var line: Line
  }

  /// Titles are broken rather than cut: several may begin with the same words.
  private func sideRows(_ reading: Reading) -> [SideRow] {
    let width = layout.sidebarColumns - 3
    return reading.sections.enumerated().flatMap { index, section -> [SideRow] in
      let (done, total) = count(ofSection: index, reading)
      let count = total == 0 ? "" : "\(done)/\(total)"
      let isChosen = index == self.section
      let name = section.title.map(\.plainText).joined()
      let lines = TextFlow.wrap(
        [Span(shown(name.isEmpty ? "Beginning" : name), isChosen ? theme.focus : theme.text)],
        width: max(4, width - 3 - max(4, count.count)),
        first: Line(isChosen ? "\(marks.path) " : "  ", theme.focus), rest: Line("  "))
      return lines.enumerated().map { offset, line in
        var line = line
        if offset == 0, !count.isEmpty {
          line.append(String(repeating: " ", count: max(1, width - line.columns - count.count)))
          line.append(count, done == total ? theme.good : theme.muted)
        }
        return SideRow(section: index, line: line)
      }
    }
  }

  private var sideTop: Int { layout.bodyTop + 2 }

  /// Scrolled so that the section of the reader is seen.
  private func visible(_ rows: [SideRow]) -> ArraySlice<SideRow> {
    let room = max(0, layout.bodyRows - 2)
    let chosen = rows.firstIndex { $0.section == section } ?? 0
    let first = max(0, min(chosen - room / 2, rows.count - room))
    return rows.dropFirst(first).prefix(room)
  }

  func drawSidebar(_ grid: inout Grid, _ reading: Reading) {
    for row in layout.bodyTop..<layout.bodyTop + layout.bodyRows {
      grid.write(
        String(marks.vertical), column: layout.sidebarColumns - 1, row: row, style: theme.frame)
    }
    grid.write("Contents", column: 1, row: layout.bodyTop, style: theme.muted)
    for (offset, row) in visible(sideRows(reading)).enumerated() {
      grid.write(row.line, column: 1, row: sideTop + offset)
    }
  }

  /// The section whose title stands on a row of the screen.
  func section(atSideRow row: Int) -> Int? {
    guard let reading, row >= sideTop else { return nil }
    return visible(sideRows(reading)).dropFirst(row - sideTop).first?.section
  }
}
