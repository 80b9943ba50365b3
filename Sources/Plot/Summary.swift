extension Figure {
  /// The figure in words: kind, axes with units and ranges, extremes and fitted slopes.
  public var summary: String {
    let parts = [title, alt] + panels.flatMap(\.self).map(\.summary) + [caption]
    return parts.filter { !$0.isEmpty }.map(Self.sentence).joined(separator: " ")
  }

  private static func sentence(_ text: String) -> String {
    guard let last = text.last else { return text }
    return ".!?:".contains(last) ? text : text + "."
  }
}

/// Turns of phrase that summaries share.
enum Words {
  /// `1 point`, `7 points`.
  static func count(_ count: Int, _ what: String) -> String {
    "\(count) \(what)\(count == 1 ? "" : "s")"
  }

  /// What a panel is, behind its title if it has one.
  static func opening(_ title: String, _ kind: String) -> String {
    title.isEmpty ? kind.prefix(1).uppercased() + kind.dropFirst() : "\(title): \(kind)"
  }
}

extension Panel {
  fileprivate var summary: String {
    switch self {
    case .axes(let axes): axes.summary
    case .bars(let bars): bars.summary
    case .heatmap(let map): map.summary
    case .table(let table): table.summary
    case .tileMap(let map): map.summary
    case .timeline(let timeline): timeline.summary
    }
  }
}

extension Axis {
  /// A value of this axis with its unit, whole numbers in full.
  func words(_ value: Double) -> String {
    let isPercent = format == .percent
    return NumberText.spoken(isPercent ? value * 100 : value) + (isPercent ? "%" : "")
      + (unit.isEmpty ? "" : " \(unit)")
  }

  /// Name and unit: `time in ms`.
  func named(_ fallback: String) -> String {
    (label.isEmpty ? fallback : label) + (unit.isEmpty ? "" : " in \(unit)")
  }

  fileprivate var scaleWords: String {
    if case .log(let base) = scale { return ", logarithmic to base \(base)" }
    return ""
  }
}

extension Axes {
  fileprivate var summary: String {
    let plan = AxesPlan(self)
    var text = Words.opening(title, "plot of \(y.named("y")) against \(x.named("x"))")
    text += ranges(plan) + "."
    for entry in plan.entries { text += " " + words(entry, plan) + "." }
    for (band, look) in plan.bands {
      let widest = zip(band.x, zip(band.low, band.high)).filter {
        plan.x.isDrawable($0) && plan.y.isDrawable($1.0) && plan.y.isDrawable($1.1)
      }.max { abs($0.1.1 - $0.1.0) < abs($1.1.1 - $1.1.0) }
      guard let widest else { continue }
      let bounds = (min(widest.1.0, widest.1.1), max(widest.1.0, widest.1.1))
      text += " The band of \(plan.names[look]) is widest at \(x.words(widest.0)), from "
      text += "\(y.words(bounds.0)) to \(y.words(bounds.1))."
    }
    for layer in layers { text += words(layer) }
    if plan.undrawable > 0 {
      text += " \(Words.count(plan.undrawable, "value")) cannot be drawn."
    }
    if plan.outside > 0 {
      text += " \(Words.count(plan.outside, "value")) outside the axes."
    }
    return text
  }

  /// From where to where the data reach, in brackets; nothing without data.
  private func ranges(_ plan: AxesPlan) -> String {
    var points = plan.entries.flatMap { zip($0.series.x, $0.series.y).map { ($0, $1) } }
    for (band, _) in plan.bands {
      points += zip(band.x, band.low).map { ($0, $1) } + zip(band.x, band.high).map { ($0, $1) }
    }
    points = points.filter { plan.x.isDrawable($0.0) && plan.y.isDrawable($0.1) }
    let (xs, ys) = (points.map(\.0), points.map(\.1))
    guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max() else {
      return ""
    }
    func range(_ axis: Axis, _ low: Double, _ high: Double) -> String {
      (low == high ? "is \(axis.words(low))" : "from \(axis.words(low)) to \(axis.words(high))")
        + axis.scaleWords
    }
    return " (x \(range(x, left, right)); y \(range(y, low, high)))"
  }

  /// Where a series begins and ends, its extremes and what was fitted to it.
  private func words(_ entry: AxesPlan.Entry, _ plan: AxesPlan) -> String {
    let points = zip(entry.series.x, entry.series.y).filter {
      plan.x.isDrawable($0) && plan.y.isDrawable($1)
    }
    let name = entry.series.name.isEmpty ? "the series" : entry.series.name
    guard let first = points.min(by: { $0.0 < $1.0 }), let last = points.max(by: { $0.0 < $1.0 }),
      let low = points.min(by: { $0.1 < $1.1 }), let high = points.max(by: { $0.1 < $1.1 })
    else { return "\(name): no data" }
    func place(_ point: (Double, Double)) -> String { "\(y.words(point.1)) at \(x.words(point.0))" }
    if points.count == 1 { return "\(name): 1 point, \(place(first))" }
    /// With its place unless that is an end, which has just been told.
    func extreme(_ point: (Double, Double)) -> String {
      [first.1, last.1].contains(point.1) ? y.words(point.1) : place(point)
    }
    var text = "\(name): \(points.count) points, first \(place(first)), last \(place(last)), "
    text += low.1 == high.1 ? "all the same" : "least \(extreme(low)), greatest \(extreme(high))"
    if let trend = plan.trends.first(where: { $0.look == entry.look })?.trend {
      text += ", fitted \(trend.label) (R2 \(NumberText.short(trend.r2)))"
    }
    return text
  }

  /// A reference line, a note or a roof, as a sentence.
  private func words(_ layer: Layer) -> String {
    func named(_ place: String, _ label: String) -> String {
      " \(place)\(label.isEmpty ? "" : ": \(label)")."
    }
    switch layer {
    case .horizontal(let value, let label): return named("Line at y \(y.words(value))", label)
    case .vertical(let value, let label): return named("Line at x \(x.words(value))", label)
    case .note(let place, _, let note): return named("At x \(x.words(place))", note)
    case .ceiling(let peak, let bandwidth, let label):
      guard (peak / bandwidth).isFinite else { return "" }
      return named("Roof at y \(y.words(peak)) from x \(x.words(peak / bandwidth)) on", label)
    default: return ""
    }
  }
}
