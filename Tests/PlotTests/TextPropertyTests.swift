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

  @Test(arguments: 0..<60) func `notes and names keep off data`(seed: Int) {
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
    let bare = Axes(x: Axis(), y: Axis(), layers: data)
    let noted = Axes(x: Axis(), y: Axis(), layers: data + notes)
    let size = Size(
      columns: .random(in: 50...120, using: &random), rows: .random(in: 16...40, using: &random))
    let capabilities = Capabilities(glyphs: GlyphSet.allCases[seed % 4])
    let without = Figure(title: "t", panel: .axes(bare)).render(in: size, capabilities)
    let with = Figure(title: "t", panel: .axes(noted)).render(in: size, capabilities)
    let text = with.grid.text
    let found = (0..<5).map { text.components(separatedBy: "note \($0)").count - 1 }
    // What finds no room even below the plot is told in a warning.
    let told = with.warnings.joined()
    for note in 0..<5 {
      #expect(found[note] + told.components(separatedBy: "note \(note)").count - 1 == 1)
    }
    // Every glyph of data is where it was without the notes, unless rows were kept for footnotes.
    let frames = [with, without].map { drawn in
      drawn.owners.indices.filter { drawn.owners[$0] == .frame }
    }
    guard frames[0] == frames[1] else { return }
    for (index, owner) in without.owners.enumerated() where Self.isData(owner) {
      #expect(with.owners[index] == owner)
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
