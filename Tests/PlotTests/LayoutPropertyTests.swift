import Screen
import Testing

@testable import Plot

/// Panels and their parts keep apart in any area, and what finds no room is told.
@Suite struct LayoutPropertyTests {
  private static let panels: [Panel] = Samples.all.flatMap { $0.figure.panels.flatMap(\.self) }

  private static func overlap(_ a: Rect, _ b: Rect) -> Bool {
    a.column < b.column + b.columns && b.column < a.column + a.columns && a.row < b.row + b.rows
      && b.row < a.row + a.rows
  }

  @Test(arguments: 0..<120) func `panels are drawn apart or counted`(seed: Int) {
    var random = Generator(seed)
    let rows = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
        Self.panels.randomElement(using: &random)
      }
    }
    let count = rows.reduce(0) { $0 + $1.count }
    let figure = Figure(title: "t", caption: "told", panels: rows)
    let size = Size(
      columns: .random(in: 24...130, using: &random), rows: .random(in: 6...50, using: &random))
    let area = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 1)
    let layout = FigureLayout(figure, in: area)
    #expect(layout.places.count + layout.hidden == count && !layout.places.isEmpty)
    for (index, place) in layout.places.enumerated() {
      let rect = place.rect
      #expect(rect.row >= 1 && rect.row + rect.rows <= size.rows)
      #expect(rect.column >= 0 && rect.column + rect.columns <= size.columns)
      #expect(rect.rows > 0 && rect.columns > 0)
      for other in layout.places[..<index] { #expect(!Self.overlap(rect, other.rect)) }
    }
    let rendering = figure.render(in: size, Capabilities())
    let text = rendering.grid.text
    #expect(text.contains("told") || rendering.warnings.contains("1 caption line not drawn"))
  }

  @Test(arguments: 0..<120) func `the parts of a plot stay in its area`(seed: Int) {
    var random = Generator(seed)
    let layers = (0..<Int.random(in: 1...8, using: &random)).map {
      Layer.line(Series(name: "series number \($0)", x: [1, 2, 3], y: [1, Double($0), 2]))
    }
    let axes = Axes(
      title: seed % 2 == 0 ? "t" : "", x: Axis(label: "x"), y: Axis(label: "y"), layers: layers)
    let rect = Rect(
      column: 3, row: 2, columns: .random(in: 24...60, using: &random),
      rows: .random(in: 6...24, using: &random))
    let plan = AxesPlan(axes)
    let whole = AxesRenderer(plan, panel: 0, in: rect, Capabilities(), footnotes: 0)
    for footnotes in 0...max(0, whole.spareRows) {
      let layout = AxesRenderer(plan, panel: 0, in: rect, Capabilities(), footnotes: footnotes)
      let plot = layout.plot
      let below = 2 + (rect.rows >= 10 ? 1 : 0) + layout.legend.rows + footnotes
      #expect(plot.rows >= 1 && plot.row + plot.rows + below <= rect.row + rect.rows)
      #expect(plot.column + plot.columns + layout.legend.margin <= rect.column + rect.columns)
    }
    let rendering = Figure(title: "f", panel: .axes(axes)).render(
      in: Size(columns: rect.columns, rows: rect.rows), Capabilities())
    let names = layers.indices.filter { rendering.grid.text.contains("series number \($0)") }
    let hidden = rendering.warnings.compactMap { warning in
      warning.hasSuffix("found no room in the legend")
        ? warning.split(separator: " ").first.flatMap { Int($0) } : nil
    }
    #expect(names.count + hidden.reduce(0, +) == layers.count)
  }

  @Test(arguments: [24, 31, 40, 60, 80]) func `the key of a tile map names every state`(
    columns: Int
  ) {
    let text = Samples.tiles.render(
      in: Size(columns: columns, rows: 14), Capabilities()
    ).grid.text
    for words in ["done", "skipped", "to come"] { #expect(text.contains(words)) }
    let key = text.split(separator: "\n").filter { $0.contains("done") || $0.contains("skipped") }
    // In one row, if need be in short.
    #expect(text.contains("in fast memory") || columns < 60 && text.contains("current"))
    #expect(columns < 40 || key.count == 1)
  }

  @Test func `notes without any room are told in a warning`() {
    let places = (0..<40).flatMap { x in (0..<6).map { (Double(x), Double($0)) } }
    let points = Layer.points(Series(name: "", x: places.map(\.0), y: places.map(\.1)))
    let axes = Axes(
      x: Axis(), y: Axis(),
      layers: [
        points, .note(x: 1, y: 1, text: "a note as long as the row"), .note(x: 9, y: 1, text: "b"),
      ])
    let warnings = Figure(title: "t", panel: .axes(axes)).render(
      in: Size(columns: 30, rows: 6), Capabilities()
    ).warnings
    #expect(warnings == ["2 notes not drawn: (a) a note as long as the row, (b) b"])
  }

  @Test(arguments: [GlyphSet.ascii, .braille])
  func `a small matrix takes much of a large screen, and little of a lesson`(glyphs: GlyphSet) {
    let map = Heatmap(rows: 3, columns: 3, values: (1...9).map(Double.init))
    func share(_ size: Size) -> Double {
      let rendering = Figure(title: "", panel: .heatmap(map)).render(
        in: size, Capabilities(glyphs: glyphs))
      let rows = (0..<size.rows).count { row in
        (0..<size.columns).contains {
          if case .cell = rendering.owner(column: $0, row: row) { true } else { false }
        }
      }
      return Double(rows) / Double(size.rows)
    }
    #expect(share(Size(columns: 198, rows: 58)) > 0.7)
    #expect(share(Size(columns: 118, rows: 34)) > 0.7)
    #expect(share(Size(columns: 84, rows: 24)) < 0.7)
  }
}
