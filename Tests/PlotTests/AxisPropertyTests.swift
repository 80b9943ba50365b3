import Foundation
import Screen
import Testing

@testable import Plot

/// Ticks on random ranges: exact, round, apart, where their values are.
@Suite struct AxisPropertyTests {
  @Test(arguments: 0..<200) func `tick labels are exactly the ticks`(seed: Int) throws {
    var random = Generator(seed)
    let low = Double.random(in: -1...1, using: &random) * pow(10, Double(seed % 7) - 3)
    let high = low + Double.random(in: 0.01...1, using: &random) * pow(10, Double(seed % 5) - 2)
    let plan = AxisPlan.horizontal(
      Axis(), Projection(.linear, low: low, high: high), columns: 80, isASCII: true)
    #expect(plan.ticks.ticks.count >= 2)
    // An offset stands in the title of the axis.
    let offset = plan.ticks.note.isEmpty ? 0 : try #require(Double(plan.ticks.note))
    for tick in plan.ticks.ticks {
      let value = try #require(Self.value(tick.label)) + offset
      #expect(abs(value - tick.value) <= 1e-9 * (high - low))
    }
  }

  /// What a label says, its prefix taken into account.
  private static func value(_ label: String) -> Double? {
    let prefixes: [Character: Double] = [
      "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "m": 1e-3, "u": 1e-6, "n": 1e-9,
    ]
    guard let last = label.last, let factor = prefixes[last] else { return Double(label) }
    return Double(label.dropLast()).map { $0 * factor }
  }

  @Test(arguments: 0..<120) func `log ticks are 1, 2 or 5 times a power`(seed: Int) {
    var random = Generator(seed)
    let base = seed % 3 == 0 ? 2 : 10
    let decades = Double.random(in: base == 2 ? 0.7...6 : 1...14, using: &random)
    let low = pow(10, Double.random(in: -12...12, using: &random))
    let high = low * pow(10, decades)
    let axis = Axis(scale: .log(base: base))
    let projection = Projection(axis.scale, low: low, high: high)
    let plans = [
      AxisPlan.horizontal(
        axis, projection, columns: .random(in: 24...140, using: &random), isASCII: true),
      AxisPlan.vertical(axis, projection, rows: .random(in: 5...50, using: &random), isASCII: true),
    ]
    for plan in plans {
      #expect(plan.ticks.ticks.count >= 2)
      for tick in plan.ticks.ticks {
        if base == 2 {
          #expect(log2(tick.value) == log2(tick.value).rounded())
        } else {
          #expect([1, 2, 5].contains(DecimalNumber(tick.value)?.mantissa ?? 0))
        }
        #expect(tick.value >= low * (1 - 1e-9) && tick.value <= high * (1 + 1e-9))
      }
    }
  }

  @Test(arguments: 0..<120) func `the ticks of a log axis have one notation`(seed: Int) {
    var random = Generator(seed)
    let low = pow(10, Double.random(in: -12...12, using: &random))
    let high = low * pow(10, Double.random(in: 0.7...14, using: &random))
    let formats: [Axis.Format] = [.auto, .si, .percent]
    let axis = Axis(scale: .log(base: seed % 4 == 0 ? 2 : 10), format: formats[seed / 4 % 3])
    let ticks = AxisPlan.vertical(
      axis, Projection(axis.scale, low: low, high: high), rows: 40, isASCII: true
    ).ticks
    // Exponents in all labels or in none; decimals below one never beside letters above it.
    let texts = ticks.ticks.map(\.label)
    for mark in ["e", "^", "%"] {
      #expect([0, texts.count].contains(texts.count { $0.contains(mark) }), "\(texts)")
    }
    let hasLetters = texts.contains { $0.last?.isUppercase ?? false || $0.hasSuffix("k") }
    let hasFractions = texts.contains { $0.hasPrefix("0.0") }
    #expect(!(hasLetters && hasFractions) || axis.scale == .log(base: 2), "\(texts)")
  }

  @Test func `a zero among large ticks adds no decimals`() {
    let plan = AxisPlan.vertical(
      Axis(), Projection(.linear, low: 0, high: 400_000), rows: 20, isASCII: true)
    #expect(plan.ticks.ticks.map(\.label) == ["0", "100k", "200k", "300k", "400k"])
  }

