/// Draws a coordinate system as vectors: frame, ticks, lines, markers and names.
struct SVGAxes {
  private let plan: AxesPlan
  private let x: AxisPlan
  private let y: AxisPlan
  private let plot: SVGFrame

  init(_ axes: Axes, _ frame: SVGFrame) {
    let plan = AxesPlan(axes)
    self.plan = plan
    let top = axes.title.isEmpty ? 18.0 : 36.0
    let names = plan.shownLooks.map { plan.label($0).count }.max() ?? 0
    let right = names == 0 ? 12 : min(frame.width * 0.35, Double(names) * 7 + 16)
    plot = SVGFrame(
      x: frame.x + 52, y: frame.y + top, width: max(20, frame.width - 52 - right),
      height: max(20, frame.height - top - 44))
    x = .horizontal(axes.x, plan.x, columns: Int(plot.width / 8), isASCII: false)
    y = .vertical(axes.y, plan.y, rows: Int(plot.height / 18), isASCII: false)
  }

  func draw(_ writer: inout SVGWriter) {
    drawFrame(&writer)
    for (band, look) in plan.bands {
      var outlines: [[(Double, Double)]] = []
      var run: [(x: Double, low: Double, high: Double)] = []
      func close() {
        outlines.append(
          run.map { place($0.x, $0.low) } + run.reversed().map { place($0.x, $0.high) })
        run = []
      }
      for (x, (low, high)) in zip(band.x, zip(band.low, band.high)) {
        if plan.x.isDrawable(x), plan.y.isDrawable(low), plan.y.isDrawable(high) {
          run.append((x, low, high))
        } else if !run.isEmpty {
          close()
        }
      }
      if !run.isEmpty { close() }
      writer.path(outlines, " fill=\"\(SVGPanel.color(look))\" fill-opacity=\"0.2\"")
    }
    drawRules(&writer)
    for (trend, look, low, high) in plan.trends {
      let points = (0...32).map { index -> (Double, Double) in
        let share = Double(index) / 32
        let x = trend.isLogX ? low * Trend.power(high / low, share) : low + (high - low) * share
        return (x, trend.value(at: x))
      }
      writer.path(
        runs(points, joined: true),
        " fill=\"none\" stroke=\"\(SVGPanel.color(look))\" stroke-dasharray=\"2 4\"")
    }
    for entry in plan.entries { draw(entry, &writer) }
    for look in plan.shownLooks {
      let row = plan.end(of: look).map { place($0.x, $0.y).1 } ?? plot.y
      writer.text(
        plan.label(look), plot.x + plot.width + 8, row + 4, " data-series=\"\(look)\"")
    }
  }

  private func place(_ x: Double, _ y: Double) -> (Double, Double) {
    (
      plot.x + plot.width * plan.x.fraction(x),
      plot.y + plot.height * (1 - plan.y.fraction(y))
    )
  }

  private func drawFrame(_ writer: inout SVGWriter) {
    let bottom = plot.y + plot.height
    let left = plot.x
    writer.text(plan.axes.title, left - 52, plot.y - 22, " font-weight=\"bold\"")
    writer.text(y.title, left - 52, plot.y - 6)
    writer.text(x.title, left + plot.width / 2, bottom + 36, anchor: "middle")
    writer.line(left, plot.y, left, bottom)
    writer.line(left, bottom, left + plot.width, bottom)
    for tick in x.ticks.ticks {
      let column = place(tick.value, plan.y.low).0
      writer.line(column, bottom, column, bottom + 5)
      writer.text(tick.label, column, bottom + 18, anchor: "middle")
    }
    for tick in y.ticks.ticks {
      let row = place(plan.x.low, tick.value).1
      writer.line(left - 5, row, left, row)
      writer.line(left, row, left + plot.width, row, " stroke-opacity=\"0.12\"")
      writer.text(tick.label, left - 8, row + 4, anchor: "end")
    }
  }

  private func drawRules(_ writer: inout SVGWriter) {
    for layer in plan.axes.layers {
      switch layer {
      case .horizontal(let value, let label) where plan.y.contains(value):
        let row = place(plan.x.low, value).1
        writer.line(plot.x, row, plot.x + plot.width, row, " stroke-dasharray=\"6 4\"")
        writer.text(label, plot.x + plot.width - 4, row - 4, anchor: "end")
      case .vertical(let value, let label) where plan.x.contains(value):
        let column = place(value, plan.y.low).0
        writer.line(column, plot.y, column, plot.y + plot.height, " stroke-dasharray=\"6 4\"")
        writer.text(label, column + 4, plot.y + 12)
      case .note(let x, let y, let text) where plan.x.contains(x) && plan.y.contains(y):
        let point = place(x, y)
        writer.text(text, point.0 - 6, point.1 - 8, anchor: "end")
      case .ceiling(let peak, let bandwidth, let label):
        let ridge = peak / bandwidth
        guard plan.x.isDrawable(ridge), plan.y.isDrawable(peak) else { continue }
        let points = [plan.x.low, ridge, plan.x.high].sorted().map {
          ($0, min(peak, bandwidth * $0))
        }
        writer.path(runs(points, joined: true), " fill=\"none\" stroke=\"currentColor\"")
        writer.text(label, plot.x + plot.width - 4, place(plan.x.low, peak).1 - 4, anchor: "end")
      default: break
      }
    }
  }

  private func draw(_ entry: AxesPlan.Entry, _ writer: inout SVGWriter) {
    let color = SVGPanel.color(entry.look)
    var points = Array(zip(entry.series.x, entry.series.y))
    if entry.join == .step {
      points = points.enumerated().flatMap { index, point in
        index == 0 ? [point] : [(point.0, points[index - 1].1), point]
      }
    }
    let dashes = ["", "8 4", "2 4", "8 3 2 3", "4 4", "12 4"][entry.look % 6]
    let pattern = dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\""
    if entry.join != .points {
      writer.path(
        runs(points, joined: true),
        " fill=\"none\" stroke=\"\(color)\" stroke-width=\"2\"\(pattern) "
          + "data-series=\"\(entry.look)\"")
    }
    guard entry.join == .points || points.count <= 60 else { return }
    for (x, y) in zip(entry.series.x, entry.series.y) where plan.x.contains(x) && plan.y.contains(y)
    {
      let point = place(x, y)
      writer.marker(entry.look, point.0, point.1, color: color)
    }
  }

  /// Drawable runs of points, in points of the page, clipped to the plot.
  private func runs(_ points: [(Double, Double)], joined: Bool) -> [[(Double, Double)]] {
    var runs: [[(Double, Double)]] = [[]]
    var previous: (Double, Double)?
    for (x, y) in points {
      guard plan.x.isDrawable(x), plan.y.isDrawable(y) else {
        previous = nil
        runs.append([])
        continue
      }
      let point = (plan.x.fraction(x), plan.y.fraction(y))
      defer { previous = point }
      guard let (start, end) = Clipping.clip(previous ?? point, point) else {
        runs.append([])
        continue
      }
      func device(_ p: (Double, Double)) -> (Double, Double) {
        (plot.x + plot.width * p.0, plot.y + plot.height * (1 - p.1))
      }
      if let previous, start == previous, runs[runs.count - 1].isEmpty == false {
        runs[runs.count - 1].append(device(end))
      } else {
        runs.append(previous == nil ? [device(end)] : [device(start), device(end)])
      }
    }
    return runs.filter { !$0.isEmpty }
  }
}
