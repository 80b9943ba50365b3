public import Plot
public import Screen

extension Figure {
  /// What a glyph of the drawn figure stands for, in words; nil where there is no datum.
  ///
  /// - Parameters:
  ///   - rendering: The figure as drawn.
  ///   - place: A column and a row of it.
  /// - Returns: Name and values with their units, or nil.
  public func readOut(_ rendering: Rendering, at place: Point) -> String? {
    let panels = panels.flatMap(\.self)
    switch rendering.owner(column: place.column, row: place.row) {
    case .cell(let panel, let row, let column):
      guard panels.indices.contains(panel) else { return nil }
      return panels[panel].readOut(row: row, column: column)
    case .series(let panel, let series):
      guard panels.indices.contains(panel) else { return nil }
      return panels[panel].readOut(series: series)
    case .point(let panel, let series, let point):
      guard panels.indices.contains(panel) else { return nil }
      return panels[panel].readOut(series: series, point: point)
    case .line(let panel, let series, let nearest):
      guard panels.indices.contains(panel) else { return nil }
      return panels[panel].readOut(series: series, point: nearest).map { "near " + $0 }
    case .band(let panel, let band, let nearest):
      guard panels.indices.contains(panel) else { return nil }
      return panels[panel].readOut(band: band, point: nearest)
    case .ceiling(let panel):
      guard panels.indices.contains(panel) else { return nil }
      return panels[panel].ceiling
    default: return nil
    }
  }
}

extension Rendering {
  /// Whether two places belong to the same datum.
  public func isSameDatum(_ first: Point, _ second: Point) -> Bool {
    owner(column: first.column, row: first.row) == owner(column: second.column, row: second.row)
  }

  /// Whether a datum stands at a place: a matrix entry, a bar, a point or the line between points.
  public func isDatum(_ place: Point) -> Bool {
    switch owner(column: place.column, row: place.row) {
    case .cell, .point, .line, .band, .series, .ceiling: true
    default: false
    }
  }
}

extension Panel {
  fileprivate func readOut(row: Int, column: Int) -> String? {
    switch self {
    case .heatmap(let map):
      let index = row * map.columns + column
      guard map.values.indices.contains(index) else { return nil }
      let value = map.values[index]
      let text = value.isNaN ? "none" : "\(Format.number(value)) \(map.value.unit)"
      return "\(map.y.name("row")) \(row), \(map.x.name("column")) \(column): "
        + "\(map.value.name("value")) \(text)"
    case .tileMap(let map):
      let index = row * map.columns + column
      guard map.states.indices.contains(index) else { return nil }
      let step = map.order.indices.contains(index) && map.order[index] >= 0
      return "\(map.y.name("row")) \(row), \(map.x.name("column")) \(column): "
        + map.states[index].rawValue + (step ? ", step \(map.order[index])" : "")
    default: return nil
    }
  }

  /// A series by its place in the order of first appearance: its name, for bars its values too.
  fileprivate func readOut(series: Int) -> String? {
    switch self {
    case .axes(let axes):
      let all = axes.series
      return all.indices.contains(series) ? all[series].name : nil
    case .bars(let bars):
      guard bars.series.indices.contains(series) else { return nil }
      let values = zip(bars.categories, bars.series[series].values).map {
        "\($0) \(Format.number($1))"
      }
      return "\(bars.series[series].name): \(values.joined(separator: ", ")) \(bars.value.unit)"
    default: return nil
    }
  }

  /// One point of a series, or one span of a lane.
  fileprivate func readOut(series: Int, point: Int) -> String? {
    switch self {
    case .axes(let axes):
      let all = axes.series
      guard all.indices.contains(series), all[series].x.indices.contains(point),
        all[series].y.indices.contains(point)
      else { return readOut(series: series) }
      let (x, y) = (all[series].x[point], all[series].y[point])
      return "\(all[series].name): \(axes.x.text(x, "x")), \(axes.y.text(y, "y"))"
    case .bars(let bars):
      guard bars.series.indices.contains(series), bars.categories.indices.contains(point),
        bars.series[series].values.indices.contains(point)
      else { return readOut(series: series) }
      let one = bars.series[series]
      return "\(one.name.isEmpty ? "" : one.name + ", ")\(bars.categories[point]): "
        + bars.value.text(one.values[point], "value")
    case .timeline(let timeline):
      guard timeline.lanes.indices.contains(series),
        timeline.lanes[series].spans.indices.contains(point)
      else { return nil }
      let (lane, span) = (timeline.lanes[series], timeline.lanes[series].spans[point])
      let name = span.label.isEmpty ? "" : span.label + " "
      return "\(lane.name): \(name)from \(Format.number(span.start)) to "
        + "\(Format.number(span.end)) \(timeline.time.unit)"
    default: return readOut(series: series)
    }
  }

  /// The names of its ceilings.
  fileprivate var ceiling: String? {
    guard case .axes(let axes) = self else { return nil }
    let labels = axes.layers.compactMap { layer -> String? in
      guard case .ceiling(_, _, let label) = layer else { return nil }
      return label
    }
    return labels.isEmpty ? nil : labels.joined(separator: ", ")
  }

  /// The bounds of a band at one of its points.
  fileprivate func readOut(band: Int, point: Int) -> String? {
    guard case .axes(let axes) = self else { return nil }
    let bands = axes.layers.compactMap { layer -> Band? in
      guard case .band(let band) = layer else { return nil }
      return band
    }
    guard bands.indices.contains(band) else { return nil }
    let one = bands[band]
    guard one.x.indices.contains(point), one.low.indices.contains(point),
      one.high.indices.contains(point)
    else { return one.name }
    return "\(one.name): \(axes.x.text(one.x[point], "x")), "
      + "\(axes.y.text(one.low[point], "y")) to \(axes.y.text(one.high[point], "y"))"
  }
}

extension Axes {
  /// The series of lines, points and steps, in the order of first appearance; those that share a
  /// name are one, their points numbered on.
  fileprivate var series: [Series] {
    layers.reduce(into: []) { found, layer in
      switch layer {
      case .line(let one), .points(let one), .step(let one):
        let count = min(one.x.count, one.y.count)
        let (x, y) = (one.x.prefix(count), one.y.prefix(count))
        guard let index = found.firstIndex(where: { $0.name == one.name }) else {
          found.append(Series(name: one.name, x: Array(x), y: Array(y)))
          return
        }
        found[index].x += x
        found[index].y += y
      default: break
      }
    }
  }
}

extension Axis {
  // Here Format is the axis's own.
  private func number(_ value: Double) -> String { Value.number(value).text }

  fileprivate func name(_ fallback: String) -> String { label.isEmpty ? fallback : label }

  fileprivate func text(_ value: Double, _ fallback: String) -> String {
    "\(name(fallback)) = \(number(value))" + (unit.isEmpty ? "" : " \(unit)")
  }
}
