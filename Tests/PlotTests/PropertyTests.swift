import Foundation
import Screen
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@testable import Plot

@Suite struct PropertyTests {
  @Test(arguments: 0..<200) func `tick labels are exactly the ticks`(seed: Int) throws {
    var random = Generator(seed)
    let low = Double.random(in: -1...1, using: &random) * pow(10, Double(seed % 7) - 3)
    let high = low + Double.random(in: 0.01...1, using: &random) * pow(10, Double(seed % 5) - 2)
    let plan = AxisPlan.horizontal(
      Axis(), Projection(.linear, low: low, high: high), columns: 80, isASCII: true)
    #expect(plan.ticks.ticks.count >= 2)
    guard plan.ticks.note.isEmpty else { return }
    for tick in plan.ticks.ticks where !"kMu".contains(tick.label.last ?? " ") {
      #expect(try #require(Double(tick.label)) == tick.value)
    }
  }

  @Test(arguments: 0..<60) func `log ticks are 1, 2, 5 or 3 times a power`(seed: Int) {
    var random = Generator(seed)
    let low = pow(10, Double.random(in: -12...12, using: &random))
    let high = low * pow(10, Double.random(in: 1...9, using: &random))
    let set = LogTicks.best(low: low, high: high, base: 10, format: .auto, isASCII: true) { _ in
      true
    }
    for tick in set.ticks {
      #expect([1, 2, 3, 5].contains(DecimalNumber(tick.value)?.mantissa ?? 0))
      #expect(tick.value >= low * (1 - 1e-9) && tick.value <= high * (1 + 1e-9))
    }
  }

  @Test(arguments: 0..<40) func `every point marks its own cell`(seed: Int) {
    var random = Generator(seed)
    let xs = (0..<9).map { _ in Double.random(in: 0...1, using: &random) }
    let x = xs
    let y = (0..<9).map { _ in Double.random(in: 0...1, using: &random) }
    let axes = Axes(x: Axis(), y: Axis(), layers: [.points(Series(name: "s", x: x, y: y))])
    let size = Size(columns: 70, rows: 20)
    let layout = AxesRenderer(
      AxesPlan(axes), panel: 0, in: Rect(column: 0, row: 1, columns: 70, rows: 19), Capabilities(),
      footnotes: 0)
    let rendering = Figure(title: "t", panel: .axes(axes)).render(in: size, Capabilities())
    for (x, y) in zip(x, y) {
      let owner = rendering.owner(column: layout.column(x), row: layout.row(y))
      guard case .point(panel: 0, series: 0, let point) = owner else {
        Issue.record("\(owner) owns the cell of a point")
        continue
      }
      #expect(layout.column(x) == layout.column(xs[point]))
    }
  }

  @Test func `colour changes no glyph of a line plot`() {
    for figure in [Samples.scaling, Samples.curves] {
      let size = Size(columns: 90, rows: 26)
      let texts = ColorDepth.allCases.map {
        figure.render(in: size, Capabilities(colors: $0)).grid.text
      }
      #expect(Set(texts).count == 1)
    }
  }

  @Test(arguments: 0..<40) func `levels of a heatmap rise with the values`(seed: Int) {
    var random = Generator(seed)
    let values = (0..<50).map { _ in Double.random(in: -3...9, using: &random) }
    let map = Heatmap(rows: 5, columns: 10, values: values)
    let scale = HeatmapScale(map, levels: 12)
    let levels = values.sorted().compactMap { scale.level($0) }
    #expect(levels == levels.sorted())
    #expect(levels.first == 0 && levels.last == 11)
  }

  @Test(arguments: [(1.0, 2.0), (0.03, -1.5), (7.0, 0.5)])
  func `an exact power law is fitted exactly`(factor: Double, power: Double) throws {
    let x: [Double] = [1, 2, 4, 8, 16, 32]
    let y = x.map { factor * pow($0, power) }
    let trend = try #require(Trend(Series(name: "s", x: x, y: y), isLogX: true, isLogY: true))
    #expect(abs(trend.slope - power) < 1e-12)
    let back = Series(name: "s", x: x.reversed(), y: y.reversed())
    #expect(Trend(back, isLogX: true, isLogY: true) == trend)
  }

