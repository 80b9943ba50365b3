import Plot
import Screen
import Testing

@Suite struct RobustnessTests {
  private static let odd: [Double] = [
    .nan, .infinity, -.infinity, 0, -0.0, Double.leastNonzeroMagnitude,
    -Double.leastNonzeroMagnitude, 1e-300, 1e300, -1e300, 1.7e308, 1, 1e15,
    1e15 + 1,
  ]
  private static let scales: [Axis.Scale] = [.linear, .log(base: 2), .log(base: 10)]

  private static func figure(_ x: [Double], _ y: [Double], _ scale: Axis.Scale) -> Figure {
    Figure(
      title: "odd",
      panels: [
        [
          .axes(
            Axes(
              x: Axis(scale: scale), y: Axis(scale: scale),
              layers: [
                .line(Series(name: "a", x: x, y: y)), .points(Series(name: "b", x: y, y: x)),
                .step(Series(name: "c", x: x, y: y)),
                .band(Band(name: "a", x: x, low: y, high: y.map { $0 * 2 })), .trend(of: "a"),
                .horizontal(y.first ?? 0, label: "line"), .note(x: 1, y: 1, text: "note"),
                .ceiling(peak: x.first ?? 1, bandwidth: y.last ?? 0, label: "roof"),
              ])),
          .heatmap(
            Heatmap(rows: 3, columns: 4, values: y, x: Axis(), value: Axis(scale: scale))),
        ],
        [
          .bars(
            Bars(
              categories: ["p", "q"], series: [BarSeries(name: "s", values: y)],
              value: Axis(scale: scale))),
          .timeline(
            Timeline(
              lanes: [.init(name: "l", spans: zip(x, y).map { .init(start: $0, end: $1) })],
              time: Axis(scale: scale))),
        ],
      ])
  }

  @Test(arguments: 0..<24) func `no data and no size traps`(seed: Int) {
    var random = Generator(seed)
    let count = Int.random(in: 0...9, using: &random)
    let x = (0..<count).map { _ in Self.odd.randomElement(using: &random) ?? 0 }
    let y = (0..<count).map { _ in Self.odd.randomElement(using: &random) ?? 0 }
    for scale in Self.scales {
      let figure = Self.figure(x, y, scale)
      for _ in 0..<4 {
        let size = Size(
          columns: Int.random(in: 0...130, using: &random),
          rows: Int.random(in: 0...45, using: &random))
        let glyphs = GlyphSet.allCases.randomElement(using: &random) ?? .ascii
        let depth = ColorDepth.allCases.randomElement(using: &random) ?? .none
        let rendering = figure.render(in: size, Capabilities(glyphs: glyphs, colors: depth))
        #expect(rendering.grid.size == size)
        #expect(rendering.owners.count == size.columns * size.rows)
      }
      #expect(!figure.summary.isEmpty)
      #expect(figure.svg().hasPrefix("<svg"))
      #expect(figure.preferredRows(columns: 80, maximum: 30) <= 30)
    }
  }

  @Test func `values without a place are counted`() {
    let figure = Figure(
      title: "t",
      panel: .axes(
        Axes(
          x: Axis(), y: Axis(scale: .log(base: 10)),
          layers: [.line(Series(name: "a", x: [1, 2, 3, 4, 5], y: [1, 0, -1, .nan, 10]))])))
    let warnings = figure.render(in: Size(columns: 60, rows: 20), Capabilities()).warnings
    #expect(warnings == ["3 values not drawn"])
  }

  @Test func `a million points are drawn`() {
    let x = (0..<1_000_000).map(Double.init)
    let figure = Figure(
      title: "t",
      panel: .axes(
        Axes(x: Axis(), y: Axis(), layers: [.line(Series(name: "a", x: x, y: x))])))
    let rendering = figure.render(in: Size(columns: 80, rows: 24), Capabilities())
    #expect(rendering.owners.contains { if case .line = $0 { true } else { false } })
    #expect(rendering.warnings == [])
  }

  @Test(arguments: 0..<40) func `what is not drawn is counted`(seed: Int) {
    var random = Generator(seed)
    let isLog = seed % 2 == 0
    let count = Int.random(in: 3...200, using: &random)
    let values = (0..<count).map { _ in
      Int.random(in: 0..<4, using: &random) == 0
        ? Self.odd.randomElement(using: &random) ?? 0 : Double.random(in: 1...2, using: &random)
    }
    let lost = values.count { !$0.isFinite || isLog && $0 <= 0 }
    let x = values.indices.map { Double($0 + 1) }
    let scale: Axis.Scale = isLog ? .log(base: 10) : .linear
    let axes = Axes(
      x: Axis(), y: Axis(scale: scale), layers: [.line(Series(name: "a", x: x, y: values))])
    let bars = Bars(
      categories: x.map { "\($0)" }, series: [BarSeries(name: "b", values: values)],
      value: Axis(scale: scale))
    for panel in [Panel.axes(axes), .bars(bars)] {
      let warnings = Figure(title: "t", panel: panel).render(
        in: Size(columns: 80, rows: 300), Capabilities()
      ).warnings
      #expect(warnings == (lost == 0 ? [] : ["\(lost) value\(lost == 1 ? "" : "s") not drawn"]))
    }
  }
}
