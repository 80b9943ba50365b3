import Foundation
import Screen
import Testing

@testable import Plot

/// Names, notes and rows of random figures: all there, none over data, no row too wide.
@Suite struct TextPropertyTests {
  private static func isData(_ owner: Owner) -> Bool {
    switch owner {
    case .series, .point, .line, .band: true
    default: false
    }
  }

  @Test(arguments: 0..<60) func `notes and names keep off data`(seed: Int) throws {
    var random = Generator(seed)
    let x = (0..<30).map { Double($0) }
    let y = x.map { _ in Double.random(in: 0...1, using: &random) }
    let y2 = x.map { $0 / 30 }
    let notes =
      (0..<3).map { Layer.note(x: x[$0 * 9], y: y[$0 * 9], text: "note \($0)") } + [
        .horizontal(Double.random(in: 0...1, using: &random), label: "note 3"),
        .vertical(Double.random(in: 0...29, using: &random), label: "note 4"),
      ]
    let data: [Layer] = [
      .line(Series(name: "s", x: x, y: y)), .points(Series(name: "t", x: x, y: y2)),
    ]
    let (x1, y1) = (Axis(domain: -0.5...29.5), Axis(domain: -0.1...1.1))
    let bare = AxesPlan(Axes(x: x1, y: y1, layers: data))
    let noted = Axes(x: x1, y: y1, layers: data + notes)
    let size = Size(
      columns: .random(in: 30...120, using: &random), rows: .random(in: 10...40, using: &random))
    let capabilities = Capabilities(glyphs: GlyphSet.allCases[seed % 4])
    let with = Figure(title: "t", panel: .axes(noted)).render(in: size, capabilities)
    let text = with.grid.text
    let found = (0..<5).map { text.components(separatedBy: "note \($0)").count - 1 }
    // What finds no room even below the plot is told in a warning.
    let told = with.warnings.joined()
    for note in 0..<5 {
      #expect(found[note] + told.components(separatedBy: "note \(note)").count - 1 == 1)
    }
    // Every glyph of data is where it is without the notes, with as many rows kept for footnotes.
    let area = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 1)
    let without = (0..<area.rows).lazy.map { (rows: Int) -> [Owner] in
      var canvas = Canvas(size, capabilities)
      let bare = AxesRenderer(bare, panel: 0, in: area, capabilities, footnotes: rows)
      _ = bare.draw(on: &canvas)
      return canvas.owners
    }.first { (owners: [Owner]) -> Bool in
      owners.indices.allSatisfy { (owners[$0] == .frame) == (with.owners[$0] == .frame) }
    }
    for (index, owner) in try #require(without).enumerated() where Self.isData(owner) {
      #expect(with.owners[index] == owner)
    }
  }

  /// A figure of a kind whose data take rectangles of the screen.
  private static func areas(_ seed: Int, _ random: inout Generator) -> Panel {
    let count = Int.random(in: 1...5, using: &random)
    let values = (0..<count).map { _ in Double.random(in: -9...9, using: &random) }
    let series = (0..<Int.random(in: 1...3, using: &random)).map {
      BarSeries(name: "series \($0)", values: values.shuffled(using: &random))
    }
    switch seed % 5 {
    case 0, 1:
      return .bars(
        Bars(
          title: "t", categoryLabel: "category", categories: values.indices.map { "c\($0)" },
          series: series, value: Axis(label: "value"), direction: seed % 5 == 0 ? .right : .up))
    case 2:
      let lanes = (0..<count).map { lane in
        Timeline.Lane(
          name: "lane \(lane)",
          spans: (0..<6).map {
            .init(start: Double($0), end: Double($0) + 1, label: "span \($0) of \(lane)")
          })
      }
      return .timeline(Timeline(lanes: lanes, time: Axis(label: "time")))
    case 3:
      let all = TileMap.State.allCases
      return .tileMap(
        TileMap(
          rows: count, columns: 4,
          states: (0..<count * 4).map { _ in all.randomElement(using: &random) ?? .done },
          order: Array(0..<count * 4), x: Axis(label: "key"), y: Axis(label: "query")))
    default:
      return .heatmap(
        Heatmap(
          rows: count, columns: 3, values: (0..<count * 3).map { $0 == 1 ? .nan : Double($0) },
          x: Axis(label: "key"), y: Axis(label: "query"), value: Axis(label: "p")))
    }
  }

  @Test(arguments: 0..<150) func `nothing is written into bars, spans, tiles and cells`(
    seed: Int
  ) {
    var random = Generator(seed)
    let panel = Self.areas(seed, &random)
    let size = Size(
      columns: .random(in: 24...110, using: &random), rows: .random(in: 6...40, using: &random))
    let capabilities = Capabilities(
      glyphs: GlyphSet.allCases[seed / 5 % 4], colors: ColorDepth.allCases[seed / 20 % 5])
    let rendering = Figure(title: "figure", caption: "told", panel: panel).render(
      in: size, capabilities)
    var places: [Owner: [Int]] = [:]
    for (index, owner) in rendering.owners.enumerated() {
      switch owner {
      case .point, .cell: places[owner, default: []].append(index)
      default: break
      }
    }
    // What belongs to one datum is a rectangle without holes.
    for (owner, all) in places {
      let (columns, rows) = (all.map { $0 % size.columns }, all.map { $0 / size.columns })
      let width = (columns.max() ?? 0) - (columns.min() ?? 0) + 1
      let height = (rows.max() ?? 0) - (rows.min() ?? 0) + 1
      #expect(all.count == width * height, "\(owner)")
    }
  }

  @Test(arguments: 0..<40) func `each series owns a cell or is said to be covered`(seed: Int) {
    var random = Generator(seed)
    let layers = (0..<4).map { index -> Layer in
      let x = (0..<6).map { Double($0) }
      let y = x.map { _ in Double(Int.random(in: 0...2, using: &random)) }
      return .line(Series(name: "s\(index)", x: x, y: y))
    }
    let rendering = Figure(
      title: "t", panel: .axes(Axes(x: Axis(), y: Axis(), layers: layers))
    ).render(in: Size(columns: .random(in: 30...90, using: &random), rows: 18), Capabilities())
    var legend = ""
    for (index, glyph) in rendering.grid.glyphs.enumerated() {
      legend.append(rendering.owners[index] == .legend ? glyph.character : " ")
    }
    for index in 0..<4 {
      let owns = rendering.owners.contains {
        switch $0 {
        case .line(panel: 0, series: index, _), .point(panel: 0, series: index, _): true
        default: false
        }
      }
      // Every name once in the legend, apart from where it is said to cover another.
      let names = legend.replacingOccurrences(of: "(under s\(index))", with: "")
      #expect(names.components(separatedBy: "s\(index)").count == 2)
      let isSaid =
        legend.contains("s\(index) (under")
        || rendering.warnings.contains { $0.hasPrefix("s\(index) lies under") }
      #expect(owns || isSaid)
    }
  }

  /// The printable characters of code page 437, which the fonts of the Linux console have.
  private static let codePage437 = Set(
    (0x20..<0x7F).compactMap { Unicode.Scalar($0).map(Character.init) }
      + "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
      + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■")

  @Test(arguments: Samples.all.map(\.name), ColorDepth.allCases)
  func `the console's figures are in its code page`(name: String, depth: ColorDepth) throws {
    let figure = try #require(Samples.all.first { $0.name == name }?.figure)
    for columns in [30, 50, 80, 120] {
      let text = figure.render(
        in: Size(columns: columns, rows: 24), Capabilities(glyphs: .block, colors: depth)
      ).grid.text
      #expect(Set(text).subtracting(Self.codePage437).subtracting(["\n"]) == [])
    }
  }

  @Test(arguments: Samples.all.map(\.name))
  func `where ambiguous characters are wide there are none`(name: String) throws {
    let figure = try #require(Samples.all.first { $0.name == name }?.figure)
    let rendering = figure.render(
      in: Size(columns: 80, rows: 24), Capabilities(isAmbiguousWide: true))
    let isASCII = rendering.grid.text.allSatisfy(\.isASCII)
    #expect(isASCII)
  }

  /// What the C library's wcwidth said, as the tests of Screen record it.
  private static let widths: [(range: ClosedRange<UInt32>, columns: Int)] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ScreenTests/widths.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { row in
      let parts = row.split(separator: " ")
      guard parts.count == 3, let first = UInt32(parts[0], radix: 16),
        let last = UInt32(parts[1], radix: 16), let columns = Int(parts[2])
      else { return nil }
      return (first...last, columns)
    }
  }()

  private static func width(_ scalar: UInt32) -> Int {
    widths.first { $0.range.contains(scalar) }?.columns ?? -1
  }

  @Test(arguments: Samples.all.map(\.name), GlyphSet.allCases)
  func `every row is as wide as the area`(name: String, glyphs: GlyphSet) throws {
    var random = Generator(name.count)
    let figure = try #require(Samples.all.first { $0.name == name }?.figure)
    let others = (0..<5).map { _ in Int.random(in: 5...150, using: &random) }
    let widths = [10, 24, 37, 80, 131] + others
    for columns in widths {
      let rows = Int.random(in: 3...40, using: &random)
      let grid = figure.render(
        in: Size(columns: columns, rows: rows), Capabilities(glyphs: glyphs)
      ).grid
      for row in 0..<rows {
        let shown = grid.row(row).filter { !$0.isContinuation }
        let scalars = shown.flatMap { $0.character.unicodeScalars }
        #expect(scalars.reduce(0) { $0 + Self.width($1.value) } == columns)
      }
      let isASCII = grid.text.allSatisfy(\.isASCII)
      #expect(isASCII || glyphs != .ascii)
    }
  }
}