  @Test(arguments: Samples.all.map(\.name)) func `SVG is well-formed XML`(name: String) throws {
    let figure = try #require(Samples.all.first { $0.name == name }?.figure)
    let parser = XMLParser(data: Data(figure.svg().utf8))
    #expect(parser.parse())
    #expect(figure.svg() == figure.svg())
  }

  @Test func `CSV reads back to the same numbers`() {
    let values = [0.1, 1e-300, 12_345_678.9, -0.25]
    let axes = Axes(
      x: Axis(label: "a, b", unit: "s"), y: Axis(label: "y"),
      layers: [.line(Series(name: "s", x: values, y: values))])
    let rows = Figure(title: "t", panel: .axes(axes)).csv.split(separator: "\r\n")
    #expect(rows.first == "series,\"a, b [s]\",y")
    #expect(rows.dropFirst().map { Double($0.split(separator: ",")[1]) } == values)
  }

  @Test func `the paths of an SVG are the points that it was given`() throws {
    let x = (0..<40).map(Double.init)
    let y = x.map { 3 + $0 * $0 * 0.01 }
    let axes = Axes(x: Axis(), y: Axis(), layers: [.line(Series(name: "s", x: x, y: y))])
    let svg = Figure(title: "t", panel: .axes(axes)).svg()
    let line = try #require(
      svg.split(separator: "\n").first { $0.contains("<path") && $0.contains("data-series") })
    let start = try #require(line.range(of: " d=\"")).upperBound
    let path = line[start...].prefix { $0 != "\"" }
    let numbers = path.split { !"0123456789.-".contains($0) }.compactMap { Double($0) }
    #expect(numbers.count == 80)
    // The page is a linear image of the data: two points fix it, the others confirm it.
    for (values, offset) in [(x, 0), (y, 1)] {
      let places = (0..<40).map { numbers[2 * $0 + offset] }
      let scale = (places[39] - places[0]) / (values[39] - values[0])
      for index in 0..<40 {
        #expect(abs(places[0] + (values[index] - values[0]) * scale - places[index]) < 0.02)
      }
    }
  }

  @Test(arguments: 0..<60) func `a tick and a point of one value share their cell`(seed: Int) {
    var random = Generator(seed)
    let low = Double.random(in: -5...5, using: &random)
    let high = low + Double.random(in: 0.1...50, using: &random)
    let isLog = seed % 2 == 0
    let scale: Axis.Scale = isLog ? .log(base: seed % 4 == 0 ? 2 : 10) : .linear
    let values = isLog ? [exp(low), exp(low + 3)] : [low, high]
    let axes = Axes(
      x: Axis(scale: scale), y: Axis(scale: scale),
      layers: [.points(Series(name: "", x: values, y: values))])
    let plan = AxesPlan(axes)
    let renderer = AxesRenderer(
      plan, panel: 0, in: Rect(column: 0, row: 1, columns: 80, rows: 23), Capabilities(),
      footnotes: 0)
    let rendering = Figure(title: "t", panel: .axes(axes)).render(
      in: Size(columns: 80, rows: 24), Capabilities())
    #expect(renderer.x.ticks.ticks.count >= 2 && renderer.y.ticks.ticks.count >= 2)
    for tick in renderer.x.ticks.ticks {
      let row = renderer.plot.row + renderer.plot.rows
      #expect(rendering.owner(column: renderer.column(tick.value), row: row) == .tick)
    }
    for tick in renderer.y.ticks.ticks {
      let column = renderer.plot.column - 1
      #expect(rendering.owner(column: column, row: renderer.row(tick.value)) == .tick)
    }
  }

  @Test(arguments: 0..<40) func `notes and names keep off data`(seed: Int) {
    var random = Generator(seed)
    let x = (0..<30).map { Double($0) }
    let y = x.map { _ in Double.random(in: 0...1, using: &random) }
    let notes = (0..<3).map { Layer.note(x: x[$0 * 9], y: y[$0 * 9], text: "note \($0)") }
    let bare = Axes(x: Axis(), y: Axis(), layers: [.line(Series(name: "s", x: x, y: y))])
    let noted = Axes(x: Axis(), y: Axis(), layers: bare.layers + notes)
    let size = Size(columns: 60, rows: 20)
    let without = Figure(title: "t", panel: .axes(bare)).render(in: size, Capabilities())
    let with = Figure(title: "t", panel: .axes(noted)).render(in: size, Capabilities())
    func isData(_ owner: Owner) -> Bool {
      switch owner {
      case .series, .point: true
      default: false
      }
    }
    let text = with.grid.text
    for number in 0..<3 { #expect(text.components(separatedBy: "note \(number)").count == 2) }
    guard with.warnings.isEmpty else { return }
    // As much data is seen as without the notes.
    let counts = [with, without].map { $0.owners.count(where: isData) }
    #expect(counts[0] == counts[1])
  }

  @Test(arguments: 0..<30) func `each series owns a cell or is said to be covered`(seed: Int) {
    var random = Generator(seed)
    let layers = (0..<4).map { index -> Layer in
      let x = (0..<6).map { Double($0) }
      let y = x.map { _ in Double(Int.random(in: 0...2, using: &random)) }
      return .line(Series(name: "s\(index)", x: x, y: y))
    }
    let rendering = Figure(
      title: "t", panel: .axes(Axes(x: Axis(), y: Axis(), layers: layers))
    ).render(in: Size(columns: 60, rows: 18), Capabilities())
    let text = rendering.grid.text
    for index in 0..<4 {
      let owns = rendering.owners.contains {
        switch $0 {
        case .series(panel: 0, series: index), .point(panel: 0, series: index, point: _): true
        default: false
        }
      }
      #expect(text.contains(" s\(index)"))
      let isSaid =
        text.contains("s\(index) (under")
        || rendering.warnings.contains { $0.hasPrefix("s\(index) lies under") }
      #expect(owns || isSaid)
    }
  }

  @Test(arguments: Samples.all.map(\.name), GlyphSet.allCases)
  func `every row is as wide as the area`(name: String, glyphs: GlyphSet) throws {
    let figure = try #require(Samples.all.first { $0.name == name }?.figure)
    for columns in [10, 24, 37, 80, 131] {
      let grid = figure.render(
        in: Size(columns: columns, rows: 22), Capabilities(glyphs: glyphs)
      ).grid
      for row in 0..<22 {
        let width = grid.row(row).reduce(0) {
          $0 + ($1.isContinuation ? 0 : TextWidth.columns(of: $1.character))
        }
        #expect(width == columns)
      }
      let isASCII = grid.text.allSatisfy(\.isASCII)
      #expect(isASCII || glyphs != .ascii)
    }
  }

  @Test func `shades without colour rise with the values`() {
    let values = (0..<64).map { Double($0 / 8 * 8) }
    let map = Heatmap(rows: 8, columns: 8, values: values)
    let rendering = Figure(title: "", panel: .heatmap(map)).render(
      in: Size(columns: 40, rows: 6), Capabilities(colors: .none))
    var ink = Array(repeating: 0, count: 8)
    for (index, owner) in rendering.owners.enumerated() {
      guard case .cell(_, let row, _) = owner else { continue }
      let scalar = rendering.grid.glyphs[index].character.unicodeScalars.first?.value ?? 0
      if scalar >= 0x2800 { ink[row] += (scalar - 0x2800).nonzeroBitCount }
    }
    let shown = ink.filter { $0 > 0 }
    #expect(shown.count >= 2 && shown == shown.sorted())
  }
}
