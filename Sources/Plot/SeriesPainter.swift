import Screen

/// Draws the series of a coordinate system as dots and markers.
struct SeriesPainter {
  private let axes: AxesRenderer
  private let plan: AxesPlan
  private let plot: Rect
  /// One canvas a look, one for the ceilings, and one for a trend while it is traced.
  private var dots: [DotCanvas]
  private let ceiling: Int
  private var markers: [Marker] = []

  private struct Marker {
    let cell: Int
    let look: Int
    let point: Int
  }

  /// Places to be joined, and which points of a series they are.
  private struct Path {
    let xs: [Double]
    let ys: [Double]
    /// The number of the first point; nil where the places are none of a series.
    var firstPoint: Int?
    /// Two where every point is followed by a corner.
    var placesPerPoint = 1

    var count: Int { min(xs.count, ys.count) }

    func point(_ place: Int) -> Int32 {
      firstPoint.map { Int32(truncatingIfNeeded: $0 + place / placesPerPoint) } ?? -1
    }
  }

  init(_ axes: AxesRenderer) {
    self.axes = axes
    plan = axes.plan
    plot = axes.plot
    let empty = DotCanvas(
      columns: plot.columns, rows: plot.rows, glyphs: axes.capabilities.glyphs)
    ceiling = max(1, plan.names.count)
    dots = Array(repeating: empty, count: ceiling + (plan.trends.isEmpty ? 1 : 2))
    trace()
  }

  private mutating func trace() {
    for case .ceiling(let peak, let bandwidth, _) in plan.axes.layers {
      let ridge = peak / bandwidth
      guard plan.x.isDrawable(ridge), plan.y.isDrawable(peak) else { continue }
      let xs = [plan.x.low, ridge, plan.x.high].sorted()
      polyline(
        Path(xs: xs, ys: xs.map { min(peak, bandwidth * $0) }), look: ceiling, dashes: [])
    }
    for entry in plan.entries {
      let (xs, ys) = (entry.series.x, entry.series.y)
      let dashes = axes.looks[entry.look].dashes
      switch entry.join {
      case .line:
        let path = Path(xs: xs, ys: ys, firstPoint: entry.firstPoint)
        polyline(path, look: entry.look, dashes: dashes)
      case .step:
        // A corner before each point but the first.
        let count = min(xs.count, ys.count)
        let places = count == 0 ? 0 : 2 * count - 1
        let path = Path(
          xs: (0..<places).map { xs[($0 + 1) / 2] }, ys: (0..<places).map { ys[$0 / 2] },
          firstPoint: entry.firstPoint, placesPerPoint: 2)
        polyline(path, look: entry.look, dashes: dashes)
      case .points: break
      }
      mark(entry)
    }
    traceTrends()
  }

  /// Fitted lines, only where they leave the line that they are fitted to.
  private mutating func traceTrends() {
    let scratch = ceiling + 1
    for (trend, look, low, high) in plan.trends {
      let steps = 32
      let xs = (0...steps).map { index in
        let share = Double(index) / Double(steps)
        return trend.isLogX ? low * Trend.power(high / low, share) : low + (high - low) * share
      }
      let path = Path(xs: xs, ys: xs.map { trend.value(at: $0) })
      polyline(path, look: scratch, dashes: [1, 3])
      let line = dots[look].masks
      let fit = dots[scratch].masks
      for (index, mask) in fit.enumerated() where mask != 0 {
        let near = [index - plot.columns, index, index + plot.columns].filter(line.indices.contains)
        guard near.allSatisfy({ line[$0] == 0 }) else { continue }
        dots[look].light(mask, cell: index)
      }
      dots[scratch].clear()
    }
  }

  /// Marks every point when there are few, else some along the line.
  private mutating func mark(_ entry: AxesPlan.Entry) {
    let (xs, ys) = (entry.series.x, entry.series.y)
    let count = min(xs.count, ys.count)
    let spacing = max(4, plot.columns / 8)
    let (width, height) = (dots[entry.look].dotColumns, dots[entry.look].dotRows)
    let isSparse = entry.join == .points || count <= max(2, plot.columns / 3)
    var lastColumn = -spacing
    let step = isSparse ? 1 : max(1, count / 1024)
    for index in stride(from: 0, to: count, by: step) {
      let (x, y) = (xs[index], ys[index])
      guard plan.x.contains(x), plan.y.contains(y) else { continue }
      let (across, up) = (plan.x.fraction(x), plan.y.fraction(y))
      let column = Projection.cell(across, of: plot.columns)
      if !isSparse, abs(column - lastColumn) < spacing { continue }
      lastColumn = column
      let row = plot.rows - 1 - Projection.cell(up, of: plot.rows)
      let point = entry.firstPoint + index
      markers.append(Marker(cell: row * plot.columns + column, look: entry.look, point: point))
      dots[entry.look].light(
        Projection.cell(across, of: width), height - 1 - Projection.cell(up, of: height),
        point: Int32(truncatingIfNeeded: point))
    }
  }

