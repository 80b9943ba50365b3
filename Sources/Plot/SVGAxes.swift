/// Draws a coordinate system as vectors: frame, ticks, lines, markers and names.
struct SVGAxes {
  private let plan: AxesPlan
  private let x: AxisPlan
  private let y: AxisPlan
  private let frame: SVGFrame
  private let plot: SVGFrame

  init(_ axes: Axes, _ frame: SVGFrame) {
    let plan = AxesPlan(axes)
    self.plan = plan
    self.frame = frame
    let top = axes.title.isEmpty ? 18.0 : 36.0
    let height = max(20, frame.height - top - 44)
    y = .vertical(
      axes.y, plan.y, rows: Int(height / 18), isASCII: false, isWhole: plan.isWhole(\.y))
    let left = 14 + max(38, y.ticks.ticks.map { SVGLabels.width($0.label) }.max() ?? 0)
    let names = plan.shownLooks.map { SVGLabels.width(plan.label($0)) }.max() ?? 0
    let right = names == 0 ? 12 : min(frame.width * 0.35, names + Self.keyWidth)
    plot = SVGFrame(
      x: frame.x + left, y: frame.y + top, width: max(20, frame.width - left - right),
      height: height)
    x = .horizontal(
      axes.x, plan.x, columns: Int(plot.width / 8), isASCII: false, isWhole: plan.isWhole(\.x))
  }

  /// What stands between the plot and the name of a series.
  private static let keyWidth = 26.0

  func draw(_ writer: inout SVGWriter) {
    var labels = SVGLabels(within: plot)
    drawFrame(&writer)
    drawBands(&writer)
    for (trend, look, low, high) in plan.trends {
      let points = (0...32).map { index -> (Double, Double) in
        let share = Double(index) / 32
        let x = trend.isLogX ? low * Trend.power(high / low, share) : low + (high - low) * share
        return (x, trend.value(at: x))
      }
      writer.path(
        runs(points), " fill=\"none\" stroke=\"\(SVGPanel.color(look))\" stroke-dasharray=\"2 4\"")
    }
    for entry in plan.entries { draw(entry, &writer, &labels) }
    drawRules(&writer, &labels)
    drawNotes(&writer, &labels)
    drawNames(&writer)
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
    writer.text(plan.axes.title, frame.x, plot.y - 22, " font-weight=\"bold\"")
    writer.text(y.title, frame.x, plot.y - 6)
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

  private func drawBands(_ writer: inout SVGWriter) {
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
  }

  private func draw(
    _ entry: AxesPlan.Entry, _ writer: inout SVGWriter, _ labels: inout SVGLabels
  ) {
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
      let runs = runs(points)
      for run in runs { labels.avoid(run) }
      writer.path(
        runs,
        " fill=\"none\" stroke=\"\(color)\" stroke-width=\"2\"\(pattern) "
          + "data-series=\"\(entry.look)\"")
    }
    guard entry.join == .points || points.count <= 60 else { return }
    for (x, y) in zip(entry.series.x, entry.series.y) where plan.x.contains(x) && plan.y.contains(y)
    {
      let point = place(x, y)
      labels.avoid(SVGFrame(x: point.0 - 4, y: point.1 - 4, width: 8, height: 8))
      writer.marker(entry.look, point.0, point.1, color: color)
    }
  }

