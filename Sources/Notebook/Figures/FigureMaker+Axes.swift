import Lessons
import Plot

extension FigureMaker {
  /// Lines, points, steps or a roofline in one coordinate system.
  func axes(_ spec: FigureSpec, _ source: FigureSource, title: String)
    throws(ExpressionFailure) -> Axes
  {
    guard let x = spec.x, let firstY = spec.y.first else {
      throw ExpressionFailure("has no x or no y")
    }
    let isRoofline = spec.mark.value == .roofline
    let xDisplay = try display(x, source)
    let yDisplay = try display(firstY, source, with: spec.y.dropFirst())
    var layers: [Layer] = []
    var trends: [Layer] = []
    var groups: [(String, FigureSource)] = [("", source)]
    if let series = spec.series { groups = try source.grouped(by: series.value) }
    for y in spec.y {
      for (group, part) in groups {
        let name = seriesName(group, y, spec)
        let drawn = try points(part, x, xDisplay.factor, y, yDisplay.factor, isSorted: !isRoofline)
        let series = Series(name: name, x: drawn.x, y: drawn.y)
        if let band = drawn.band(name), spec.mark.value != .step { layers.append(.band(band)) }
        switch spec.mark.value {
        case .point, .roofline: layers.append(.points(series))
        case .step: layers.append(.step(series))
        default: layers.append(.line(series))
        }
        let usable = zip(drawn.x, drawn.y).filter { $0.isFinite && $1.isFinite }
        if spec.showsTrend, usable.count >= 3 { trends.append(.trend(of: name)) }
      }
    }
    if isRoofline, let roof = try roof(source, xDisplay.factor, yDisplay.factor) {
      layers.insert(contentsOf: roof, at: 0)
    }
    layers += trends
    let evaluator = Evaluator(results: results)
    for rule in spec.rules {
      let value = try evaluator.number(rule.value.value)
      layers.append(.horizontal(value / yDisplay.factor, label: rule.label))
    }
    var vertical = axis(firstY, yDisplay.unit)
    vertical.label = spec.y.map { $0.label ?? $0.field.value }.joined(separator: ", ")
    return Axes(title: title, x: axis(x, xDisplay.unit), y: vertical, layers: layers)
  }

  /// What a group of rows is called; numbers and truth values with the field that they stand for.
  func seriesName(_ group: String, _ y: FigureSpec.Channel, _ spec: FigureSpec) -> String {
    let field = y.label ?? y.field.value
    if spec.y.count > 1 { return group.isEmpty ? field : "\(group) \(field)" }
    guard let series = spec.series, Double(group) != nil || group == "true" || group == "false"
    else { return group.isEmpty ? field : group }
    return "\(series.value) = \(group)"
  }

  /// The unit of a channel: as asked for, or the one in which its numbers read best.
  func display(
    _ channel: FigureSpec.Channel, _ source: FigureSource,
    with others: ArraySlice<FigureSpec.Channel> = []
  ) throws(ExpressionFailure) -> (unit: String, factor: Double) {
    let column = try source.column(channel.field.value)
    let base = source.table.columns[column].unit
    guard let unit = channel.unit?.value else {
      var numbers = source.numbers(column)
      for other in others { numbers += source.numbers(try source.column(other.field.value)) }
      let unit = Units.display(for: numbers, base: base)
      return (unit, Units.factor(of: unit, base: base) ?? 1)
    }
    guard let factor = Units.factor(of: unit, base: base) else {
      throw ExpressionFailure(
        "'\(channel.field.value)' cannot be shown in '\(unit)'", at: channel.unit?.range)
    }
    return (unit, factor)
  }

  func axis(_ channel: FigureSpec.Channel, _ unit: String) -> Axis {
    let scale: Axis.Scale =
      switch channel.scale {
      case .linear: .linear
      case .log2: .log(base: 2)
      case .log10: .log(base: 10)
      }
    return Axis(label: channel.label ?? channel.field.value, unit: unit, scale: scale)
  }

  private func points(
    _ source: FigureSource, _ x: FigureSpec.Channel, _ xFactor: Double, _ y: FigureSpec.Channel,
    _ yFactor: Double, isSorted: Bool
  ) throws(ExpressionFailure) -> DrawnPoints {
    let xs = source.numbers(try source.column(x.field.value), factor: xFactor)
    let ys = source.numbers(try source.column(y.field.value), factor: yFactor)
    var drawn = DrawnPoints(x: xs, y: ys)
    if let low = source.table.index(of: y.field.value + ".q1", in: source.tableName),
      let high = source.table.index(of: y.field.value + ".q3", in: source.tableName)
    {
      drawn.low = source.numbers(low, factor: yFactor)
      drawn.high = source.numbers(high, factor: yFactor)
    }
    return isSorted ? drawn.sorted : drawn
  }

  /// The ceilings of the machine: bandwidth times intensity up to the ridge, then the peak.
  private func roof(_ source: FigureSource, _ xFactor: Double, _ yFactor: Double)
    throws(ExpressionFailure) -> [Layer]?
  {
    guard let peakColumn = source.table.index(of: "peak"),
      let bandwidthColumn = source.table.index(of: "bandwidth"),
      let peak = source.numbers(peakColumn).filter(\.isFinite).max(),
      let bandwidth = source.numbers(bandwidthColumn).filter(\.isFinite).max(), bandwidth > 0
    else { return nil }
    let label =
      "ceiling: " + Format.human(peak, unit: "FLOP/s") + ", "
      + Format.human(bandwidth, unit: "B/s")
    return [
      .ceiling(peak: peak / yFactor, bandwidth: bandwidth * xFactor / yFactor, label: label)
    ]
  }
}

/// The points of one series with their quartiles, in display units.
private struct DrawnPoints {
  var x: [Double]
  var y: [Double]
  var low: [Double] = []
  var high: [Double] = []

  /// By rising x, as a line is drawn.
  var sorted: DrawnPoints {
    let order = x.indices.sorted { x[$0] < x[$1] }
    return DrawnPoints(
      x: order.map { x[$0] }, y: order.map { y[$0] },
      low: low.isEmpty ? [] : order.map { low[$0] },
      high: high.isEmpty ? [] : order.map { high[$0] })
  }

  func band(_ name: String) -> Band? {
    low.isEmpty || high.isEmpty ? nil : Band(name: name, x: x, low: low, high: high)
  }
}
