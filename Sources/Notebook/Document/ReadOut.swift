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
      return panels[panel].readOut(
        series: series, point: rendering.point(of: series, panel, at: place))
    case .point(let panel, let series, let point):
      guard panels.indices.contains(panel), case .timeline(let timeline) = panels[panel],
        timeline.lanes.indices.contains(series),
        timeline.lanes[series].spans.indices.contains(point)
      else { return nil }
      let span = timeline.lanes[series].spans[point]
      let unit = timeline.time.unit
      return "\(timeline.lanes[series].name): \(span.label) from \(Format.number(span.start)) to "
        + "\(Format.number(span.end)) \(unit)"
    default: return nil
    }
  }
}

extension Rendering {
  /// Whether two places belong to the same datum.
  public func isSameDatum(_ first: Point, _ second: Point) -> Bool {
    owner(column: first.column, row: first.row) == owner(column: second.column, row: second.row)
      && grid[first.column, first.row].style.attributes.contains(.bold)
        == grid[second.column, second.row].style.attributes.contains(.bold)
  }

  /// Whether a datum stands at a place: a matrix entry, a bar, or the marker of a point.
  public func isDatum(_ place: Point) -> Bool {
    switch owner(column: place.column, row: place.row) {
    case .cell, .point, .series: true
    default: false
    }
  }

  /// The places of the markers of a series, from left to right.
  private func markers(of series: Int, _ panel: Int) -> [Point] {
    var found: [Point] = []
    for column in 0..<grid.size.columns {
      for row in 0..<grid.size.rows
      where owner(column: column, row: row) == .series(panel: panel, series: series)
        && grid[column, row].style.attributes.contains(.bold)
      {
        found.append(Point(column: column, row: row))
      }
    }
    return found
  }

  /// Which marker of its series stands at a place, and of how many.
  fileprivate func point(of series: Int, _ panel: Int, at place: Point) -> (Int, of: Int)? {
    let markers = markers(of: series, panel)
    return markers.firstIndex(of: place).map { ($0, markers.count) }
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

  /// The marker'th point of a series, in the order of x; the name alone between points.
  fileprivate func readOut(series: Int, point: (Int, of: Int)?) -> String? {
    switch self {
    case .axes(let axes):
      var all: [Series] = []
      for layer in axes.layers {
        switch layer {
        case .line(let one), .points(let one), .step(let one):
          if !all.contains(where: { $0.name == one.name }) { all.append(one) }
        default: break
        }
      }
      guard all.indices.contains(series) else { return nil }
      let points = zip(all[series].x, all[series].y).filter { $0.isFinite && $1.isFinite }
        .sorted { $0.0 < $1.0 }
      // Markers that cover each other cannot be told apart.
      guard let point, point.of == points.count else { return all[series].name }
      let (x, y) = points[point.0]
      return "\(all[series].name): \(axes.x.text(x, "x")), \(axes.y.text(y, "y"))"
    case .bars(let bars):
      guard bars.series.indices.contains(series) else { return nil }
      let values = zip(bars.categories, bars.series[series].values).map {
        "\($0) \(Format.number($1))"
      }
      return "\(bars.series[series].name): \(values.joined(separator: ", ")) \(bars.value.unit)"
    default: return nil
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
