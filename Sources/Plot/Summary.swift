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

extension Panel {
  fileprivate var summary: String {
    switch self {
    case .axes(let axes): axes.summary
    case .bars(let bars): bars.summary
    case .heatmap(let map): map.summary
    case .table(let table):
      "Table of \(table.rows.count) rows: \(table.columns.joined(separator: ", "))."
    case .tileMap(let map): map.summary
    case .timeline(let timeline): timeline.summary
    }
  }
}

extension Axis {
  /// A value of this axis with its unit.
  func words(_ value: Double) -> String {
    NumberText.short(value) + (unit.isEmpty ? "" : " \(unit)")
  }

  fileprivate var scaleWords: String {
    if case .log(let base) = scale { return ", logarithmic to base \(base)" }
    return ""
  }
}

extension Axes {
  fileprivate var summary: String {
    let plan = AxesPlan(self)
    let names = "\(y.header("y")) against \(x.header("x"))"
    var text = title.isEmpty ? "Plot of \(names)" : "\(title): plot of \(names)"
    text += " (x from \(x.words(plan.x.low)) to \(x.words(plan.x.high))\(x.scaleWords); "
    text += "y from \(y.words(plan.y.low)) to \(y.words(plan.y.high))\(y.scaleWords))."
    for entry in plan.entries {
      let points = zip(entry.series.x, entry.series.y).filter {
        plan.x.isDrawable($0.0) && plan.y.isDrawable($0.1)
      }
      let name = entry.series.name.isEmpty ? "the series" : entry.series.name
      guard let first = points.min(by: { $0.0 < $1.0 }), let last = points.max(by: { $0.0 < $1.0 }),
        let low = points.min(by: { $0.1 < $1.1 }), let high = points.max(by: { $0.1 < $1.1 })
      else {
        text += " \(name): no data."
        continue
      }
      text += " \(name): \(points.count) points, first \(y.words(first.1)) at \(x.words(first.0)), "
      text += "last \(y.words(last.1)) at \(x.words(last.0)), "
      text += "least \(y.words(low.1)), greatest \(y.words(high.1))"
      if let trend = plan.trends.first(where: { $0.look == entry.look })?.trend {
        text += ", fitted \(trend.label) (R2 \(NumberText.short(trend.r2)))"
      }
      text += "."
    }
    for (band, look) in plan.bands {
      let widest = zip(band.x, zip(band.low, band.high)).filter {
        plan.x.isDrawable($0.0) && plan.y.isDrawable($0.1.0) && plan.y.isDrawable($0.1.1)
      }.max { abs($0.1.1 - $0.1.0) < abs($1.1.1 - $1.1.0) }
      guard let widest else { continue }
      let bounds = (min(widest.1.0, widest.1.1), max(widest.1.0, widest.1.1))
      text += " The band of \(plan.names[look]) is widest at \(x.words(widest.0)), from "
      text += "\(y.words(bounds.0)) to \(y.words(bounds.1))."
    }
    for layer in layers {
      switch layer {
      case .horizontal(let value, let label): text += " Line at y \(y.words(value)): \(label)."
      case .vertical(let value, let label): text += " Line at x \(x.words(value)): \(label)."
      case .note(let place, _, let note): text += " At x \(x.words(place)): \(note)."
      case .ceiling(let peak, let bandwidth, let label):
        text += " Ceiling \(label) at \(y.words(peak)), bandwidth \(NumberText.short(bandwidth))."
      default: break
      }
    }
    if plan.undrawable > 0 { text += " \(plan.undrawable) values cannot be drawn." }
    return text
  }
}

extension Bars {
  fileprivate var summary: String {
    let values = series.map { series in
      let pairs = zip(categories, series.values).map {
        "\($0) \($1.isFinite ? value.words($1) : "no value")"
      }
      return (series.name.isEmpty ? "" : series.name + ": ") + pairs.joined(separator: ", ")
    }
    return (title.isEmpty ? "" : title + ": ") + "bars of \(value.header("value"))"
      + (categoryLabel.isEmpty ? ": " : " by \(categoryLabel): ")
      + values.joined(separator: "; ") + "."
  }
}

extension Heatmap {
  fileprivate var summary: String {
    let name = (title.isEmpty ? "" : title + ": ") + "matrix of \(rows) rows and \(columns) columns"
    let count = min(values.count, max(0, rows) * max(0, columns))
    let finite = (0..<count).filter { values[$0].isFinite }
    guard let low = finite.min(by: { values[$0] < values[$1] }),
      let high = finite.max(by: { values[$0] < values[$1] })
    else { return name + " without values." }
    func place(_ index: Int) -> String {
      "\(value.words(values[index])) at row \(index / columns), column \(index % columns)"
    }
    let masked = count - finite.count
    return name + ", \(value.header("values")): least \(place(low)), greatest \(place(high))"
      + (masked > 0 ? ", \(masked) masked." : ".")
  }
}

extension Timeline {
  fileprivate var summary: String {
    let lanes = lanes.map { lane in
      let named = lane.spans.prefix(8).map {
        ($0.label.isEmpty ? "one" : $0.label) + " from \(NumberText.short($0.start)) to "
          + time.words($0.end)
      }
      let more = lane.spans.count - named.count
      let spans = named + (more > 0 ? ["and \(more) more"] : [])
      return "\(lane.name) \(spans.isEmpty ? "nothing" : spans.joined(separator: ", "))"
    }
    let name = title.isEmpty ? "Timeline" : title + ": timeline"
    return name + " of \(lanes.count) lanes over \(time.header("time")): "
      + lanes.joined(separator: "; ") + "."
  }
}

extension TileMap {
  fileprivate var summary: String {
    let counts = State.allCases.compactMap { state -> String? in
      let count = states.count { $0 == state }
      return count > 0 ? "\(count) \(state.rawValue)" : nil
    }
    return (title.isEmpty ? "" : title + ": ")
      + "map of \(rows) x \(columns) tiles: " + counts.joined(separator: ", ") + "."
  }
}