  /// Joins points that follow each other; a point without a place leaves a gap.
  private mutating func polyline(_ path: Path, look: Int, dashes: [Int]) {
    var dash = Dash(dashes)
    var previous: (Double, Double)?
    let (width, height) = (dots[look].dotColumns, dots[look].dotRows)
    // The dots of the current column, drawn at once when the line leaves it: for a raster as good
    // as drawing every point (M4, Jugel et al. 2014).
    let folds = dashes.isEmpty && !axes.isASCII && path.count > 2 * width
    var fold = ColumnFold()
    let (projectionX, projectionY) = (plan.x, plan.y)
    func dot(_ place: (Double, Double)) -> (Int, Int) {
      (Projection.cell(place.0, of: width), height - 1 - Projection.cell(place.1, of: height))
    }
    /// Where the last point is, if it is in the plot.
    var end: (Int, Int)?
    for index in 0..<path.count {
      let last = end
      end = nil
      let (x, y) = (path.xs[index], path.ys[index])
      guard projectionX.isDrawable(x), projectionY.isDrawable(y) else {
        if let span = fold.take() { dots[look].vertical(span) }
        previous = nil
        dash = Dash(dashes)
        continue
      }
      let point = (projectionX.fraction(x), projectionY.fraction(y))
      defer { previous = point }
      let isInside = point.0 >= 0 && point.0 <= 1 && point.1 >= 0 && point.1 <= 1
      if folds {
        if isInside {
          let place = dot(point)
          if fold.column == place.0 {
            fold.add(place.1, point: path.point(index))
          } else {
            let (start, number) = fold.last
            let points = (number, path.point(index))
            if let span = fold.take() {
              dots[look].vertical(span)
              dots[look].line(from: start, to: place, dash: &dash, points: points)
            } else if let previous, let (start, _) = Clipping.clip(previous, point) {
              dots[look].line(from: dot(start), to: place, dash: &dash, points: points)
            }
            fold.begin(place.0, place.1, point: path.point(index))
          }
          continue
        }
        if let span = fold.take() { dots[look].vertical(span) }
      }
      let points = (path.point(max(0, index - 1)), path.point(index))
      if isInside, let last {
        // The usual case: no clipping, and dashes run on from point to point.
        let place = dot(point)
        if place != last {
          dots[look].line(from: last, to: place, dash: &dash, points: points, continues: true)
        }
        end = place
        continue
      }
      end = isInside ? dot(point) : nil
      guard let (start, stop) = Clipping.clip(previous ?? point, point) else { continue }
      dots[look].line(
        from: dot(start), to: dot(stop), dash: &dash,
        points: previous == nil ? (points.1, points.1) : points)
    }
    if let span = fold.take() { dots[look].vertical(span) }
  }

  /// Draws all series; returns, for those of which nothing is left to see, the series above them.
  func draw(on canvas: inout Canvas) -> [Int: Int] {
    var owned = Array(repeating: 0, count: dots.count)
    let masks = dots.map(\.masks)
    let points = dots.map(\.points)
    let looks = ceiling + 1
    var owners = Array(repeating: -1, count: plot.columns * plot.rows)
    for index in owners.indices {
      var union: UInt8 = 0
      var winner = -1
      var most = 0
      for look in 0..<looks {
        let mask = masks[look][index]
        guard mask != 0 else { continue }
        union |= mask
        let count = mask.nonzeroBitCount
        if count > most || count == most && owned[look] < owned[winner] {
          (winner, most) = (look, count)
        }
      }
      guard winner >= 0 else { continue }
      owned[winner] += 1
      owners[index] = winner
      let isSeries = winner < plan.names.count
      canvas.put(
        dots[winner].character(union, cell: index), plot.column + index % plot.columns,
        plot.row + index / plot.columns, isSeries ? axes.looks[winner].style : .plain,
        isSeries
          ? owner(winner, point: Int(points[winner][index])) : .ceiling(panel: axes.panel))
    }
    for (index, marker) in shownMarkers() {
      owners[index] = marker.look
      let look = axes.looks[marker.look]
      canvas.put(
        look.marker, plot.column + index % plot.columns,
        plot.row + index / plot.columns,
        look.markerStyle,
        .point(
          panel: axes.panel, series: plan.ordinals[marker.look], point: marker.point))
    }
    return covered(owners, masks)
  }

  /// What dots of a look stand for: the line near a point, or a fitted line that is near none.
  private func owner(_ look: Int, point: Int) -> Owner {
    let series = plan.ordinals[look]
    return point < 0
      ? .series(panel: axes.panel, series: series)
      : .line(panel: axes.panel, series: series, nearest: point)
  }

  /// One marker a cell; where markers meet, the series with fewer on show wins.
  private func shownMarkers() -> [Int: Marker] {
    var shown = Array(repeating: 0, count: plan.names.count)
    var places: [Int: Marker] = [:]
    for marker in markers {
      if let other = places[marker.cell] {
        guard other.look != marker.look, shown[marker.look] < shown[other.look] else { continue }
        shown[other.look] -= 1
      }
      places[marker.cell] = marker
      shown[marker.look] += 1
    }
    return places
  }

  /// For each series without a cell of its own, the one that has most of its cells.
  private func covered(_ owners: [Int], _ masks: [[UInt8]]) -> [Int: Int] {
    var seen = Array(repeating: false, count: ceiling + 1)
    for owner in owners where owner >= 0 { seen[owner] = true }
    var result: [Int: Int] = [:]
    for look in plan.names.indices where !seen[look] {
      var counts: [Int: Int] = [:]
      for (index, owner) in owners.enumerated() where owner >= 0 && masks[look][index] != 0 {
        counts[owner, default: 0] += 1
      }
      result[look] =
        counts.filter { $0.key < ceiling }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
    return result
  }
}
