import Foundation
import Plot
import Screen

/// Numbers that look random and are the same every time.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) {
    state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// One figure of every kind.
enum Samples {
  static let lengths: [Double] = [128, 256, 512, 1024, 2048, 4096]

  static let scaling = Figure(
    title: "Execution time against sequence length", alt: "Both grow with the square.",
    caption: "measured: median of 7 runs",
    panel: .axes(
      Axes(
        x: Axis(label: "sequence length", scale: .log(base: 2)),
        y: Axis(label: "time", unit: "ms", scale: .log(base: 10)),
        layers: [
          .line(Series(name: "standard", x: lengths, y: lengths.map { $0 * $0 * 4e-6 })),
          .line(Series(name: "flash2", x: lengths, y: lengths.map { $0 * $0 * 1e-6 })),
          .trend(of: "standard"), .horizontal(16.5, label: "one frame"),
          .note(x: 4096, y: 17, text: "4.0x"),
        ])))

  static let curves = Figure(
    title: "Curves", caption: "model",
    panel: .axes(
      Axes(
        x: Axis(label: "step"), y: Axis(label: "value"),
        layers: [
          .band(Band(name: "wave", x: steps, low: wave(-0.3), high: wave(0.3))),
          .line(Series(name: "wave", x: steps, y: wave(0))),
          .step(Series(name: "maximum", x: [0, 4, 8, 10], y: [-1, 0, 1.5, 2])),
          .points(Series(name: "samples", x: [1, 2, 6, .nan], y: [0.5, -1.2, 1.9, 0])),
          .vertical(5, label: "half way"),
        ])))

  static let roofline = Figure(
    title: "Roofline", caption: "measured",
    panel: .axes(
      Axes(
        x: Axis(label: "intensity", unit: "FLOP/B", scale: .log(base: 2)),
        y: Axis(label: "speed", unit: "FLOP/s", scale: .log(base: 10), format: .si),
        layers: [
          .ceiling(peak: 88e9, bandwidth: 12e9, label: "88 GFLOP/s"),
          .points(Series(name: "standard", x: [1, 2], y: [8e9, 2e10])),
          .points(Series(name: "flash2", x: [16, 80], y: [5e10, 7e10])),
        ])))

  static let bars = Figure(
    title: "Gain", caption: "measured",
    panel: .bars(
      Bars(
        categoryLabel: "length", categories: ["n = 512", "n = 2048"],
        series: [
          BarSeries(name: "flash1", values: [-12, 30]),
          BarSeries(name: "flash2", values: [8, 55.5]),
          BarSeries(name: "broken", values: [.nan, 0]),
        ], value: Axis(label: "gain", unit: "%"))))

  static let columns = Figure(
    title: "Gain upwards", caption: "measured",
    panel: .bars(
      Bars(
        categoryLabel: "sequence length", categories: ["512", "1024", "2048"],
        series: [
          BarSeries(name: "flash1", values: [-12, 3, 30]),
          BarSeries(name: "flash2", values: [8, .nan, 55.5]),
        ], value: Axis(label: "gain", unit: "%"), direction: .up)))

  static let facets = Figure(
    title: "With and without a mask", caption: "measured",
    panels: [
      [("causal = false", 1.0), ("causal = true", 0.4)].map { title, factor in
        .axes(
          Axes(
            title: title, x: Axis(label: "n", scale: .log(base: 2)),
            y: Axis(label: "time", unit: "ms", scale: .log(base: 10)),
            layers: [
              .line(
                Series(name: "standard", x: lengths, y: lengths.map { $0 * $0 * factor * 4e-6 })),
              .line(
                Series(name: "flash2", x: lengths, y: lengths.map { $0 * $0 * factor * 1e-6 })),
            ]))
      }
    ])

  static let heatmap = Figure(
    title: "Probabilities", caption: "computed",
    panel: .heatmap(
      Heatmap(
        rows: 12, columns: 12,
        values: causal,
        x: Axis(label: "key"), y: Axis(label: "query"), value: Axis(label: "p"))))

