import Foundation
import Screen
import Testing

@testable import Plot

/// How series are told apart, and where their names stand.
@Suite struct LookTests {
  /// The sixteen named colours as xterm and as the Linux console show them.
  private static let palettes: [[UInt32]] = [
    [
      0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F,
      0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ],
    [
      0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA, 0x555555,
      0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
    ],
  ]

  /// The lesser of the contrasts to black and to white, as WCAG 2 counts them.
  private static func contrast(_ rgb: UInt32) -> Double {
    func linear(_ shift: UInt32) -> Double {
      let part = Double(rgb >> shift & 255) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    return min((luminance + 0.05) / 0.05, 1.05 / (luminance + 0.05))
  }

  @Test(arguments: [ColorDepth.ansi8, .ansi16])
  func `the first series stand out on black and on white`(depth: ColorDepth) throws {
    for look in 0..<2 {
      guard case .ansi(let index) = SeriesLook.color(look, Capabilities(colors: depth)) else {
        Issue.record("no named colour")
        continue
      }
      for palette in Self.palettes {
        #expect(Self.contrast(palette[Int(index)]) > 2.6, "\(index)")
      }
    }
  }

  private static func render(_ layers: [Layer], _ glyphs: GlyphSet = .braille) -> Rendering {
    Figure(title: "t", panel: .axes(Axes(x: Axis(), y: Axis(), layers: layers))).render(
      in: Size(columns: 70, rows: 20), Capabilities(glyphs: glyphs))
  }

  private static let long = Series(name: "long", x: [0, 4, 8], y: [1, 2, 3])
  private static let short = Series(name: "short", x: [0, 4], y: [2, 1])

  @Test(arguments: GlyphSet.allCases)
  func `a key never stands where it could be a point`(glyphs: GlyphSet) {
    for layers in [
      [Layer.line(Self.long), .line(Self.short)], [.points(Self.short), .line(Self.long)],
    ] {
      let rendering = Self.render(layers, glyphs)
      let rows = (0..<20).filter { row in
        (0..<70).contains { rendering.owner(column: $0, row: row) == .legend }
      }
      let axis = (0..<20).last { row in
        (0..<70).contains { rendering.owner(column: $0, row: row) == .frame }
      }
      // One row, below the axis.
      #expect(rows.count == 1 && rows[0] > axis ?? 20)
      #expect(rendering.warnings == [])
    }
    // Lines that reach the edge have their names there.
    let rendering = Self.render([.line(Self.long)], glyphs)
    #expect(rendering.grid.text.split(separator: "\n").contains { $0.hasSuffix("   long") })
  }

  @Test(arguments: GlyphSet.allCases)
  func `as many series as a figure may have are marked differently`(glyphs: GlyphSet) {
    let looks = (0..<24).map { SeriesLook($0, Capabilities(glyphs: glyphs, colors: .none)) }
    #expect(Set(looks.map(\.marker)).count == 24)
    let isOneColumn = looks.allSatisfy { TextWidth.columns(of: $0.marker) == 1 }
    #expect(isOneColumn)
    // On paper too.
    var drawn: Set<String> = []
    for look in 0..<24 {
      var writer = SVGWriter()
      writer.marker(look, 0, 0, color: "#000000")
      drawn.insert(writer.body)
    }
    #expect(drawn.count == 24)
  }

  @Test(arguments: [1e300, 1e9, 1e-9, 1], [Axis.Scale.linear, .log(base: 10)])
  func `shares of any size have short labels`(size: Double, scale: Axis.Scale) throws {
    let axis = Axis(label: "share", scale: scale, format: .percent)
    let series = Series(name: "s", x: [1, 2, 3], y: [size * 0.01, size * 0.5, size])
    let map = Heatmap(rows: 1, columns: 3, values: series.y, value: axis)
    let figure = Figure(
      title: "t",
      panels: [[.axes(Axes(x: Axis(), y: axis, layers: [.line(series)]))], [.heatmap(map)]])
    let rendering = figure.render(in: Size(columns: 70, rows: 40), Capabilities())
    let labels = (0..<40).flatMap { row in
      (0..<70).map { column in
        let isTick = rendering.owner(column: column, row: row) == .tick
        return isTick ? String(rendering.grid[column, row].character) : " "
      }.joined().split(separator: " ")
    }.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "┤")) }.filter {
      $0.hasSuffix("%")
    }
    #expect(labels.count >= 4)
    for label in labels {
      #expect(label.count <= 9, "\(label)")
      let value = try #require(Double(label.dropLast()), "\(label)")
      #expect(value >= 0 && value / 100 <= size * 2)
    }
  }
}
