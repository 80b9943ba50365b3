import Foundation
import Plot
import Screen
import Testing

/// Every kind of figure as text, in every glyph set, with and without colour, in three sizes.
///
/// The expected texts are beside this file; `RECORD=1 swift test` writes them anew. Colour follows
/// the text as one letter a glyph and a key of the styles.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")
  private static let sizes = [(80, 24), (120, 40), (40, 12)]

  @Test(arguments: Samples.all.map(\.name), GlyphSet.allCases)
  func `figures look as recorded`(name: String, glyphs: GlyphSet) throws {
    let figure = try #require(Samples.all.first { $0.name == name }?.figure)
    var text = ""
    for (columns, rows) in Self.sizes {
      for depth in [ColorDepth.none, .indexed256] {
        let rendering = figure.render(
          in: Size(columns: columns, rows: rows), Capabilities(glyphs: glyphs, colors: depth))
        text += "== \(columns)x\(rows) \(depth.rawValue)\n\(rendering.grid.text)\n"
        text += rendering.warnings.map { "! \($0)\n" }.joined()
        if depth != .none { text += Self.colors(of: rendering.grid) }
      }
    }
    let file = Self.folder.appending(path: "\(name)-\(glyphs.rawValue).txt")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  /// One letter a glyph for its style, then what the letters mean.
  private static func colors(of grid: Grid) -> String {
    var letters: [Style: Character] = [.plain: "."]
    var order: [Style] = []
    var rows: [String] = []
    for row in 0..<grid.size.rows {
      var text = ""
      for glyph in grid.row(row) {
        if letters[glyph.style] == nil {
          letters[glyph.style] =
            Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")[
              min(51, order.count)]
          order.append(glyph.style)
        }
        text.append(letters[glyph.style] ?? "?")
      }
      while text.last == "." { text.removeLast() }
      rows.append(text)
    }
    let key = order.map { style in
      "\(letters[style] ?? "?") \(style.foreground) on \(style.background), "
        + "\(style.attributes.rawValue)\n"
    }
    return "-- styles\n" + rows.joined(separator: "\n") + "\n" + key.joined()
  }
}
