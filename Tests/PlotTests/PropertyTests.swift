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
}