  /// Drawable runs of points, in points of the page, clipped to the plot.
  private func runs(_ points: [(Double, Double)]) -> [[(Double, Double)]] {
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

extension SVGAxes {
  /// Reference lines and ceilings, without their names.
  private func drawRules(_ writer: inout SVGWriter, _ labels: inout SVGLabels) {
    for layer in plan.axes.layers {
      switch layer {
      case .horizontal(let value, _) where plan.y.contains(value):
        let row = place(plan.x.low, value).1
        writer.line(plot.x, row, plot.x + plot.width, row, " stroke-dasharray=\"6 4\"")
        labels.avoid([(plot.x, row), (plot.x + plot.width, row)])
      case .vertical(let value, _) where plan.x.contains(value):
        let column = place(value, plan.y.low).0
        writer.line(column, plot.y, column, plot.y + plot.height, " stroke-dasharray=\"6 4\"")
        labels.avoid([(column, plot.y), (column, plot.y + plot.height)])
      case .ceiling(let peak, let bandwidth, _):
        guard plan.x.isDrawable(peak / bandwidth), plan.y.isDrawable(peak) else { continue }
        let runs = runs(
          [plan.x.low, peak / bandwidth, plan.x.high].sorted().map {
            ($0, min(peak, bandwidth * $0))
          })
        for run in runs { labels.avoid(run) }
        writer.path(runs, " fill=\"none\" stroke=\"currentColor\"")
      default: break
      }
    }
  }

  /// Notes and the names of reference lines, where they cover least.
  private func drawNotes(_ writer: inout SVGWriter, _ labels: inout SVGLabels) {
    for layer in plan.axes.layers {
      guard let (text, candidates) = request(layer), !text.isEmpty,
        let place = labels.place(text, at: candidates)
      else { continue }
      writer.text(text, place.x, place.y, anchor: place.anchor, " data-note=\"\"")
    }
  }

  private func request(_ layer: Layer) -> (String, [SVGLabels.Place])? {
    let right = plot.x + plot.width
    switch layer {
    case .note(let x, let y, let text) where plan.x.contains(x) && plan.y.contains(y):
      return (text, Self.around(place(x, y)))
    case .horizontal(let value, let label) where plan.y.contains(value):
      return (label, along(place(plan.x.low, value).1, from: right - 4, to: plot.x))
    case .ceiling(let peak, let bandwidth, let label)
    where plan.x.contains(peak / bandwidth) && plan.y.contains(peak):
      let ridge = place(peak / bandwidth, peak)
      return (label, along(ridge.1, from: right - 4, to: ridge.0))
    case .vertical(let value, let label) where plan.x.contains(value):
      let column = place(value, plan.y.low).0
      let rows = stride(from: plot.y + 12, to: plot.y + plot.height, by: 14)
      return (
        label,
        rows.flatMap {
          [
            SVGLabels.Place(x: column + 4, y: $0),
            SVGLabels.Place(x: column - 4, y: $0, anchor: "end"),
          ]
        }
      )
    default: return nil
    }
  }

  /// Places above and below a line across, from its right end on.
  private func along(_ row: Double, from right: Double, to left: Double) -> [SVGLabels.Place] {
    [row - 5, row + 14].flatMap { y in
      stride(from: right, through: min(right, left), by: -20).map {
        SVGLabels.Place(x: $0, y: y, anchor: "end")
      }
    }
  }

  /// Eight places around a point, near ones first.
  private static func around(_ point: (Double, Double)) -> [SVGLabels.Place] {
    [8.0, 20, 34].flatMap { distance -> [SVGLabels.Place] in
      let (above, below) = (point.1 - distance, point.1 + distance + 10)
      return [
        .init(x: point.0 - distance, y: above, anchor: "end"),
        .init(x: point.0 + distance, y: above), .init(x: point.0, y: above, anchor: "middle"),
        .init(x: point.0 + distance, y: below),
        .init(x: point.0 - distance, y: below, anchor: "end"),
        .init(x: point.0, y: below, anchor: "middle"),
        .init(x: point.0 + distance, y: point.1 + 4),
        .init(x: point.0 - distance, y: point.1 + 4, anchor: "end"),
      ]
    }
  }

  /// Names beside the last points with their markers, moved apart where they would meet.
  private func drawNames(_ writer: inout SVGWriter) {
    var ends = plan.shownLooks.filter { !plan.label($0).isEmpty }.map { look in
      (look: look, row: plan.end(of: look).map { place($0.x, $0.y).1 } ?? plot.y)
    }
    ends.sort { ($0.row, $0.look) < ($1.row, $1.look) }
    let step = min(15, (plot.height + 15) / Double(max(1, ends.count)))
    for index in ends.indices.dropFirst() {
      ends[index].row = max(ends[index].row, ends[index - 1].row + step)
    }
    var floor = plot.y + plot.height + step
    for index in ends.indices.reversed() {
      ends[index].row = min(ends[index].row, floor - step)
      floor = ends[index].row
    }
    let left = plot.x + plot.width
    for (look, row) in ends {
      writer.marker(look, left + 12, row, color: SVGPanel.color(look))
      writer.text(plan.label(look), left + 20, row + 4, " data-series=\"\(look)\"")
    }
  }
}
