import Foundation
import Screen
import Testing

@testable import Plot

/// Heatmaps on random data: order and sign survive in every palette and without one.
@Suite struct HeatmapPropertyTests {
  @Test(arguments: 0..<40) func `levels of a heatmap rise with the values`(seed: Int) {
    var random = Generator(seed)
    let values = (0..<50).map { _ in Double.random(in: -3...9, using: &random) }
    let map = Heatmap(rows: 5, columns: 10, values: values)
    let scale = HeatmapScale(map, levels: 12)
    let levels = values.sorted().compactMap { scale.level($0) }
    #expect(levels == levels.sorted())
    #expect(levels.first == 0 && levels.last == 11)
  }

  @Test(arguments: 0..<40, ColorDepth.allCases)
  func `a number in a cell is whole or not there`(seed: Int, depth: ColorDepth) {
    var random = Generator(seed)
    let values = (0..<20).map { _ in
      Double.random(in: 1...9.9, using: &random)
        * pow(10, Double(Int.random(in: -9...0, using: &random)))
    }
    let map = Heatmap(rows: 5, columns: 4, values: values)
    let text = Figure(title: "", panel: .heatmap(map)).render(
      in: Size(columns: 30 + seed, rows: 16), Capabilities(glyphs: .block, colors: depth)
    ).grid.text
    #expect(!text.contains("~"))
  }

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

  @Test(arguments: ColorMap.allCases, ColorDepth.allCases)
  func `lightness is in the order of the levels`(map: ColorMap, depth: ColorDepth) {
    let levels = map.levels(depth)
    for palette in Self.palettes {
      let lightness = levels.map { Self.lightness($0, palette) }
      let steps = zip(lightness, lightness.dropFirst()).map { $1 - $0 }
      if map == .coolwarm {
        // Up to the middle and down again, two halves with a sign each.
        #expect(levels.count % 2 == 0)
        let half = levels.count / 2
        #expect(steps.prefix(max(0, half - 1)).allSatisfy { $0 > 0 })
        #expect(steps.suffix(max(0, half - 1)).allSatisfy { $0 < 0 })
      } else {
        #expect(steps.allSatisfy { $0 > 0 } || steps.allSatisfy { $0 < 0 })
      }
    }
  }

