import Screen

/// Where the panels of a figure go: side by side while they have room, else one below another.
struct FigureLayout {
  let places: [(panel: Panel, rect: Rect)]
  /// Panels that find no room below the others.
  let hidden: Int

  /// Columns below which panels are stacked.
  private static let narrowest = 38

  init(_ figure: Figure, in rect: Rect) {
    let all = Self.arranged(figure, columns: rect.columns)
    let rows = Array(all.prefix(Self.fitting(all, in: rect.rows)))
    hidden = all.dropFirst(rows.count).reduce(0) { $0 + $1.count }
    let heights = Self.heights(rows, in: rect)
    let gap = heights.reduce(0, +) + rows.count <= rect.rows + 1 ? 1 : 0
    var places: [(Panel, Rect)] = []
    var top = rect.row
    for (row, height) in zip(rows, heights) {
      let between = 2
      let width = max(1, (rect.columns - between * (row.count - 1)) / max(1, row.count))
      for (place, panel) in row.enumerated() {
        let column = rect.column + place * (width + between)
        places.append((panel, Rect(column: column, row: top, columns: width, rows: height)))
      }
      top += height + gap
    }
    self.places = places
  }

  /// The height of each row of panels: what it asks for, or its share of what there is; the last
  /// takes the rest.
  private static func heights(_ rows: [[Panel]], in rect: Rect) -> [Int] {
    let leasts = rows.map(least)
    let wishes = zip(rows, leasts).map { row, least in
      let columns = rect.columns / max(1, row.count)
      let wish = row.map { $0.preferredRows(columns: columns, maximum: rect.rows) }.max() ?? 1
      return max(least, wish)
    }
    let total = wishes.reduce(0, +) + max(0, rows.count - 1)
    var left = rect.rows - (total <= rect.rows ? rows.count - 1 : 0)
    var heights = wishes
    if total > rect.rows {
      let spare = rect.rows - leasts.reduce(0, +)
      let wanted = max(1, zip(wishes, leasts).reduce(0) { $0 + $1.0 - $1.1 })
      heights = zip(wishes, leasts).map { $1 + ($0 - $1) * max(0, spare) / wanted }
    }
    for index in heights.indices {
      let isLast = index == heights.count - 1
      heights[index] = isLast ? max(1, left) : min(heights[index], max(1, left))
      left -= heights[index]
    }
    return heights
  }

  /// How many rows of panels can be drawn in so many rows of the screen; the first always is.
  private static func fitting(_ rows: [[Panel]], in height: Int) -> Int {
    var used = 0
    for (index, row) in rows.enumerated() {
      used += least(row)
      if used > height { return max(1, index) }
    }
    return rows.count
  }

  private static func least(_ row: [Panel]) -> Int { row.map(\.leastRows).max() ?? 1 }

  /// The rows below which panels of a figure would be left out.
  static func leastRows(_ figure: Figure, columns: Int) -> Int {
    arranged(figure, columns: columns).reduce(0) { $0 + least($1) }
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
    case .bars(let bars):
      return bars.direction == .up ? min(maximum, 18) : BarsRenderer.rows(bars)
    case .table(let table): return TableRenderer.rows(table)
    case .timeline(let timeline): return TimelineRenderer.rows(timeline, columns: columns)
    case .tileMap(let map):
      let labels = [map.title, map.x.label, map.y.label].count { !$0.isEmpty }
      return max(1, min(map.rows * (map.rows <= 8 ? 2 : 1), 32)) + 2 + labels
    case .heatmap(let map):
      return HeatmapRenderer.rows(map, columns: columns, maximum: maximum)
    }
  }

  /// The rows below which there is nothing to see of the panel.
  fileprivate var leastRows: Int {
    switch self {
    case .axes(let axes): axes.title.isEmpty ? 5 : 6
    case .bars(let bars): min(BarsRenderer.rows(bars), 5)
    case .table(let table): min(TableRenderer.rows(table), 4)
    case .timeline(let timeline): min(TimelineRenderer.rows(timeline), 5)
    case .tileMap: 5
    case .heatmap: 5
    }
  }
}
