import Screen

/// Where the panels of a figure go: side by side while they have room, else one below another.
struct FigureLayout {
  let places: [(panel: Panel, rect: Rect)]

  /// Columns below which panels are stacked.
  private static let narrowest = 38

  init(_ figure: Figure, in rect: Rect) {
    let rows = Self.arranged(figure, columns: rect.columns)
    let wishes =
      rows.count == 1
      ? [rect.rows]
      : rows.map { row in
        let columns = rect.columns / max(1, row.count)
        return row.map { $0.preferredRows(columns: columns, maximum: rect.rows) }.max() ?? 1
      }
    let total = max(1, wishes.reduce(0, +) + max(0, rows.count - 1))
    var places: [(Panel, Rect)] = []
    var top = rect.row
    let bottom = rect.row + rect.rows
    for (index, row) in rows.enumerated() {
      let isLast = index == rows.count - 1
      let rest = wishes[(index + 1)...].reduce(0) { $0 + min($1, 10) + 1 }
      let fair = max(min(10, wishes[index]), wishes[index] * rect.rows / total)
      let share = isLast ? bottom - top : max(1, min(fair, max(bottom - top - rest, 6)))
      let height = min(share, bottom - top)
      guard height > 0 else { break }
      let gap = 2
      let width = max(1, (rect.columns - gap * (row.count - 1)) / max(1, row.count))
      for (place, panel) in row.enumerated() {
        places.append(
          (
            panel,
            Rect(
              column: rect.column + place * (width + gap), row: top, columns: width, rows: height)
          ))
      }
      top += height + (total <= rect.rows ? 1 : 0)
    }
    self.places = places
  }

  static func arranged(_ figure: Figure, columns: Int) -> [[Panel]] {
    figure.panels.filter { !$0.isEmpty }.flatMap { row -> [[Panel]] in
      let fitting = max(1, min(row.count, (columns + 2) / (narrowest + 2)))
      return stride(from: 0, to: row.count, by: fitting).map {
        Array(row[$0..<min(row.count, $0 + fitting)])
      }
    }
  }
}

extension Panel {
  /// The rows that suit the panel at that width, a heatmap's at most `maximum`.
  func preferredRows(columns: Int, maximum: Int) -> Int {
    switch self {
    case .axes: return max(12, min(24, columns / 6 + 8))
    case .bars(let bars): return BarsRenderer.rows(bars)
    case .table(let table): return TableRenderer.rows(table)
    case .timeline(let timeline): return TimelineRenderer.rows(timeline)
    case .tileMap(let map):
      let labels = [map.title, map.x.label, map.y.label].count { !$0.isEmpty }
      return max(1, min(map.rows * (map.rows <= 8 ? 2 : 1), 32)) + 2 + labels
    case .heatmap(let map):
      return HeatmapRenderer.rows(map, columns: columns, maximum: maximum)
    }
  }
}
