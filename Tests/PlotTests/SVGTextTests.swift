import Testing

@testable import Plot

/// The texts of vector figures: apart from each other and off the lines.
@Suite struct SVGTextTests {
  /// The boxes of all texts, a little smaller than they are taken for.
  private static func boxes(_ svg: String) throws -> [(text: String, box: SVGFrame)] {
    try #require(Elements(svg)).all.filter { $0.name == "text" }.compactMap { element in
      guard let x = element.attributes["x"].flatMap(Double.init),
        let y = element.attributes["y"].flatMap(Double.init)
      else { return nil }
      let anchor = element.attributes["text-anchor"] ?? "start"
      let box = SVGLabels.box(element.text, .init(x: x, y: y, anchor: anchor))
      return (
        element.text,
        SVGFrame(
          x: box.x + box.width * 0.1, y: box.y + 2, width: box.width * 0.8,
          height: box.height - 4)
      )
    }
  }

  private static func expectApart(_ figure: Figure) throws {
    let boxes = try boxes(figure.svg())
    for (index, one) in boxes.enumerated() {
      for other in boxes[..<index] {
        #expect(!one.box.overlaps(other.box), "'\(one.text)' covers '\(other.text)'")
      }
    }
  }

  @Test(arguments: Samples.all.map(\.name)) func `texts keep apart`(name: String) throws {
    try Self.expectApart(try #require(Samples.all.first { $0.name == name }?.figure))
  }

  @Test(arguments: 0..<60) func `names and notes keep apart and off the lines`(seed: Int) throws {
    var random = Generator(seed)
    let x = (0..<12).map(Double.init)
    let lines = (0..<Int.random(in: 1...6, using: &random)).map { index in
      Series(
        name: "series \(index)", x: x,
        y: x.map { _ in Double.random(in: 0...0.3, using: &random) + Double(index) * 0.05 })
    }
    let notes: [Layer] = [
      .note(x: 3, y: lines[0].y[3], text: "3.1x"), .horizontal(1, label: "limit"),
      .vertical(6, label: "half"), .note(x: 11, y: lines[0].y[11], text: "last"),
    ]
    let figure = Figure(
      title: "t",
      panel: .axes(
        Axes(x: Axis(label: "x"), y: Axis(label: "y"), layers: lines.map { .line($0) } + notes)))
    try Self.expectApart(figure)
    let elements = try #require(Elements(figure.svg())).all
    #expect(elements.count { $0.attributes["data-note"] != nil } == 4)
  }

  @Test func `a figure of many panels is as high as they need`() throws {
    let figure = Figure(title: "t", panels: (0..<9).map { _ in Samples.scaling.panels[0] })
    let elements = try #require(Elements(figure.svg())).all
    #expect(elements.count { $0.attributes["id"]?.hasPrefix("panel") == true } == 9)
  }

  /// Lists longer than a page: the last of each is told, or how many are not.
  private static func list(_ kind: Int, _ count: Int) -> Panel {
    let names = (0..<count).map { "item \($0)" }
    switch kind {
    case 0:
      return .table(
        TablePanel(title: "list", columns: ["name"], rows: names.map { [$0] }, isNumber: [false]))
    case 1:
      return .bars(
        Bars(
          title: "list", categories: names,
          series: [BarSeries(name: "s", values: names.indices.map { Double($0) })], value: Axis()))
    default:
      return .timeline(
        Timeline(
          title: "list",
          lanes: names.map { .init(name: $0, spans: [.init(start: 0, end: 1)]) }, time: Axis()))
    }
  }

  @Test(arguments: 0..<3, [1, 30, 200, 3000]) func `long lists end on the page`(
    kind: Int, count: Int
  ) throws {
    let figure = Figure(title: "t", caption: "told", panel: Self.list(kind, count))
    for height in [100, 420, 1000] {
      let elements = try #require(Elements(figure.svg(height: height))).all
      let page = try #require(elements.first?.attributes["height"].flatMap(Double.init))
      for element in elements {
        let y = element.attributes["y"].flatMap(Double.init) ?? 0
        #expect(y + (element.attributes["height"].flatMap(Double.init) ?? 0) <= page)
      }
      let items = elements.filter { $0.name == "text" && $0.text.hasPrefix("item ") }
      let told = elements.filter { $0.name == "text" && $0.text.hasPrefix("and ") }
      if count <= 200 {
        #expect(items.count == count && told.isEmpty)
      } else {
        #expect(told.map { $0.text.contains("and \(count - items.count) more") } == [true])
      }
    }
    // Beside others too.
    let both = Figure(title: "t", panels: [[Self.list(kind, count)], Samples.heatmap.panels[0]])
    let elements = try #require(Elements(both.svg())).all
    let items = elements.filter { $0.name == "text" && $0.text.hasPrefix("item ") }
    let told = elements.filter { $0.name == "text" && $0.text.hasPrefix("and ") }
    #expect(
      items.count == count || told.contains { $0.text.contains("and \(count - items.count) more") })
  }

  @Test func `names of many lines stay on the page`() throws {
    let layers = (0..<24).map {
      Layer.line(Series(name: "name \($0)", x: [0, 1], y: [0, Double($0)]))
    }
    let figure = Figure(title: "t", panel: .axes(Axes(x: Axis(), y: Axis(), layers: layers)))
    let elements = try #require(Elements(figure.svg())).all
    let rows = elements.filter { $0.text.hasPrefix("name ") }.compactMap {
      $0.attributes["y"].flatMap(Double.init)
    }
    #expect(rows.count == 24 && Set(rows).count == 24)
    #expect(rows.allSatisfy { $0 > 40 && $0 < 420 })
  }
}
