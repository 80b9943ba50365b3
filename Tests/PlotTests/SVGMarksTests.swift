import Foundation
import Testing

@testable import Plot

/// Every mark of vector figures, read back and held against the data.
@Suite struct SVGMarksTests {
  private static func elements(_ panel: Panel) throws -> Elements {
    try #require(Elements(Figure(title: "t", panel: panel).svg()))
  }

  /// The numbers of a path or a transform, in pairs.
  private static func pairs(_ text: String?) -> [(x: Double, y: Double)] {
    let numbers = (text ?? "").split { !"0123456789.-".contains($0) }.compactMap { Double($0) }
    return stride(from: 0, to: numbers.count - 1, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
  }

  /// Whether places are a linear image of values, to the precision that they are written in.
  private static func isImage(_ places: [Double], of values: [Double]) -> Bool {
    guard places.count == values.count,
      let low = values.indices.min(by: { values[$0] < values[$1] }),
      let high = values.indices.max(by: { values[$0] < values[$1] }), values[low] < values[high]
    else { return false }
    let scale = (places[high] - places[low]) / (values[high] - values[low])
    return values.indices.allSatisfy {
      abs(places[low] + (values[$0] - values[low]) * scale - places[$0]) < 0.03
    }
  }

  private static func values(_ count: Int, _ random: inout Generator) -> [Double] {
    (0..<count).map { _ in Double.random(in: -5...5, using: &random) }
  }

  @Test(arguments: 0..<20) func `points, steps, bands and rules`(seed: Int) throws {
    var random = Generator(seed)
    let count = Int.random(in: 2...50, using: &random)
    let (x, y) = ((0..<count).map(Double.init), Self.values(count, &random))
    let (low, high) = (y.map { $0 - 1 }, y.map { $0 + 2 })
    let rule = Double.random(in: -4...4, using: &random)
    let wall = Double.random(in: 0...1, using: &random)
    let document = try Self.elements(
      .axes(
        Axes(
          x: Axis(), y: Axis(),
          layers: [
            .points(Series(name: "p", x: x, y: y)), .step(Series(name: "s", x: x, y: y)),
            .band(Band(name: "p", x: x, low: low, high: high)),
            .horizontal(rule, label: "rule"), .vertical(wall, label: "wall"),
          ])))
    let paths = document.all.filter { $0.name == "path" }
    // Filled circles are the first series; one of them is the key beside its name.
    let points = paths.filter {
      $0.attributes["fill"] == "#0072b2" && $0.attributes["transform"] != nil
    }
    .map { Self.pairs($0.attributes["transform"])[0] }.prefix(count)
    #expect(Self.isImage(points.map(\.x), of: x) && Self.isImage(points.map(\.y), of: y))
    let step = Self.pairs(paths.first { $0.attributes["data-series"] == "1" }?.attributes["d"])
    #expect(Self.isImage(step.map(\.x), of: [x[0]] + x.dropFirst().flatMap { [$0, $0] }))
    #expect(Self.isImage(step.map(\.y), of: y.dropLast().flatMap { [$0, $0] } + [y[count - 1]]))
    let band = Self.pairs(paths.first { $0.attributes["fill-opacity"] == "0.2" }?.attributes["d"])
    #expect(Self.isImage(band.map(\.x), of: x + x.reversed()))
    #expect(Self.isImage(band.map(\.y), of: low + high.reversed()))
    let rules = document.all.filter {
      $0.attributes["stroke-dasharray"] == "6 4" && $0.name == "line"
    }
    let level = rules.compactMap {
      $0.attributes["y1"] == $0.attributes["y2"] ? $0.attributes["y1"] : nil
    }
    let upright = rules.compactMap {
      $0.attributes["x1"] == $0.attributes["x2"] ? $0.attributes["x1"] : nil
    }
    #expect(Self.isImage(points.map(\.y) + level.compactMap(Double.init), of: y + [rule]))
    #expect(Self.isImage(points.map(\.x) + upright.compactMap(Double.init), of: x + [wall]))
  }

  @Test(arguments: 0..<20) func `columns, spans and tiles`(seed: Int) throws {
    var random = Generator(seed)
    let heights = Self.values(5, &random)
    let columns = try Self.elements(
      .bars(
        Bars(
          categories: heights.map { "\($0)" }, series: [BarSeries(name: "s", values: heights)],
          value: Axis(), direction: .up))
    ).all.filter { $0.attributes["data-series"] == "0" }
    // The end that is not the base: the top of what rises, the bottom of what hangs.
    let ends = zip(columns, heights).compactMap { column, height -> Double? in
      guard let y = column.attributes["y"].flatMap(Double.init),
        let tall = column.attributes["height"].flatMap(Double.init)
      else { return nil }
      return height < 0 ? y + tall : y
    }
    #expect(Self.isImage(ends, of: heights))

    let edges = Self.values(7, &random).sorted()
    let spans = zip(edges, edges.dropFirst()).map { Timeline.Span(start: $0, end: $1, label: "a") }
    let rects = try Self.elements(
      .timeline(Timeline(lanes: [.init(name: "l", spans: spans)], time: Axis()))
    ).all.filter { $0.name == "rect" && $0.attributes["stroke"] == "#ffffff" }
    let sides = rects.compactMap { rect -> [Double]? in
      guard let x = rect.attributes["x"].flatMap(Double.init),
        let width = rect.attributes["width"].flatMap(Double.init)
      else { return nil }
      return [x, x + width]
    }.flatMap(\.self)
    #expect(Self.isImage(sides, of: spans.flatMap { [$0.start, $0.end] }))

    let all = TileMap.State.allCases
    let states = (0..<12).map { _ in all.randomElement(using: &random) ?? .done }
    let tiles = try Self.elements(.tileMap(TileMap(rows: 3, columns: 4, states: states))).all
      .filter { $0.attributes["data-state"] != nil }
    #expect(tiles.compactMap { $0.attributes["data-state"] } == states.map(\.rawValue))
    #expect(
      Self.isImage(
        tiles.compactMap { $0.attributes["x"].flatMap(Double.init) },
        of: (0..<12).map { Double($0 % 4) }))
    #expect(
      Self.isImage(
        tiles.compactMap { $0.attributes["y"].flatMap(Double.init) },
        of: (0..<12).map { Double($0 / 4) }))
  }

  @Test(arguments: 0..<10) func `roofs and fitted lines`(seed: Int) throws {
    var random = Generator(seed)
    let (peak, bandwidth) = (
      Double.random(in: 50...90, using: &random), Double.random(in: 5...20, using: &random)
    )
    let x = [1.0, 2, 4, 8, 16]
    let (factor, power) = (
      Double.random(in: 0.5...2, using: &random), Double.random(in: 0.3...1, using: &random)
    )
    let y = x.map { factor * pow($0, power) }
    let document = try Self.elements(
      .axes(
        Axes(
          x: Axis(scale: .log(base: 2)), y: Axis(scale: .log(base: 10)),
          layers: [
            .ceiling(peak: peak, bandwidth: bandwidth, label: "roof"),
            .line(Series(name: "s", x: x, y: y)), .trend(of: "s"),
          ])))
    let paths = document.all.filter { $0.name == "path" }
    let line = Self.pairs(paths.first { $0.attributes["data-series"] == "0" }?.attributes["d"])
    let roof = Self.pairs(
      paths.first { $0.attributes["stroke"] == "currentColor" }?.attributes["d"])
    let fit = Self.pairs(
      paths.first { $0.attributes["stroke-dasharray"] == "2 4" }?.attributes["d"])
    try #require(line.count == x.count && roof.count == 3 && fit.count > 2)
    // The ridge lies where bandwidth meets peak, and the roof is level behind it.
    #expect(
      Self.isImage(line.map(\.x) + [roof[1].x], of: (x + [peak / bandwidth]).map { log($0) }))
    #expect(Self.isImage(line.map(\.y) + [roof[1].y], of: (y + [peak]).map { log($0) }))
    #expect(roof[2].y == roof[1].y)
    // The fit of an exact power law is the line itself.
    #expect(abs(fit[0].x - line[0].x) < 0.03 && abs(fit[0].y - line[0].y) < 0.03)
    let (last, end) = (fit[fit.count - 1], line[line.count - 1])
    #expect(abs(last.x - end.x) < 0.03 && abs(last.y - end.y) < 0.03)
  }
}
