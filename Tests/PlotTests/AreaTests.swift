import Plot
import Screen
import Testing

/// Tile maps and timelines take the room that they are given.
@Suite struct AreaTests {
  /// The columns and rows in which an owner is found.
  private static func extent(
    _ rendering: Rendering, _ isOurs: (Owner) -> Bool
  ) -> (columns: Int, rows: Int) {
    let size = rendering.grid.size
    let places = rendering.owners.indices.filter { isOurs(rendering.owners[$0]) }
    let (columns, rows) = (places.map { $0 % size.columns }, places.map { $0 / size.columns })
    return (
      (columns.max() ?? -1) - (columns.min() ?? 0) + 1, (rows.max() ?? -1) - (rows.min() ?? 0) + 1
    )
  }

  @Test(arguments: [(80, 24), (120, 40), (160, 50), (40, 12)])
  func `tiles grow with the area and stay square`(columns: Int, rows: Int) {
    for count in [2, 4, 6] {
      let map = TileMap(
        rows: count, columns: count, states: Array(repeating: .done, count: count * count))
      let rendering = Figure(title: "", panel: .tileMap(map)).render(
        in: Size(columns: columns, rows: rows), Capabilities())
      let all = Self.extent(rendering) { if case .cell = $0 { true } else { false } }
      let one = Self.extent(rendering) { $0 == .cell(panel: 0, row: 0, column: 0) }
      // As high as the rows allow, or as the largest tile is.
      #expect(all.rows > rows - 4 - count || one.rows >= 7)
      #expect(one.columns == 2 * one.rows)
      #expect(rendering.warnings == [])
    }
  }

  @Test func `lanes grow with the area`() {
    let lanes = (0..<3).map { Timeline.Lane(name: "lane \($0)", spans: [.init(start: 0, end: 9)]) }
    let figure = Figure(title: "", panel: .timeline(Timeline(lanes: lanes, time: Axis())))
    for (rows, height) in [(6, 1), (12, 2), (40, 5)] {
      let rendering = figure.render(in: Size(columns: 80, rows: rows), Capabilities())
      #expect(Self.extent(rendering) { $0 == .point(panel: 0, series: 1, point: 0) }.rows == height)
    }
  }
}