  @Test func `short log axes are labelled at 1, 2 and 5`() {
    let axis = Axis(scale: .log(base: 10))
    let plan = AxisPlan.vertical(
      axis, Projection(axis.scale, low: 0.8, high: 120), rows: 30, isASCII: true)
    #expect(plan.ticks.ticks.map(\.label) == ["1", "2", "5", "10", "20", "50", "100"])
    // Without room for all of them the powers of ten remain, never 3.
    let low = AxisPlan.vertical(
      axis, Projection(axis.scale, low: 0.8, high: 120), rows: 8, isASCII: true)
    #expect(low.ticks.ticks.map(\.label) == ["1", "10", "100"])
  }

  @Test(arguments: 0..<90) func `a tick and a point of one value share their cell`(seed: Int) {
    var random = Generator(seed)
    let low = Double.random(in: -5...5, using: &random)
    let high = low + Double.random(in: 0.1...50, using: &random)
    let isLog = seed % 2 == 0
    let scale: Axis.Scale = isLog ? .log(base: seed % 4 == 0 ? 2 : 10) : .linear
    let values = isLog ? [exp(low), exp(low + 3)] : [low, high]
    let size = Size(
      columns: .random(in: 30...140, using: &random), rows: .random(in: 12...45, using: &random))
    let area = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 1)
    var axis = Axis(scale: scale)
    func axes(_ x: [Double], _ y: [Double]) -> Axes {
      Axes(x: axis, y: axis, layers: [.points(Series(name: "", x: x, y: y))])
    }
    let range = AxesPlan(axes(values, values)).y
    axis.domain = range.low...range.high
    let bare = AxesRenderer(
      AxesPlan(axes(values, values)), panel: 0, in: area, Capabilities(), footnotes: 0)
    let (x, y) = (bare.x.ticks.ticks.map(\.value), bare.y.ticks.ticks.map(\.value))
    #expect((2...max(4, size.columns / 6)).contains(x.count))
    #expect((2...max(4, size.rows / 2)).contains(y.count))
    // Points at the ticks of either axis, beside those that set the range.
    let rendering = Figure(
      title: "t",
      panel: .axes(
        axes(values + x + y.map { _ in values[0] }, values + x.map { _ in values[0] } + y))
    ).render(in: size, Capabilities())
    func isPoint(_ column: Int, _ row: Int) -> Bool {
      guard case .point = rendering.owner(column: column, row: row) else { return false }
      return true
    }
    let bottom = bare.plot.row + bare.plot.rows
    for value in x {
      #expect(rendering.owner(column: bare.column(value), row: bottom) == .tick)
      #expect(isPoint(bare.column(value), bare.row(values[0])))
    }
    for value in y {
      #expect(rendering.owner(column: bare.plot.column - 1, row: bare.row(value)) == .tick)
      #expect(isPoint(bare.column(values[0]), bare.row(value)))
    }
    // The labels stand apart: as many words as ticks.
    let labels = rendering.grid.line(bottom + 1).text.split(separator: " ").map(String.init)
    #expect(labels == bare.x.ticks.ticks.map(\.label))
  }

  @Test(arguments: 0..<60) func `whole numbers are ticked at whole numbers`(seed: Int) {
    var random = Generator(seed)
    let high = Int.random(in: 2...300, using: &random)
    let x = (0...high).map(Double.init)
    let axes = Axes(
      x: Axis(), y: Axis(), layers: [.line(Series(name: "s", x: x, y: x.map { $0 / 7 }))])
    let area = Rect(
      column: 0, row: 0, columns: .random(in: 30...140, using: &random), rows: 20)
    let layout = AxesRenderer(AxesPlan(axes), panel: 0, in: area, Capabilities(), footnotes: 0)
    let ticks = layout.x.ticks.ticks
    #expect(ticks.count >= 2)
    for tick in ticks { #expect(tick.value == tick.value.rounded() && !tick.label.contains(".")) }
  }

  @Test(arguments: 0..<200) func `decimal numbers read back from their texts`(seed: Int) {
    var random = Generator(seed)
    let mantissa = Int.random(in: -99_999...99_999, using: &random) * (seed % 9 == 0 ? 0 : 1)
    let exponent = Int.random(in: -8...8, using: &random)
    let shift = Int.random(in: -6...6, using: &random)
    let decimals = Int.random(in: 0...5, using: &random)
    let text = DecimalNumber(mantissa: mantissa, exponent: exponent).text(
      shift: shift, decimals: decimals)
    #expect(
      Double(text) == DecimalNumber(mantissa: mantissa, exponent: exponent - shift).value,
      "\(text)")
    let parts = text.split(separator: ".")
    #expect(parts.count == 1 ? decimals == 0 : parts[1].count >= decimals)
    let whole = parts[0].drop { $0 == "-" }
    #expect(whole == "0" || !whole.hasPrefix("0"))
  }
}
