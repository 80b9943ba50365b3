import Foundation
import Screen
import Testing

@testable import Plot

/// What leaves the program on random data: fits, vectors and records say what the data say.
@Suite struct ExportPropertyTests {
  @Test(arguments: 0..<60) func `an exact power law is fitted exactly`(seed: Int) throws {
    var random = Generator(seed)
    let factor = exp(Double.random(in: -8...8, using: &random))
    let power = Double.random(in: -3...3, using: &random)
    let x = (0..<Int.random(in: 2...40, using: &random)).map { exp(Double($0) * 0.7) }
    let y = x.map { factor * pow($0, power) }
    let trend = try #require(Trend(Series(name: "s", x: x, y: y), isLogX: true, isLogY: true))
    #expect(abs(trend.slope - power) < 1e-12)
    let order = x.indices.shuffled(using: &random)
    let shuffled = Series(name: "s", x: order.map { x[$0] }, y: order.map { y[$0] })
    #expect(Trend(shuffled, isLogX: true, isLogY: true) == trend)
  }

  @Test(arguments: Samples.all.map(\.name)) func `SVG is well-formed XML`(name: String) throws {
    let figure = try #require(Samples.all.first { $0.name == name }?.figure)
    let document = try #require(Elements(figure.svg()))
    let root = try #require(document.all.first)
    #expect(root.name == "svg" && root.attributes["role"] == "img")
    #expect(document.all.contains { $0.name == "title" } && figure.svg() == figure.svg())
  }

