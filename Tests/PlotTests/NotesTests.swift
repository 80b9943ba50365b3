import Foundation
import Plot
import Screen
import Testing

/// Notes that find no room among the data.
@Suite struct NotesTests {
  @Test func `a caption that the figure was given the rows for is drawn whole`() {
    let words = (1...60).map { "word\($0)" }.joined(separator: " ")
    let table = TablePanel(columns: ["a"], rows: [["1"]], isNumber: [true])
    let figure = Figure(title: "T", caption: words, panel: .table(table))
    let rows = figure.preferredRows(columns: 40, maximum: 40)
    let drawn = figure.render(in: Size(columns: 40, rows: rows), Capabilities())
    #expect(drawn.warnings == [])
    #expect(drawn.grid.text.contains("word60"))
  }

  private static func render(rows: Int, notes: Int) -> Rendering {
    // Points on every cell, so that no note has room.
    let places = (0..<60).flatMap { x in (0..<40).map { (Double(x), Double($0)) } }
    let points = Series(name: "", x: places.map(\.0), y: places.map(\.1))
    let layers =
      [Layer.points(points)] + (0..<notes).map { .note(x: Double($0 * 9), y: 20, text: "n\($0)") }
    return Figure(
      title: "t", panel: .axes(Axes(x: Axis(), y: Axis(), layers: layers))
    ).render(in: Size(columns: 40, rows: rows), Capabilities(glyphs: .ascii))
  }

  @Test func `a note without room is a lettered footnote`() {
    let rendering = Self.render(rows: 20, notes: 2)
    let text = rendering.grid.text
    #expect(text.contains("(a) n0") && text.contains("(b) n1"))
    #expect(rendering.warnings == [])
  }

  @Test func `a series without a name asks for no room in the legend`() {
    let nameless = Series(name: "", x: [1, 2], y: [1, 2])
    for layers in [
      [Layer.line(nameless)], [.line(nameless), .line(Series(name: "a", x: [1], y: [1]))],
    ] {
      let rendering = Figure(title: "t", panel: .axes(Axes(x: Axis(), y: Axis(), layers: layers)))
        .render(in: Size(columns: 40, rows: 16), Capabilities())
      #expect(rendering.warnings == [])
    }
  }

  @Test func `a name that the axis says is not said again`() {
    let series = Series(name: "traffic", x: [1, 2, 3], y: [1, 3, 2])
    func text(_ label: String) -> String {
      Figure(
        title: "t",
        panel: .axes(Axes(x: Axis(), y: Axis(label: label), layers: [.line(series)]))
      ).render(in: Size(columns: 60, rows: 16), Capabilities()).grid.text
    }
    #expect(text("traffic").components(separatedBy: "traffic").count == 2)
    #expect(text("bytes").contains("traffic"))
  }

  @Test func `with room for all of them nothing is said`() {
    for columns in 30..<70 {
      let rendering = Samples.scaling.render(
        in: Size(columns: columns, rows: 22), Capabilities(glyphs: .ascii, colors: .ansi16))
      #expect(!rendering.warnings.contains { $0.hasPrefix("0 ") })
    }
  }
}
