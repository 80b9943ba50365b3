import Foundation
import Screen
import Testing

@testable import Plot

/// Lines on random data: every point is on show, no dot is stray, every glyph knows its point.
///
/// The failing seed is the argument that the report names.
@Suite struct LinePropertyTests {
  /// A random line with gaps, in a random look, area and glyph set.
  private struct Trial {
    let series: Series
    let plan: AxesPlan
    let layout: AxesRenderer
    let rendering: Rendering
    let dots: DotCanvas
    let look: SeriesLook

    init(_ seed: Int, hasLimits: Bool = false) {
      var random = Generator(seed)
      let isLog = seed % 3 == 0
      let isWalk = seed % 2 == 0
      let count = min([1, 2, 5, 20, 60, 700, 3000][seed % 7], isWalk ? 3000 : 60)
      var x: [Double] = []
      var y: [Double] = []
      var height = 0.0
      for index in 0..<count {
        let place = isWalk ? Double(index) : Double.random(in: 0...10, using: &random)
        height =
          (isWalk ? height : 0) + Double.random(in: -1...1, using: &random) * (isWalk ? 0.3 : 3)
        x.append(isLog ? exp(place / Double(max(1, count)) * 5) : place)
        y.append(isLog ? exp(height) : height)
        if count > 2, Int.random(in: 0..<12, using: &random) == 0 { y[index] = .nan }
      }
      let finite = y.filter(\.isFinite).sorted()
      let scale: Axis.Scale = isLog ? .log(base: 10) : .linear
      var axes = Axes(x: Axis(scale: scale), y: Axis(scale: scale), layers: [])
      if hasLimits, let low = finite.first, let high = finite.last, low < high {
        let middle = isLog ? (low * high).squareRoot() : (low + high) / 2
        axes.y.domain = (isLog ? (low * middle).squareRoot() : (low + middle) / 2)...high
      }
      series = Series(name: "s", x: x, y: y)
      axes.layers = [.line(series)]
      axes.seriesOrder = (0..<Int.random(in: 0..<6, using: &random)).map { "other \($0)" } + ["s"]
      let size = Size(
        columns: Int.random(in: 30...130, using: &random),
        rows: Int.random(in: 12...40, using: &random))
      let capabilities = Capabilities(glyphs: GlyphSet.allCases[seed / 7 % 4])
      plan = AxesPlan(axes)
      layout = AxesRenderer(
        plan, panel: 0, in: Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 1),
        capabilities, footnotes: 0)
      rendering = Figure(title: "t", panel: .axes(axes)).render(in: size, capabilities)
      dots = DotCanvas(
        columns: layout.plot.columns, rows: layout.plot.rows, glyphs: capabilities.glyphs)
      look = SeriesLook(axes.seriesOrder.count - 1, capabilities)
    }

    /// Where a point is, in dots from the left and from the top.
    func place(_ index: Int) -> (x: Double, y: Double)? {
      let (x, y) = (series.x[index], series.y[index])
      guard plan.x.isDrawable(x), plan.y.isDrawable(y) else { return nil }
      return (
        plan.x.fraction(x) * Double(dots.dotColumns),
        (1 - plan.y.fraction(y)) * Double(dots.dotRows)
      )
    }

    /// The dot that a point lights.
    func dot(_ index: Int) -> (x: Int, y: Int)? {
      place(index).map {
        let up = Int(plan.y.fraction(series.y[index]) * Double(dots.dotRows))
        return (min(dots.dotColumns - 1, Int($0.x)), max(0, dots.dotRows - 1 - up))
      }
    }

    func owner(_ column: Int, _ row: Int) -> Owner {
      rendering.owner(column: layout.plot.column + column, row: layout.plot.row + row)
    }