  @Test(arguments: 0..<60) func `the paths of an SVG are the points that it was given`(
    seed: Int
  ) throws {
    var random = Generator(seed)
    let count = Int.random(in: 2...200, using: &random)
    let isLog = seed % 2 == 0
    let x = (0..<count).map { Double($0 + 1) }
    var y = x.map { _ in Double.random(in: isLog ? 0.01...100 : -5...5, using: &random) }
    for index in 1..<max(2, count - 1) where count > 2 && Int.random(in: 0..<9, using: &random) == 0
    {
      y[index] = .nan
    }
    let axes = Axes(
      x: Axis(), y: Axis(scale: isLog ? .log(base: 10) : .linear),
      layers: [.line(Series(name: "s & <t>", x: x, y: y))])
    let document = try #require(Elements(Figure(title: "a & b", panel: .axes(axes)).svg()))
    let path = try #require(
      document.all.first { $0.name == "path" && $0.attributes["data-series"] == "0" })
    let data = try #require(path.attributes["d"])
    let numbers = data.split { !"0123456789.-".contains($0) }.compactMap { Double($0) }
    let drawn = y.indices.filter { y[$0].isFinite }
    #expect(numbers.count == 2 * drawn.count)
    // A gap begins a new run.
    let runs = drawn.count { $0 == 0 || !y[$0 - 1].isFinite }
    #expect(data.count { $0 == "M" } == runs)
    guard drawn.count > 2, numbers.count == 2 * drawn.count else { return }
    // The page is a linear image of the data: the extremes fix it, the others confirm it.
    let heights = drawn.map { isLog ? log(y[$0]) : y[$0] }
    for (values, offset) in [(drawn.map { x[$0] }, 0), (heights, 1)] {
      let places = drawn.indices.map { numbers[2 * $0 + offset] }
      let low = try #require(values.indices.min { values[$0] < values[$1] })
      let high = try #require(values.indices.max { values[$0] < values[$1] })
      let scale = (places[high] - places[low]) / (values[high] - values[low])
      for index in values.indices {
        let place = places[low] + (values[index] - values[low]) * scale
        #expect(abs(place - places[index]) < 0.03)
      }
    }
  }

  @Test(arguments: 0..<20) func `the bars and cells of an SVG are the values`(seed: Int) throws {
    var random = Generator(seed)
    let values = (0..<6).map { _ in Double.random(in: -40...90, using: &random) }
    let bars = Bars(
      categories: values.indices.map { "c\($0)" }, series: [BarSeries(name: "s", values: values)],
      value: Axis(label: "gain"))
    let drawn = try #require(Elements(Figure(title: "t", panel: .bars(bars)).svg())).all
      .filter { $0.attributes["data-series"] == "0" }
      .compactMap { $0.attributes["width"].flatMap(Double.init) }
    try #require(drawn.count == values.count)
    let largest = try #require(values.indices.max { abs(values[$0]) < abs(values[$1]) })
    for index in values.indices {
      #expect(abs(drawn[index] / drawn[largest] - abs(values[index] / values[largest])) < 0.001)
    }
    let map = Heatmap(
      rows: 2, columns: 3, values: values, colorMap: ColorMap.allCases[seed % 4])
    let fills = try #require(Elements(Figure(title: "t", panel: .heatmap(map)).svg())).all
      .filter { $0.attributes["data-cell"] != nil }.compactMap { $0.attributes["fill"] }
    let scale = HeatmapScale(map, levels: 32)
    #expect(
      fills == values.map { scale.level($0).map { SVGPanel.color(map.colorMap.exact[$0]) } ?? "" })
  }

  @Test(arguments: 0..<30) func `CSV reads back to the same numbers`(seed: Int) {
    var random = Generator(seed)
    let values = (0..<20).map { _ in
      Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
    }.filter(\.isFinite)
    let axes = Axes(
      x: Axis(label: "a, b", unit: "s"), y: Axis(label: "y"),
      layers: [.line(Series(name: "s", x: values, y: values.reversed()))])
    let rows = Figure(title: "t", panel: .axes(axes)).csv.split(separator: "\r\n")
    #expect(rows.first == "series,\"a, b [s]\",y")
    let records = rows.dropFirst().map { $0.split(separator: ",") }
    #expect(records.map { Double($0[1]) } == values)
    #expect(records.map { Double($0[2]) } == values.reversed())
    let map = Heatmap(rows: 1, columns: values.count, values: values)
    let cells = Figure(title: "t", panel: .heatmap(map)).csv.split(separator: "\r\n").dropFirst()
    #expect(cells.map { Double($0.split(separator: ",")[2]) } == values)
  }

  /// Records of RFC 4180, read scalar by scalar as a machine would.
  private static func parse(_ csv: String) -> [[String]] {
    var records: [[String]] = []
    var (record, field): ([String], String) = ([], "")
    var (isQuoted, isBehindQuote) = (false, false)
    for scalar in csv.unicodeScalars {
      switch scalar {
      case "\"":
        if isBehindQuote { field.unicodeScalars.append(scalar) }
        isQuoted.toggle()
        isBehindQuote = !isQuoted
        continue
      case "," where !isQuoted:
        record.append(field)
        field = ""
      case "\n" where !isQuoted:
        records.append(record + [field])
        (record, field) = ([], "")
      case "\r" where !isQuoted: break
      default: field.unicodeScalars.append(scalar)
      }
      isBehindQuote = false
    }
    return records
  }

  @Test(arguments: 0..<60) func `CSV reads back to the same texts`(seed: Int) {
    var random = Generator(seed)
    let pieces = ["a", ",", "\"", "\u{301}", "\r\n", "\n", "\r", " ", "\u{5D0}", "\u{1F600}", "=1"]
    func text() -> String {
      "n" + (0..<4).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
    let names = (0..<5).map { _ in text() }
    let bars = Bars(
      categoryLabel: text(), categories: names,
      series: [BarSeries(name: text(), values: [1, 2, 3, 4, 5])], value: Axis(label: text()))
    let records = Self.parse(Figure(title: "t", panel: .bars(bars)).csv)
    func scalars(_ records: [[String]]) -> [[[Unicode.Scalar]]] {
      records.map { $0.map { Array($0.unicodeScalars) } }
    }
    let expected =
      [[bars.categoryLabel, "series", bars.value.label]]
      + names.enumerated().map { [$1, bars.series[0].name, "\($0 + 1)"] }
    #expect(scalars(records) == scalars(expected))
  }

  @Test func `panels of like data are one table with a column of titles`() {
    let rows = Samples.facets.csv.split(separator: "\r\n")
    #expect(rows.count == 1 + 4 * Samples.lengths.count)
    #expect(rows.first == "panel,series,n,time [ms]")
    #expect(rows.count { $0.hasPrefix("causal = true,flash2,") } == Samples.lengths.count)
    // Others stand apart, each with its own header.
    let tables = Samples.panels.csv.components(separatedBy: "\r\n\r\n")
    #expect(
      tables.map { $0.prefix { $0 != "\r\n" } } == [
        "series,sequence length,time [ms]", "row,column,p", "length,series,gain [%]",
      ])
  }

  @Test func `the words tell of every layer`() {
    let words = Samples.curves.summary
    for part in [
      "wave: 41 points", "maximum: 4 points", "samples: 3 points", "band of wave is widest at",
      "Line at x 5: half way", "1 value cannot be drawn",
    ] { #expect(words.contains(part), "\(part)") }
    #expect(Samples.scaling.summary.contains("fitted ~ x^2.00 (R2 1)"))
    #expect(Samples.scaling.summary.contains("At x 4096: 4.0x"))
  }
}
