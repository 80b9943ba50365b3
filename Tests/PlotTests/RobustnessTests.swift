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
          .bars(
            Bars(
              categories: ["p", "q"],
              series: [BarSeries(name: "s", values: y), BarSeries(name: "t", values: x)],
              value: Axis(scale: scale, format: .percent), direction: .up)),
        ],
        [
          .timeline(
            Timeline(
              lanes: [
                .init(name: "l", spans: zip(x, y).map { .init(start: $0, end: $1, label: "long") })
              ], time: Axis(scale: scale))),
          .heatmap(
            Heatmap(
              rows: 2, columns: 2, values: x, colorMap: .coolwarm,
              value: Axis(scale: scale, format: .si), center: y.first)),
          .tileMap(TileMap(rows: x.count, columns: 3, states: [.done, .current], order: [2, -1])),
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

  /// Values of which every fourth may be odd.
  private static func values(_ count: Int, _ random: inout Generator) -> [Double] {
    (0..<count).map { _ in
      Int.random(in: 0..<4, using: &random) == 0
        ? odd.randomElement(using: &random) ?? 0 : Double.random(in: 1...2, using: &random)
    }
  }

  /// Every kind of layer and of bars over the same values.
  private static func panels(_ values: [Double], _ scale: Axis.Scale) -> [Panel] {
    let x = values.indices.map { Double($0 + 1) }
    let series = Series(name: "a", x: x, y: values)
    let band = Band(name: "a", x: x, low: values, high: values.map { $0 * 1.5 })
    let layers: [Layer] = [.line(series), .points(series), .step(series)]
    let axis = Axis(scale: scale)
    return layers.map { .axes(Axes(x: Axis(), y: axis, layers: [$0])) }
      + [Bars.Direction.right, .up].map { direction in
        .bars(
          Bars(
            categories: x.map { "\($0)" }, series: [BarSeries(name: "b", values: values)],
            value: axis, direction: direction))
      }
      + [.axes(Axes(x: Axis(), y: axis, layers: [.band(band)]))]
  }

  @Test(arguments: 0..<30) func `what is not drawn is counted`(seed: Int) {
    var random = Generator(seed)
    let isLog = seed % 2 == 0
    let values = Self.values(Int.random(in: 1...(seed % 3 == 0 ? 9 : 150), using: &random), &random)
    let scale: Axis.Scale = isLog ? .log(base: seed % 4 == 0 ? 2 : 10) : .linear
    func lost(_ value: Double) -> Bool { !value.isFinite || isLog && value <= 0 }
    func warnings(_ panel: Panel) -> [String] {
      Figure(title: "t", panel: panel).render(
        in: Size(columns: 130, rows: 160), Capabilities(glyphs: GlyphSet.allCases[seed % 4])
      ).warnings
    }
    func expected(_ count: Int, _ what: String = "value") -> [String] {
      count == 0 ? [] : ["\(count) \(what)\(count == 1 ? "" : "s") not drawn"]
    }
    let panels = Self.panels(values, scale)
    for panel in panels.dropLast() {
      #expect(warnings(panel) == expected(values.count(where: lost)))
    }
    #expect(
      warnings(panels[panels.count - 1]) == expected(values.count { lost($0) || lost($0 * 1.5) }))
    // Two panels add up.
    let both = Figure(title: "t", panels: [Array(panels.prefix(2))]).render(
      in: Size(columns: 130, rows: 60), Capabilities()
    ).warnings
    #expect(both == expected(2 * values.count(where: lost)))
  }

  @Test(arguments: 0..<60) func `cells and spans without a place are counted`(seed: Int) {
    var random = Generator(seed)
    let isLog = seed % 2 == 0
    let axis = Axis(scale: isLog ? .log(base: 10) : .linear)
    let (rows, columns) = (
      Int.random(in: 1...20, using: &random), Int.random(in: 1...20, using: &random)
    )
    let values = Self.values(rows * columns, &random)
    let cells = Heatmap(rows: rows, columns: columns, values: values, value: axis)
    let missing = values.count(where: \.isNaN)
    let unscaled = values.count { !$0.isNaN && (!$0.isFinite || isLog && $0 <= 0) }
    var expected: [String] = []
    if unscaled > 0 { expected.append("\(unscaled) values beyond the scale are drawn as masked") }
    if missing > 0 {
      expected.append("\(missing) of \(values.count) cells have no value: hatched")
    }
    let size = Size(columns: 130, rows: 60)
    #expect(
      Figure(title: "t", panel: .heatmap(cells)).render(in: size, Capabilities()).warnings
        == expected)
    // Spans that follow each other, some of whose ends are odd.
    let lanes = (0..<3).map { lane in
      Timeline.Lane(
        name: "\(lane)",
        spans: (1...9).map {
          let isOdd = Int.random(in: 0..<4, using: &random) == 0
          let end = isOdd ? [Double.nan, .infinity, -.infinity].randomElement(using: &random) : nil
          return .init(start: Double($0), end: end ?? Double($0 + 1))
        })
    }
    let lost = lanes.flatMap(\.spans).count { !$0.end.isFinite }
    let timeline = Timeline(lanes: lanes, time: axis)
    #expect(
      Figure(title: "t", panel: .timeline(timeline)).render(in: size, Capabilities()).warnings
        == (lost == 0 ? [] : ["\(lost) span\(lost == 1 ? "" : "s") not drawn"]))
  }
}
