import Plot
import Testing

/// Figures in words and as tables say what the data say, no more and no less.
@Suite struct WordsTests {
  private static func words(_ panel: Panel) -> String {
    Figure(title: "", panel: panel).summary
  }

  private static func axes(_ layers: [Layer], y: Axis = Axis(label: "time", unit: "ms")) -> String {
    words(.axes(Axes(x: Axis(label: "n", scale: .log(base: 2)), y: y, layers: layers)))
  }

  @Test func `lines are told by their points, not by the axes`() {
    let lines: [Layer] = [
      .line(Series(name: "a", x: [256, 4096, 16384], y: [0.5, 7.125, 2048.5])),
      .line(Series(name: "b", x: [256, 4096, 1_048_576], y: [3, 1, 9])),
      .points(Series(name: "c", x: [512], y: [4])),
    ]
    #expect(
      Self.axes(lines) == "Plot of time in ms against n "
        + "(x from 256 to 1048576, logarithmic to base 2; y from 0.5 ms to 2049 ms). "
        + "a: 3 points, first 0.5 ms at 256, last 2049 ms at 16384, "
        + "least 0.5 ms, greatest 2049 ms. "
        + "b: 3 points, first 3 ms at 256, last 9 ms at 1048576, "
        + "least 1 ms at 4096, greatest 9 ms. c: 1 point, 4 ms at 512.")
  }

  @Test func `what has no data says so`() {
    #expect(
      Self.axes([.line(Series(name: "a", x: [1, 2], y: [.nan, .infinity]))])
        == "Plot of time in ms against n. a: no data. 2 values cannot be drawn.")
    #expect(
      Self.words(.bars(Bars(categories: [], series: [], value: Axis())))
        == "Bars of value: no data.")
    #expect(
      Self.words(.heatmap(Heatmap(rows: 1, columns: 2, values: [.nan, .nan])))
        == "Matrix of 1 row and 2 columns: no values.")
  }

  @Test func `shares are told in percent`() {
    let series = Series(name: "a", x: [1, 2], y: [0.25, 0.5])
    let words = Self.axes([.line(series)], y: Axis(label: "share", format: .percent))
    #expect(words.contains("first 25% at 1, last 50% at 2"))
  }

  @Test func `a roof is told by its peak and its ridge`() {
    let words = Self.axes([
      .ceiling(peak: 100, bandwidth: 20, label: "ceiling: 100, 20"), .horizontal(3, label: ""),
    ])
    #expect(words.contains(" Roof at y 100 ms from x 5 on: ceiling: 100, 20."))
    #expect(words.hasSuffix(" Line at y 3 ms."))
  }

  @Test func `cells are named by the axes of their matrix`() {
    var map = Heatmap(
      rows: 2, columns: 3, values: [0.5, 0.25, .nan, 1, .infinity, 0.75], x: Axis(label: "key"),
      y: Axis(label: "query"), value: Axis(label: "p"))
    #expect(
      Self.words(.heatmap(map))
        == "Matrix of 2 rows and 3 columns, p: least 0.25 at query 0, key 1, "
        + "greatest 1 at query 1, key 0, 1 masked, 1 infinite.")
    // Values that are missing altogether are drawn as masked.
    map.values = [2, 2]
    #expect(
      Self.words(.heatmap(map)) == "Matrix of 2 rows and 3 columns, p: every value 2, 4 masked.")
    (map.rows, map.columns, map.values) = (1, 1, [7])
    #expect(
      Self.words(.heatmap(map)) == "Matrix of 1 row and 1 column, p: 7 at query 0, key 0.")
    // As they are numbered at the figure.
    map = Heatmap(
      rows: 1, columns: 3, values: [1, 2, 3], x: Axis(label: "x", domain: -1...1), value: Axis())
    #expect(
      Self.words(.heatmap(map)) == "Matrix of 1 row and 3 columns: least 1 at row 0, x -1, "
        + "greatest 3 at row 0, x 1.")
  }

  @Test func `bars, tables and tiles are told in full`() {
    let time = Axis(label: "time", unit: "ms")
    let one = Bars(
      categoryLabel: "n", categories: ["128", "16384"],
      series: [BarSeries(name: "time", values: [1.99, .nan])], value: time)
    #expect(Self.words(.bars(one)) == "Bars of time in ms by n: 128: 1.99 ms, 16384: no value.")
    let two = Bars(
      categories: ["a"],
      series: [BarSeries(name: "p", values: [1]), BarSeries(name: "q", values: [-12345.6])],
      value: time)
    #expect(Self.words(.bars(two)) == "Bars of time in ms: p: a 1 ms; q: a -12346 ms.")
    let table = TablePanel(
      columns: ["kernel", "time"], rows: [["naive", "3 ms"], ["flash2", ""]],
      isNumber: [false, true])
    #expect(
      Self.words(.table(table)) == "Table of 2 rows: kernel naive, time 3 ms; kernel flash2, time.")
    // Tiles without a state wait, as they are drawn.
    let tiles = TileMap(title: "S", rows: 2, columns: 2, states: [.done, .skipped])
    #expect(
      Self.words(.tileMap(tiles)) == "S: map of 2 x 2 tiles: 2 to come, 1 done, 1 skipped.")
  }

  @Test func `tables for readers say masked, and keep texts as they are`() {
    let map = Heatmap(rows: 1, columns: 2, values: [.nan, 1_048_576], value: Axis(label: "p"))
    let bars = Bars(
      categories: ["1e3", "say \"hi\", you"], series: [BarSeries(name: "s", values: [.nan, 2])],
      value: Axis(label: "v"))
    let figure = Figure(title: "t", panels: [[.heatmap(map), .bars(bars)]])
    let tables = figure.tables { "<\(Int($0))>" }
    #expect(tables.map(\.columns) == [["row", "column", "p"], ["category", "series", "v"]])
    #expect(tables[0].rows == [["<0>", "<0>", "masked"], ["<0>", "<1>", "<1048576>"]])
    #expect(tables[1].rows == [["1e3", "s", "-"], ["say \"hi\", you", "s", "<2>"]])
    #expect(tables[0].isNumber == [true, true, true])
    #expect(tables[1].isNumber == [false, false, true])
  }
}
