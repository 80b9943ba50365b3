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
}