    /// The lit dots of the line, and the cells of markers, which hide what they cover.
    var drawn: (dots: [(x: Int, y: Int)], markers: Set<Int>) {
      var masks: [Character: Int] = [:]
      for mask in (0..<(1 << (dots.across * dots.down))).reversed() {
        masks[dots.character(UInt8(mask), cell: 0)] = mask
      }
      var lit: [(Int, Int)] = []
      var markers: Set<Int> = []
      for row in 0..<dots.rows {
        for column in 0..<dots.columns {
          switch owner(column, row) {
          case .point: markers.insert(row * dots.columns + column)
          case .line:
            let glyph = rendering.grid[layout.plot.column + column, layout.plot.row + row]
            let mask = dots.glyphs == .ascii ? 1 : masks[glyph.character] ?? 0
            for bit in 0..<(dots.across * dots.down) where mask >> bit & 1 == 1 {
              lit.append(
                (column * dots.across + bit % dots.across, row * dots.down + bit / dots.across))
            }
          default: break
          }
        }
      }
      return (lit, markers)
    }
  }

  @Test(arguments: 0..<84) func `every point is on show`(seed: Int) {
    let trial = Trial(seed)
    let (dots, markers) = trial.drawn
    let lit = Set(dots.map { $0.y * trial.dots.dotColumns + $0.x })
    // A dash leaves out at most so many dots of the line.
    let gap =
      stride(from: 1, to: trial.look.dashes.count, by: 2).map { trial.look.dashes[$0] }
      .max() ?? 0
    let isSparse = trial.series.x.count <= max(2, trial.layout.plot.columns / 3)
    for index in trial.series.x.indices {
      guard let (x, y) = trial.dot(index) else { continue }
      let cell = y / trial.dots.down * trial.dots.columns + x / trial.dots.across
      if markers.contains(cell) { continue }
      #expect(!isSparse, "point \(index) has no marker")
      let isNear = (-gap...gap).contains { dx in
        (-gap...gap).contains { dy in
          let (column, row) = (x + dx, y + dy)
          guard (0..<trial.dots.dotColumns).contains(column), row >= 0 else { return false }
          let cell = row / trial.dots.down * trial.dots.columns + column / trial.dots.across
          return lit.contains(row * trial.dots.dotColumns + column) || markers.contains(cell)
        }
      }
      #expect(isNear, "point \(index) is at \((x, y))")
    }
  }

  @Test(arguments: 0..<84, [false, true])
  func `no dot is farther than one from the line`(seed: Int, hasLimits: Bool) {
    let trial = Trial(seed, hasLimits: hasLimits)
    // The stretches that pass near each column of dots.
    let columns = trial.dots.dotColumns
    var segments = Array(
      repeating: [((x: Double, y: Double), (x: Double, y: Double))](), count: columns)
    var previous: (x: Double, y: Double)?
    for index in trial.series.x.indices {
      let place = trial.place(index)
      if let place {
        let start = previous ?? place
        let (first, last) = (Int(min(start.x, place.x)) - 2, Int(max(start.x, place.x)) + 2)
        for column in max(0, first)...min(columns - 1, last) {
          segments[column].append((start, place))
        }
      }
      previous = place
    }
    for dot in trial.drawn.dots {
      let center = (Double(dot.x) + 0.5, Double(dot.y) + 0.5)
      let isNear = segments[dot.x].contains { Self.distance(center, $0.0, $0.1) <= 1 + 1e-6 }
      #expect(isNear, "\(dot)")
    }
  }

  /// The distance of a point from a stretch, the greater of across and down.
  private static func distance(
    _ point: (Double, Double), _ start: (x: Double, y: Double), _ end: (x: Double, y: Double)
  ) -> Double {
    let (x, y) = (start.x - point.0, start.y - point.1)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    // The least of a convex function of the place on the stretch, at a corner of it.
    let corners = [0, 1, -x / dx, -y / dy, (y - x) / (dx - dy), -(x + y) / (dx + dy)]
    return corners.filter { $0.isFinite }.map {
      let t = min(1, max(0, $0))
      return max(abs(x + t * dx), abs(y + t * dy))
    }.min() ?? .infinity
  }

  @Test(arguments: 0..<42) func `glyphs of a line know the nearest point`(seed: Int) throws {
    let trial = Trial(seed)
    let places = trial.series.x.indices.map { trial.place($0) }
    for row in 0..<trial.dots.rows {
      for column in 0..<trial.dots.columns {
        switch trial.owner(column, row) {
        case .point(panel: 0, series: 0, let point):
          // A marker stands in the cell of its point.
          let dot = try #require(trial.dot(point))
          #expect(dot.x / trial.dots.across == column && dot.y / trial.dots.down == row)
        case .line(panel: 0, series: 0, let point):
          // One of the ends of a stretch that passes here; no point lies in between.
          let place = try #require(places[point])
          let center = (
            (Double(column) + 0.5) * Double(trial.dots.across),
            (Double(row) + 0.5) * Double(trial.dots.down)
          )
          let reach = Double(max(trial.dots.across, trial.dots.down))
          let isBeside = [point - 1, point + 1].contains { index in
            guard places.indices.contains(index), let other = places[index] else { return false }
            return Self.distance(center, place, other) <= reach
          }
          #expect(isBeside || Self.distance(center, place, place) <= reach)
        case .series, .band: Issue.record("a line without a point")
        default: break
        }
      }
    }
  }

  @Test func `a point between two gaps is seen in every look`() {
    for look in 0..<6 {
      // Enough points that few have markers, so that the dots alone must show them.
      let x = (0..<400).map(Double.init)
      let y = x.map { Int($0) % 2 == 0 ? $0 : .nan }
      var axes = Axes(x: Axis(), y: Axis(), layers: [.line(Series(name: "s", x: x, y: y))])
      axes.seriesOrder = (0..<look).map { "other \($0)" } + ["s"]
      let rendering = Figure(title: "t", panel: .axes(axes)).render(
        in: Size(columns: 80, rows: 24), Capabilities())
      let columns = Set(
        rendering.owners.indices.filter {
          switch rendering.owners[$0] {
          case .line, .point: true
          default: false
          }
        }.map { $0 % 80 })
      let (first, last) = (columns.min() ?? 0, columns.max() ?? 0)
      #expect(last > 60 && columns.count == last - first + 1)
    }
  }

  @Test(arguments: 0..<30) func `without colour every series keeps a look of its own`(seed: Int) {
    var random = Generator(seed)
    let count = Int.random(in: 1...6, using: &random)
    let layers = (0..<count).map { index -> Layer in
      let x = (0..<8).map(Double.init)
      return .line(
        Series(name: "s\(index)", x: x, y: x.map { _ in Double.random(in: 0...1, using: &random) }))
    }
    let figure = Figure(title: "t", panel: .axes(Axes(x: Axis(), y: Axis(), layers: layers)))
    for glyphs in GlyphSet.allCases {
      let renderings = ColorDepth.allCases.map {
        figure.render(in: Size(columns: 80, rows: 24), Capabilities(glyphs: glyphs, colors: $0))
      }
      #expect(Set(renderings.map(\.grid.text)).count == 1)
      #expect(Set(renderings.map(\.owners)).count == 1)
      let looks = (0..<count).map { SeriesLook($0, Capabilities(glyphs: glyphs, colors: .none)) }
      #expect(Set(looks.map(\.marker)).count == count)
      #expect(Set(looks.map(\.dashes)).count == count)
      for look in looks { #expect(renderings[0].grid.text.contains(look.marker)) }
    }
  }
}