  static let numbers = Figure(
    title: "Difference", caption: "computed",
    panel: .heatmap(
      Heatmap(
        rows: 2, columns: 6, values: (0..<12).map { Double($0 * 5 % 11) - 5 },
        x: Axis(label: "key"), y: Axis(label: "row"), colorMap: .coolwarm,
        value: Axis(label: "error"), center: 0)))

  static let cividis = Figure(
    title: "Error by tile", caption: "computed",
    panel: .heatmap(
      Heatmap(
        rows: 5, columns: 6,
        values: (0..<30).map { $0 % 7 == 3 ? .nan : pow(10, Double($0 % 11) / 3 - 4) },
        x: Axis(label: "block of keys"), y: Axis(label: "block of queries"), colorMap: .cividis,
        value: Axis(label: "error", scale: .log(base: 10)))))

  static let reds = Figure(
    title: "Attention of a long row", caption: "computed",
    panel: .heatmap(
      Heatmap(
        rows: 48, columns: 96,
        values: (0..<48 * 96).map { index in
          let distance = Double(index / 96 * 2 - index % 96)
          return exp(-distance * distance / 400)
        },
        x: Axis(label: "key"), y: Axis(label: "query"), colorMap: .reds,
        value: Axis(label: "p", format: .percent))))

  static let decades = Figure(
    title: "Error", caption: "measured",
    panel: .axes(
      Axes(
        x: Axis(label: "n", scale: .log(base: 2)),
        y: Axis(label: "error", scale: .log(base: 10)),
        layers: [
          .points(Series(name: "unsafe", x: lengths, y: [3e-5, 2e-4, 1e-3, 0.03, 0.4, 2])),
          .points(Series(name: "online", x: lengths, y: lengths.map { 1e-8 * $0 })),
        ])))

  static let table = Figure(
    title: "Kernels", caption: "measured",
    panel: .table(
      TablePanel(
        columns: ["kernel", "time [ms]"], rows: [["standard", "12.1"], ["flash2", "3.25"]],
        isNumber: [false, true])))

  static let tiles = Figure(
    title: "Tiles", caption: "trace",
    panel: .tileMap(
      TileMap(
        rows: 4, columns: 4,
        states: states, order: order, x: Axis(label: "keys"),
        y: Axis(label: "queries"))))

  static let timeline = Figure(
    title: "Threads", caption: "measured",
    panel: .timeline(
      Timeline(
        lanes: [
          .init(
            name: "thread 0",
            spans: [.init(start: 0, end: 3, label: "row 0"), .init(start: 3, end: 8)]),
          .init(name: "thread 1", spans: [.init(start: 0.5, end: 7, label: "row 1")]),
          .init(
            name: "memory",
            spans: [
              .init(start: 0, end: 0.4, label: "load K"),
              .init(start: 0.4, end: 0.8, label: "load V"),
              .init(start: 5, end: 5.4, label: "load K"), .init(start: 7, end: 7.9, label: "store"),
            ]),
        ], time: Axis(label: "time", unit: "ms"))))

  static let panels = Figure(
    title: "Panels", caption: "all of them",
    panels: [scaling.panels[0] + heatmap.panels[0], bars.panels[0]])

  static let all: [(name: String, figure: Figure)] = [
    ("scaling", scaling), ("curves", curves), ("roofline", roofline), ("bars", bars),
    ("columns", columns), ("facets", facets),
    ("heatmap", heatmap), ("numbers", numbers), ("cividis", cividis), ("reds", reds),
    ("decades", decades), ("table", table), ("tiles", tiles),
    ("timeline", timeline), ("panels", panels),
  ]

  private static let causal: [Double] = (0..<144).map { (index: Int) -> Double in
    let (row, column) = (index / 12, index % 12)
    return column > row ? Double.nan : Double((index * 7) % 13) / 13
  }

  private static let states: [TileMap.State] = (0..<16).map { (index: Int) -> TileMap.State in
    if index % 4 > index / 4 { return .skipped }
    return index < 8 ? .done : index == 8 ? .current : .waiting
  }

  private static let order: [Int] = (0..<16).map { (index: Int) -> Int in
    index % 4 > index / 4 || index > 8 ? -1 : index
  }

  private static let steps = (0...40).map { Double($0) / 4 }

  private static func wave(_ shift: Double) -> [Double] { steps.map { sin($0) + shift } }
}