  /// CIE L*.
  private static func lightness(_ color: Color, _ palette: [UInt32]) -> Double {
    let value: UInt32 =
      switch color {
      case .standard: 0
      case .ansi(let index): palette[Int(index)]
      case .indexed(let index) where index >= 232: 0x01_01_01 * (8 + 10 * (UInt32(index) - 232))
      case .indexed(let index):
        [36, 6, 1].reduce(UInt32(0)) { (sum: UInt32, place: UInt32) -> UInt32 in
          let step = (UInt32(index) - 16) / place % 6
          return sum << 8 | (step == 0 ? 0 : 55 + 40 * step)
        }
      case .rgb(let red, let green, let blue):
        UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
      }
    func linear(_ shift: UInt32) -> Double {
      let part = Double(value >> shift & 255) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    let y = 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    return y > 0.008856 ? 116 * cbrt(y) - 16 : 903.3 * y
  }

  @Test(arguments: 0..<40) func `the bar shows the level of each of its values`(seed: Int) {
    var random = Generator(seed)
    let (rows, columns) = (Int.random(in: 2...40, using: &random), 8)
    let values = (0..<rows * columns).map { _ in Double.random(in: -3...9, using: &random) }
    let colorMap = ColorMap.allCases[seed % 4]
    let depth: ColorDepth = [.ansi8, .ansi16, .indexed256, .direct][seed / 4 % 4]
    let map = Heatmap(rows: rows, columns: columns, values: values, colorMap: colorMap)
    let rendering = Figure(title: "", panel: .heatmap(map)).render(
      in: Size(columns: 60, rows: 20), Capabilities(colors: depth))
    let levels = colorMap.levels(depth)
    let scale = HeatmapScale(map, levels: levels.count)
    let bar = rendering.owners.indices.filter { rendering.owners[$0] == .colorBar }.filter {
      $0 % 60 == (rendering.owners.firstIndex(of: .colorBar) ?? 0) % 60
    }
    #expect(bar.count > 1)
    for (row, index) in bar.enumerated() {
      let glyph = rendering.grid.glyphs[index]
      let colors =
        glyph.character == "▀"
        ? [glyph.style.foreground, glyph.style.background]
        : [glyph.style.background, glyph.style.background]
      for (half, color) in colors.enumerated() {
        let share = 1 - (Double(row * 2 + half) + 0.5) / Double(bar.count * 2)
        // Half way between two levels either will do.
        let steps = share * Double(levels.count)
        guard abs(steps - steps.rounded()) > 1e-9 else { continue }
        let range = scale.projection.high - scale.projection.low
        let level = scale.level(scale.projection.low + range * share)
        #expect(level.map { levels[$0] } == color)
      }
    }
  }

  private static func labels(_ rendering: Rendering) -> [String] {
    // Ticks right of the bar.
    let columns = rendering.grid.size.columns
    let bar = rendering.owners.indices.filter { rendering.owners[$0] == .colorBar }
    let edge = bar.map { $0 % columns }.max() ?? columns
    return (0..<rendering.grid.size.rows).compactMap { row in
      let text = (edge + 1..<max(edge + 1, columns)).filter {
        rendering.owner(column: $0, row: row) == .tick
      }.map { String(rendering.grid[$0, row].character) }.joined()
      return text.isEmpty ? nil : text
    }
  }

  @Test(arguments: ColorMap.allCases, ColorDepth.allCases)
  func `a scale of one value makes up no other`(colorMap: ColorMap, depth: ColorDepth) {
    func render(_ value: Double) -> Rendering {
      let map = Heatmap(
        rows: 4, columns: 4, values: Array(repeating: value, count: 16), colorMap: colorMap)
      return Figure(title: "", panel: .heatmap(map)).render(
        in: Size(columns: 40, rows: 12), Capabilities(colors: depth))
    }
    // Nothing but zeros: one label, and the bar looks as the cells do.
    let zeros = render(0)
    #expect(Self.labels(zeros) == ["0"])
    func looks(_ isWanted: (Owner) -> Bool) -> Set<Glyph> {
      Set(zip(zeros.grid.glyphs, zeros.owners).filter { isWanted($0.1) }.map(\.0))
    }
    let cells = looks { if case .cell = $0 { true } else { false } }.filter {
      $0.character != "0"
    }
    #expect(looks { $0 == .colorBar }.isSubset(of: cells) && cells.count <= 2)
    // Another value is seen against nothing.
    let labels = Self.labels(render(0.5))
    #expect(labels.first.flatMap(Double.init) == 0.5)
    #expect(labels.last.flatMap(Double.init) == (colorMap == .coolwarm ? -0.5 : 0))
    // No value, no scale.
    #expect(!render(.nan).owners.contains(.colorBar))
  }

  @Test(arguments: 0..<60) func `numbers beside a map are equally far apart`(seed: Int) {
    var random = Generator(seed)
    let (rows, columns) = (
      Int.random(in: 1...90, using: &random), Int.random(in: 1...300, using: &random)
    )
    let map = Heatmap(
      rows: rows, columns: columns, values: (0..<rows * columns).map { Double($0) })
    let size = Size(columns: .random(in: 30...130, using: &random), rows: 24)
    let rendering = Figure(title: "", panel: .heatmap(map)).render(
      in: size, Capabilities(glyphs: GlyphSet.allCases[seed % 4]))
    let cells = rendering.owners.indices.filter {
      if case .cell = rendering.owners[$0] { true } else { false }
    }
    let (left, bottom) = (
      cells.map { $0 % size.columns }.min() ?? 0, (cells.max() ?? 0) / size.columns
    )
    let down = (0...bottom).compactMap { row in
      Int(
        rendering.grid.row(row).prefix(left).map { String($0.character) }.joined()
          .filter { $0 != " " })
    }
    let across = rendering.grid.text.split(separator: "\n", omittingEmptySubsequences: false)[
      bottom + 1
    ].split(separator: " ").compactMap { Int($0) }
    for labels in [down, across] {
      #expect(labels.first == 0)
      #expect(Set(zip(labels, labels.dropFirst()).map { $1 - $0 }).count <= 1, "\(labels)")
    }
  }

  @Test(arguments: 0..<60) func `without colour order and sign are kept`(seed: Int) {
    var random = Generator(seed)
    let (rows, columns) = (
      Int.random(in: 1...40, using: &random), Int.random(in: 1...90, using: &random)
    )
    let isDiverging = seed % 2 == 0
    let values = (0..<rows * columns).map { _ -> Double in
      Int.random(in: 0..<9, using: &random) == 0 ? 0 : Double.random(in: -4...4, using: &random)
    }
    let map = Heatmap(
      rows: rows, columns: columns, values: values, colorMap: isDiverging ? .coolwarm : .viridis,
      center: isDiverging ? 0 : nil)
    let glyphs = GlyphSet.allCases[seed / 2 % 4]
    let rendering = Figure(title: "", panel: .heatmap(map)).render(
      in: Size(columns: 70, rows: 20), Capabilities(glyphs: glyphs, colors: .none))
    let ramp = InkRamp(isDiverging: isDiverging, isASCII: glyphs == .ascii)
    let blocks = Self.blocks(rendering)
    // Numbers in the cells have minus signs and points.
    let hasNumbers = rendering.grid.glyphs.indices.contains {
      guard case .cell = rendering.owners[$0] else { return false }
      return rendering.grid.glyphs[$0].character.isNumber
    }
    var shown: [(value: Double, level: Int)] = []
    for (index, owner) in rendering.owners.enumerated() {
      guard case .cell(_, let row, let column) = owner else { continue }
      let character = rendering.grid.glyphs[index].character
      if hasNumbers, character.isNumber || "-. ".contains(character) { continue }
      let mean = Self.mean(map, row, column, blocks)
      if isDiverging {
        // Below the centre are strokes, above it shades, only the centre itself is blank.
        let level = ramp.levels.firstIndex(of: character) ?? -1
        if mean == 0 {
          #expect(character == " ")
        } else if level >= 0 {
          #expect((level < ramp.levels.count / 2) == (mean < 0), "\(character) for \(mean)")
        }
        if level >= 0 { shown.append((mean, level)) }
      } else if let level = ramp.levels.firstIndex(of: character) {
        shown.append((mean, level))
      }
    }
    // Dots show single values; there the ink of areas is compared below.
    let isDots = rendering.grid.glyphs.contains {
      (0x2800...0x28FF).contains($0.character.unicodeScalars.first?.value ?? 0)
    }
    guard !isDots else { return }
    #expect(!shown.isEmpty)
    let levels = shown.sorted { $0.value < $1.value }.map(\.level)
    #expect(levels == levels.sorted())
  }

  /// Rows and columns of the matrix that share a cell, as the warning tells them.
  private static func blocks(_ rendering: Rendering) -> (rows: Int, columns: Int) {
    guard let text = rendering.warnings.first(where: { $0.contains("mean of ") }) else {
      return (1, 1)
    }
    let numbers = text.components(separatedBy: "mean of ")[1].split(separator: "x").compactMap {
      Int($0)
    }
    return numbers.count == 2 ? (numbers[0], numbers[1]) : (1, 1)
  }

  private static func mean(
    _ map: Heatmap, _ row: Int, _ column: Int, _ blocks: (rows: Int, columns: Int)
  ) -> Double {
    var (sum, count) = (0.0, 0.0)
    for y in row..<min(map.rows, row + blocks.rows) {
      for x in column..<min(map.columns, column + blocks.columns) {
        sum += map.values[y * map.columns + x]
        count += 1
      }
    }
    return sum / count
  }

  @Test func `shades without colour rise with the values`() {
    let values = (0..<64 * 64).map { Double($0 / 64) }
    let map = Heatmap(rows: 64, columns: 64, values: values)
    for glyphs in [GlyphSet.braille, .quadrant, .block] {
      let rendering = Figure(title: "", panel: .heatmap(map)).render(
        in: Size(columns: 80, rows: 24), Capabilities(glyphs: glyphs, colors: .none))
      let shown = rendering.owners.indices.filter {
        if case .cell = rendering.owners[$0] { true } else { false }
      }.compactMap { Array(" ░▒▓█").firstIndex(of: rendering.grid.glyphs[$0].character) }
      // All five, in the order of the rows.
      #expect(Set(shown).count == 5 && shown == shown.sorted())
    }
  }

  @Test func `the ends of a bar are written as its ticks are`() {
    func labels(_ low: Double, _ high: Double, _ axis: Axis) -> [String] {
      let plan = AxisPlan.vertical(
        axis, Projection(axis.scale, low: low, high: high), rows: 12, isASCII: true)
      return [plan.text(low), plan.text(high)]
    }
    #expect(labels(0.0001, 0.2154, Axis(scale: .log(base: 10))) == ["1e-4", "2.15e-1"])
    #expect(labels(0.25, 0.923, Axis()) == ["0.25", "0.923"])
    #expect(labels(0.25, 0.923, Axis(format: .percent)) == ["25%", "92.3%"])
    #expect(labels(1000, 987_654, Axis(format: .si)) == ["1k", "988k"])
    #expect(labels(0, 3.3e-7, Axis()) == ["0", "3.3e-7"])
    #expect(labels(.leastNonzeroMagnitude, 1.7e308, Axis()) == ["5e-324", "1.7e308"])
  }

  @Test func `labels of the bar leave the cells their room`() {
    let map = Heatmap(
      rows: 2, columns: 12, values: (0..<24).map { Double($0) * 1e299 },
      value: Axis(format: .percent))
    let warnings = Figure(title: "t", panel: .heatmap(map)).render(
      in: Size(columns: 60, rows: 20), Capabilities()
    ).warnings
    #expect(warnings == [])
  }

  @Test func `numbers on a logarithmic scale tell their sizes`() {
    #expect(
      HeatmapNumbers.texts([1e-4, 0.0215, 3], room: 7, isLog: true) == [
        "1.0e-4", "2.2e-2", "3.0e0",
      ])
    #expect(HeatmapNumbers.texts([1e-4, 0.0215], room: 5, isLog: true) == ["1e-4", "2e-2"])
    #expect(HeatmapNumbers.texts([1e-4, 0.0215], room: 3, isLog: true) == [])
  }

  @Test func `numbers in cells have equally many decimals`() {
    let texts = HeatmapNumbers.texts([2.617, -0.0071, 0, 0.5, .nan], room: 5)
    #expect(texts == ["2.62", "-0.01", "0", "0.50", ""])
    #expect(HeatmapNumbers.texts([2.617, -0.0071], room: 4) == ["2.6", "0.0"])
    #expect(HeatmapNumbers.texts([2.617], room: 2) == [])
    #expect(HeatmapNumbers.texts([0, 15, 7], room: 2) == ["0", "15", "7"])
    #expect(HeatmapNumbers.texts([7.5e-9, 3e-8, 0], room: 6) == ["7.5e-9", "3e-8", "0"])
    #expect(HeatmapNumbers.texts([.nan], room: 6) == [])
    #expect(HeatmapNumbers.texts([1.7e308, .infinity], room: 8) == ["1.7e308", "inf"])
  }
}
