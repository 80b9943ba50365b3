import Screen
import Testing

@testable import Plot

/// What stands at and beside bars.
@Suite struct BarTests {
  private static func texts(_ values: [Double], _ axis: Axis = Axis()) -> [String] {
    Bars(
      categories: values.map { "\($0)" }, series: [BarSeries(name: "", values: values)],
      value: axis
    ).texts(isASCII: true)[0]
  }

  @Test func `the values at the tips have equally many decimals`() {
    #expect(Self.texts([29, 25.4]) == ["29.0", "25.4"])
    #expect(Self.texts([30, 12]) == ["30", "12"])
    #expect(Self.texts([-12, 0, 55.5, .nan]) == ["-12.0", "0", "55.5", ""])
    #expect(Self.texts([120, 3.25]) == ["120.0", "3.3"])
    #expect(Self.texts([1.5e6, 23e6]) == ["1.5M", "23.0M"])
    #expect(Self.texts([0.25, 0.5], Axis(format: .percent)) == ["25%", "50%"])
    #expect(Self.texts([2e-6, 1.25e-5], Axis(format: .si)) == ["2.0u", "12.5u"])
  }

  @Test func `values of very different sizes have three digits each`() {
    #expect(Self.texts([512, 0.0321]) == ["512", "0.0321"])
    #expect(Self.texts([1e300, .leastNonzeroMagnitude]) == ["1e300", "5e-324"])
  }

  @Test(arguments: [Bars.Direction.right, .up]) func `the axis of categories has its name`(
    direction: Bars.Direction
  ) {
    let bars = Bars(
      categoryLabel: "kernel", categories: ["flash1", "flash2"],
      series: [BarSeries(name: "", values: [1, -2])], value: Axis(label: "gain"),
      direction: direction)
    for glyphs in GlyphSet.allCases {
      let text = Figure(title: "t", panel: .bars(bars)).render(
        in: Size(columns: 60, rows: 20), Capabilities(glyphs: glyphs)
      ).grid.text
      #expect(text.contains("kernel") && text.contains("gain"))
    }
    #expect(Figure(title: "t", panel: .bars(bars)).svg().contains(">kernel<"))
    #expect(Figure(title: "t", panel: .bars(bars)).summary.contains("by kernel"))
  }

  @Test func `full blocks have their color behind them`() {
    let bars = Bars(
      categories: ["a"], series: [BarSeries(name: "", values: [3])], value: Axis())
    for depth in ColorDepth.allCases {
      let grid = Figure(title: "t", panel: .bars(bars)).render(
        in: Size(columns: 40, rows: 8), Capabilities(colors: depth)
      ).grid
      for glyph in grid.glyphs where glyph.character == "█" {
        #expect(glyph.style.background == glyph.style.foreground)
        #expect((glyph.style.background == .standard) == (depth == .none))
      }
    }
  }

  @Test(arguments: ColorDepth.allCases, Theme.Background.allCases)
  func `series keep apart on any background`(depth: ColorDepth, background: Theme.Background) {
    let capabilities = Capabilities(colors: depth, background: background)
    let colors = Set((0..<6).map { SeriesLook.color($0, capabilities) })
    #expect(colors.count == (depth == .none ? 1 : 6))
    // Pale ones do not come first on a light page.
    if background == .light, depth == .ansi8 || depth == .ansi16 {
      for look in 0..<3 { #expect(SeriesLook.color(look, capabilities).isDark) }
    }
  }

  @Test func `bars whose key has no room upwards grow to the right`() {
    let series = (0..<8).map { BarSeries(name: "a rather long name \($0)", values: [Double($0)]) }
    let figure = Figure(
      title: "t",
      panel: .bars(Bars(categories: ["c"], series: series, value: Axis(), direction: .up)))
    let rendering = figure.render(in: Size(columns: 80, rows: 24), Capabilities())
    for item in series { #expect(rendering.grid.text.contains(item.name)) }
    #expect(rendering.warnings == [])
  }
}
