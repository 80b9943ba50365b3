import Foundation
import Plot
import Screen
import Testing

/// Every kind of figure as text, in every glyph set, at every colour depth, in three sizes.
///
/// The expected texts are beside this file; `RECORD=1 swift test` writes them anew. A text stands
/// once for all the depths that share it. Colour follows as one letter a glyph, once for the depths
/// that share the map, then what the letters mean at each depth.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")
  private static let sizes = [(80, 24), (120, 40), (40, 12)]

  @Test(arguments: Samples.all.map(\.name), GlyphSet.allCases)
  func `figures look as recorded`(name: String, glyphs: GlyphSet) throws {
    let figure = try #require(Samples.all.first { $0.name == name }?.figure)
    var text = ""
    for (columns, rows) in Self.sizes {
      let drawn = ColorDepth.allCases.map { depth in
        let rendering = figure.render(
          in: Size(columns: columns, rows: rows), Capabilities(glyphs: glyphs, colors: depth))
        let warnings = rendering.warnings.map { "\n! \($0)" }.joined()
        return (
          depth: depth, text: trimmed(rendering.grid.text) + warnings, grid: rendering.grid
        )
      }
      for group in Self.groups(drawn, by: \.text) {
        text += "== \(columns)x\(rows) \(Self.names(group.map(\.depth)))\n\(group[0].text)\n"
        let styled = group.map { (depth: $0.depth, map: StyleMap($0.grid, $0.depth)) }
        for same in Self.groups(styled, by: \.map.letters) where !same[0].map.key.isEmpty {
          text += "-- \(Self.names(same.map(\.depth)))\n\(same[0].map.letters)\n"
          for item in same { text += "\(item.depth.rawValue)\n\(item.map.key)" }
        }
      }
    }
    let file = Self.folder.appending(path: "\(name)-\(glyphs.rawValue).txt")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  /// Items with equal keys together, in order of first appearance.
  private static func groups<Item>(_ items: [Item], by key: (Item) -> String) -> [[Item]] {
    var groups: [[Item]] = []
    for item in items {
      if let index = groups.firstIndex(where: { key($0[0]) == key(item) }) {
        groups[index].append(item)
      } else {
        groups.append([item])
      }
    }
    return groups
  }

  private static func names(_ depths: [ColorDepth]) -> String {
    depths.map(\.rawValue).joined(separator: " ")
  }
}

/// The text without empty lines at its end.
private func trimmed(_ text: String) -> String {
  String(text.reversed().drop { $0 == "\n" }.reversed())
}

/// The styles of a grid as they are shown at a depth: a letter a glyph, and what the letters mean.
private struct StyleMap {
  let letters: String
  let key: String

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
      + "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω")

  init(_ grid: Grid, _ depth: ColorDepth) {
    var letters: [Style: Character] = [.plain: "."]
    var order: [Style] = []
    var rows: [String] = []
    for row in 0..<grid.size.rows {
      var text = ""
      for glyph in grid.row(row) {
        let style = glyph.style.reduced(to: depth)
        if letters[style] == nil {
          letters[style] = order.count < Self.alphabet.count ? Self.alphabet[order.count] : "?"
          order.append(style)
        }
        text.append(letters[style] ?? "?")
      }
      while text.last == "." { text.removeLast() }
      rows.append(text)
    }
    self.letters = trimmed(rows.joined(separator: "\n"))
    let meanings = order.map { "\(letters[$0] ?? "?") \(Self.words($0))" }
    key = stride(from: 0, to: meanings.count, by: 5).map {
      "  " + meanings[$0..<min($0 + 5, meanings.count)].joined(separator: ", ") + "\n"
    }.joined()
  }

  private static func words(_ style: Style) -> String {
    let names: [(Style.Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"),
    ]
    let parts =
      (style.foreground == .standard ? [] : [words(style.foreground)])
      + (style.background == .standard ? [] : ["on " + words(style.background)])
      + names.filter { style.attributes.contains($0.0) }.map(\.1)
    return parts.isEmpty ? "plain" : parts.joined(separator: " ")
  }

  private static func words(_ color: Color) -> String {
    switch color {
    case .standard: "standard"
    case .ansi(let index): "ansi\(index)"
    case .indexed(let index): "\(index)"
    case .rgb(let red, let green, let blue):
      "#"
        + [red, green, blue].map { String($0, radix: 16) }.map {
          $0.count < 2 ? "0" + $0 : $0
        }.joined()
    }
  }
}
