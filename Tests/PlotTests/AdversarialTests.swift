import Foundation
import Screen
import Testing

@testable import Plot

/// Figures that nobody would draw on purpose: odd texts, sizes, limits and counts, all at once.
@Suite struct AdversarialTests {
  private static let texts = [
    "", " ", "a", "time", "時間の長さ", "مرحبا بالعالم", "👩‍👩‍👧‍👦 family", "🇩🇪🇫🇷", "e\u{301}\u{301}\u{301}",
    "\u{200D}", "\u{FE0F}", "\u{1B}[31mred\u{1B}[0m", "two\nlines\ttab", "\u{202E}evil\u{202C}",
    "\u{0}\u{7F}\u{85}\u{FFFE}", "<svg onload=\"x\">&amp;]]>", "\"quoted\", 'so'", "½ µs ≤ ∞", "~",
    "%d%s\\",
    String(repeating: "long title ", count: 40), String(repeating: "宽", count: 200), "\u{FFFD}",
  ]
  private static let odd: [Double] = [
    .nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, 1e-300, -1e-300, 1e300, -1e300,
    1.7e308, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1, 2, 3, 0.1, 1e15, 1e15 + 1,
    1_048_576, -7,
  ]

  private struct Maker {
    var random: Generator

    mutating func text() -> String { AdversarialTests.texts.randomElement(using: &random) ?? "" }

    mutating func value() -> Double {
      Int.random(in: 0..<3, using: &random) == 0
        ? AdversarialTests.odd.randomElement(using: &random) ?? 0
        : Double.random(in: -9...9, using: &random)
    }

    mutating func values(_ most: Int) -> [Double] {
      let count = Int.random(in: 0...most, using: &random)
      let isDull = Int.random(in: 0..<5, using: &random) == 0
      let dull = value()
      return (0..<count).map { _ in isDull ? dull : value() }
    }

    mutating func axis() -> Axis {
      var axis = Axis(
        label: text(), unit: text(),
        scale: [.linear, .log(base: 2), .log(base: 10), .log(base: 7)].randomElement(
          using: &random) ?? .linear,
        format: [.auto, .si, .binary, .percent].randomElement(using: &random) ?? .auto)
      let (a, b) = (value(), value())
      if Int.random(in: 0..<3, using: &random) == 0, !a.isNaN, !b.isNaN {
        axis.domain = min(a, b)...max(a, b)
      }
      return axis
    }

    mutating func series() -> Series {
      Series(name: text(), x: values(30), y: values(30))
    }

    mutating func layer() -> Layer {
      switch Int.random(in: 0..<9, using: &random) {
      case 0, 1: .line(series())
      case 2: .points(series())
      case 3: .step(series())
      case 4: .band(Band(name: text(), x: values(20), low: values(20), high: values(20)))
      case 5: .horizontal(value(), label: text())
      case 6: .vertical(value(), label: text())
      case 7: .note(x: value(), y: value(), text: text())
      default:
        Bool.random(using: &random)
          ? .trend(of: text()) : .ceiling(peak: value(), bandwidth: value(), label: text())
      }
    }

    mutating func panel() -> Panel {
      let many = Int.random(in: 0..<8, using: &random) == 0 ? 60 : 6
      let (rows, columns) = (
        Int.random(in: -1...many, using: &random), Int.random(in: -1...many, using: &random)
      )
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1, 2:
        let layers = (0..<Int.random(in: 0...many, using: &random)).map { _ in layer() }
        return .axes(Axes(title: text(), x: axis(), y: axis(), layers: layers))
      case 3, 4:
        return .bars(
          Bars(
            title: text(), categoryLabel: text(),
            categories: (0..<max(0, rows)).map { _ in text() },
            series: (0..<max(0, columns)).map { _ in BarSeries(name: text(), values: values(many))
            },
            value: axis(), direction: Bool.random(using: &random) ? .up : .right))
      case 5:
        return .heatmap(
          Heatmap(
            title: text(), rows: rows, columns: columns, values: values(max(0, rows * columns) + 2),
            x: axis(), y: axis(),
            colorMap: ColorMap.allCases.randomElement(using: &random) ?? .reds,
            value: axis(), center: Bool.random(using: &random) ? value() : nil))
      case 6:
        return Bool.random(using: &random)
          ? .table(
            TablePanel(
              title: text(), columns: (0..<max(0, columns)).map { _ in text() },
              rows: (0..<max(0, rows)).map { _ in (0..<3).map { _ in text() } }, isNumber: [true]))
          : .tileMap(
            TileMap(
              title: text(), rows: rows, columns: columns, states: [.done, .current, .skipped],
              order: [3, -1, .max, .min], x: axis(), y: axis()))
      default:
        return .timeline(
          Timeline(
            title: text(),
            lanes: (0..<max(0, rows)).map { _ in
              .init(
                name: text(),
                spans: (0..<3).map { _ in .init(start: value(), end: value(), label: text()) })
            }, time: axis()))
      }
    }

    mutating func figure() -> Figure {
      Figure(
        title: text(), alt: text(), caption: text(),
        panels: (0..<Int.random(in: 0...2, using: &random)).map { _ in
          (0..<Int.random(in: 1...3, using: &random)).map { _ in panel() }
        })
    }
  }

  /// Whether a terminal would do something else than show it.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\n" || scalar.value >= 0x7F && scalar.value < 0xA0
  }

  @Test(arguments: 0..<60) func `any figure is drawn and written`(seed: Int) throws {
    var maker = Maker(random: Generator(seed))
    let figure = maker.figure()
    for _ in 0..<3 {
      let size = Size(
        columns: Int.random(in: 0...(seed % 3 == 0 ? 30 : 140), using: &maker.random),
        rows: Int.random(in: 0...45, using: &maker.random))
      let capabilities = Capabilities(
        glyphs: GlyphSet.allCases.randomElement(using: &maker.random) ?? .ascii,
        colors: ColorDepth.allCases.randomElement(using: &maker.random) ?? .none,
        isAmbiguousWide: Bool.random(using: &maker.random),
        background: Theme.Background.allCases.randomElement(using: &maker.random) ?? .any)
      let rendering = figure.render(in: size, capabilities)
      #expect(rendering.grid.size == size && rendering.owners.count == size.columns * size.rows)
      for row in 0..<size.rows {
        let shown = rendering.grid.row(row).filter { !$0.isContinuation }
        #expect(shown.reduce(0) { $0 + TextWidth.columns(of: $1.character) } == size.columns)
      }
      #expect(!rendering.grid.text.unicodeScalars.contains(where: Self.isControl))
      #expect(figure.preferredRows(columns: size.columns, maximum: size.rows) <= max(1, size.rows))
    }
    let svg = figure.svg()
    #expect(Elements(svg) != nil)
    #expect(!svg.contains("nan") && !svg.contains("inf\""))
    _ = figure.summary
    _ = figure.csv
    _ = figure.tables { "\($0)" }
  }
}
