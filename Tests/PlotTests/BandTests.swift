import Plot
import Screen
import Testing

/// Bands are seen, however thin, or said not to be.
@Suite struct BandTests {
  private static func render(
    low: [Double], high: [Double], line: [Double]?, domain: ClosedRange<Double>? = 0...10
  ) -> Rendering {
    let x = low.indices.map(Double.init)
    var layers: [Layer] = [.band(Band(name: "s", x: x, low: low, high: high))]
    if let line { layers.append(.line(Series(name: "s", x: x, y: line))) }
    return Figure(
      title: "t", panel: .axes(Axes(x: Axis(), y: Axis(domain: domain), layers: layers))
    ).render(in: Size(columns: 60, rows: 20), Capabilities())
  }

  /// Cells of the band in each column.
  private static func heights(_ rendering: Rendering) -> [Int] {
    (0..<60).map { column in
      (0..<20).count {
        guard case .band(panel: 0, band: 0, _) = rendering.owner(column: column, row: $0) else {
          return false
        }
        return true
      }
    }
  }

  @Test func `a thin band is a row high`() {
    let rendering = Self.render(low: [5, 5, 5], high: [5.01, 5.01, 5.01], line: nil)
    let heights = Self.heights(rendering).filter { $0 > 0 }
    #expect(heights.count > 45 && heights.allSatisfy { $0 == 1 })
    #expect(rendering.warnings == [])
  }

  @Test func `a band that its line hides is said to be hidden`() {
    let rendering = Self.render(low: [5, 5, 5], high: [5.01, 5.01, 5.01], line: [5, 5, 5])
    #expect(Self.heights(rendering).allSatisfy { $0 == 0 })
    #expect(rendering.warnings == ["the band of s is thinner than a row and lies under its line"])
  }

  @Test func `a wide band covers its rows whichever bound is greater`() {
    let up = Self.render(low: [2, 2, 2], high: [8, 8, 8], line: nil)
    let down = Self.render(low: [8, 8, 8], high: [2, 2, 2], line: nil)
    #expect(up.grid == down.grid)
    #expect((Self.heights(up).max() ?? 0) >= 8)
  }

  @Test func `a bound without a value leaves a gap and is counted`() {
    let rendering = Self.render(
      low: [2, 2, .nan, 2, 2], high: [4, 4, 4, 4, 4], line: nil)
    let heights = Self.heights(rendering)
    let first = heights.firstIndex { $0 > 0 } ?? 0
    let last = heights.lastIndex { $0 > 0 } ?? 0
    #expect(heights[first...last].contains(0))
    #expect(rendering.warnings == ["1 value not drawn"])
  }

  @Test func `a band beyond the axes is not squeezed onto their edge`() {
    let rendering = Self.render(low: [20, 20, 20], high: [30, 30, 30], line: nil)
    #expect(Self.heights(rendering).allSatisfy { $0 == 0 })
    #expect(rendering.warnings.contains("3 values lie outside the axes"))
  }

  @Test func `a band of one point is a column`() {
    let rendering = Self.render(low: [2], high: [8], line: nil)
    #expect(Self.heights(rendering).count { $0 > 0 } == 1)
  }
}
