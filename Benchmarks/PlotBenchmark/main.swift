#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Plot
import Screen

// How long figures take from data to ANSI text on one core: medians of fresh data each time.

/// Numbers that look random and are the same in every run.
struct Noise: RandomNumberGenerator {
  var state: UInt64 = 42

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

/// A task, how often it runs, and what it may take.
struct Task {
  let name: String
  let runs: Int
  let targetMilliseconds: Double
  /// Makes the figure of a run and where it is drawn; not timed.
  let prepare: (inout Noise) -> (Figure, Size)
}

func waves(_ series: Int, _ points: Int, _ noise: inout Noise) -> Figure {
  let layers = (0..<series).map { index -> Layer in
    let phase = Double.random(in: 0...6, using: &noise)
    let x = (0..<points).map { Double($0) / Double(points) * 20 }
    let y = x.map { sin($0 + phase) * Double(index + 1) + $0 * 0.1 }
    return .line(Series(name: "series \(index)", x: x, y: y))
  }
  let axes = Axes(x: Axis(label: "x"), y: Axis(label: "y"), layers: layers)
  return Figure(title: "Waves", panel: .axes(axes))
}

let tasks = [
  Task(name: "lines 3 x 1000, 120x40", runs: 400, targetMilliseconds: 0.5) {
    (waves(3, 1000, &$0), Size(columns: 120, rows: 40))
  },
  Task(name: "heatmap 64 x 64, 140x40", runs: 400, targetMilliseconds: 1) { noise in
    let values = (0..<4096).map { _ in Double.random(in: 0...1, using: &noise) }
    let map = Heatmap(rows: 64, columns: 64, values: values, value: Axis(label: "p"))
    return (Figure(title: "Map", panel: .heatmap(map)), Size(columns: 140, rows: 40))
  },
  Task(name: "line 1 x 1000000, 120x40", runs: 15, targetMilliseconds: 30) {
    (waves(1, 1_000_000, &$0), Size(columns: 120, rows: 40))
  },
]

func milliseconds(_ duration: Duration) -> Double {
  let (seconds, attoseconds) = duration.components
  return Double(seconds) * 1e3 + Double(attoseconds) * 1e-15
}

func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

func decimal(_ value: Double) -> String {
  let thousandths = Int((value * 1000).rounded())
  let digits = String(thousandths % 1000)
  return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
}

var noise = Noise()
var bytes = 0
print("figure                     best ms   median ms  target ms   bytes")
for task in tasks {
  var times: [Double] = []
  for _ in 0..<task.runs {
    let (figure, size) = task.prepare(&noise)
    let clock = ContinuousClock()
    let start = clock.now
    let text = figure.render(in: size, Capabilities()).grid.ansi(.indexed256)
    times.append(milliseconds(clock.now - start))
    bytes = text.utf8.count
  }
  times.sort()
  let row = [
    padded(task.name, 26), padded(decimal(times[0]), 9),
    padded(decimal(times[times.count / 2]), 10),
    padded(decimal(task.targetMilliseconds), 10), "\(bytes)",
  ]
  print(row.joined(separator: " "))
}
