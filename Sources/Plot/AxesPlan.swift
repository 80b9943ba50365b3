#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The layers of a coordinate system with identities, ranges and fits settled; size plays no part.
struct AxesPlan: Sendable {
  /// One drawn series: which look it has and how its points are joined.
  struct Entry: Sendable {
    enum Join: Sendable { case line, points, step }
    let series: Series
    let join: Join
    let look: Int
    /// The number of its first point: series of one name are numbered on.
    var firstPoint = 0
  }

  let axes: Axes
  /// Names of the series in order of first appearance; the place is the look.
  private(set) var names: [String] = []
  private(set) var entries: [Entry] = []
  private(set) var bands: [(band: Band, look: Int)] = []
  /// For each look the place of its series among those of these axes, in order of appearance.
  private(set) var ordinals: [Int] = []
  private(set) var trends: [(trend: Trend, look: Int, low: Double, high: Double)] = []
  let x: Projection
  let y: Projection
  /// Points without a place: not finite, or not positive on a logarithmic axis.
  private(set) var undrawable = 0
  /// Points outside fixed limits.
  private(set) var outside = 0

  init(_ axes: Axes) {
    self.axes = axes
    var names = axes.seriesOrder
    func look(_ name: String) -> Int {
      if let index = names.firstIndex(of: name) { return index }
      names.append(name)
      return names.count - 1
    }
    for layer in axes.layers {
      switch layer {
      case .line(let series):
        entries.append(Entry(series: series, join: .line, look: look(series.name)))
      case .points(let series):
        entries.append(Entry(series: series, join: .points, look: look(series.name)))
      case .step(let series):
        entries.append(Entry(series: series, join: .step, look: look(series.name)))
      default: break
      }
    }
    for case .band(let band) in axes.layers { bands.append((band, look(band.name))) }
    ordinals = Self.ordinals(of: entries.map(\.look) + bands.map(\.look), count: names.count)
    var counts = Array(repeating: 0, count: names.count)
    for index in entries.indices {
      let entry = entries[index]
      entries[index].firstPoint = counts[entry.look]
      counts[entry.look] += min(entry.series.x.count, entry.series.y.count)
    }
    var extent = Extent(axes)
    for entry in entries {
      undrawable += extent.include(entry.series.x, entry.series.y)
    }
    for (band, _) in bands {
      for (x, (low, high)) in zip(band.x, zip(band.low, band.high)) {
        let hasPlace = extent.contains(x, low) && extent.contains(x, high)
        guard hasPlace else {
          undrawable += 1
          continue
        }
        _ = extent.include(x, low)
        _ = extent.include(x, high)
      }
    }
    for layer in axes.layers {
      switch layer {
      case .horizontal(let value, _): extent.includeY(value)
      case .vertical(let value, _): extent.includeX(value)
      case .note(let x, let y, _): _ = extent.include(x, y)
      case .ceiling(let peak, let bandwidth, _):
        extent.includeY(peak)
        // Room for the slope on the left of the ridge and the roof on its right.
        extent.includeX(peak / bandwidth / 2)
        extent.includeX(peak / bandwidth * 2)
      default: break
      }
    }
    (x, y) = (extent.xProjection, extent.yProjection)
    self.names = names
    outside = axes.x.domain == nil && axes.y.domain == nil ? 0 : countOutside()
    for case .trend(let name) in axes.layers {
      guard let entry = entries.first(where: { $0.series.name == name }),
        let trend = Trend(entry.series, isLogX: x.isLog, isLogY: y.isLog)
      else { continue }
      let range = entry.series.x.filter { x.isDrawable($0) }
      if let low = range.min(), let high = range.max() {
        trends.append((trend, entry.look, low, high))
      }
    }
  }

  /// The place of each look among those used, by first use.
  private static func ordinals(of used: [Int], count: Int) -> [Int] {
    var ordinals = Array(repeating: -1, count: count)
    var next = 0
    for look in used where ordinals[look] < 0 {
      ordinals[look] = next
      next += 1
    }
    return ordinals
  }

  private func countOutside() -> Int {
    let points = entries.reduce(0) { count, entry in
      count
        + zip(entry.series.x, entry.series.y).count {
          x.isDrawable($0) && y.isDrawable($1) && !(x.contains($0) && y.contains($1))
        }
    }
    return bands.reduce(points) { count, entry in
      let band = entry.band
      return count
        + zip(band.x, zip(band.low, band.high)).count { place, bounds in
          guard x.isDrawable(place), y.isDrawable(bounds.0), y.isDrawable(bounds.1) else {
            return false
          }
          let (low, high) = (min(bounds.0, bounds.1), max(bounds.0, bounds.1))
          return !x.contains(place) || low > y.high || high < y.low
        }
    }
  }

  /// The label at the end of a series: its name and its fitted exponent.
  func label(_ look: Int) -> String {
    guard let trend = trends.first(where: { $0.look == look })?.trend else { return names[look] }
    return names[look] + " " + trend.label
  }

  /// The looks that something here is drawn in.
  var shownLooks: [Int] {
    let used = Set(entries.map(\.look) + bands.map(\.look))
    return names.indices.filter(used.contains)
  }

  /// The rightmost point of a series within the axes.
  func end(of look: Int) -> (x: Double, y: Double)? {
    var last: (x: Double, y: Double)?
    for entry in entries where entry.look == look {
      // From the right, where it mostly is.
      let (xs, ys) = (entry.series.x, entry.series.y)
      for index in (0..<min(xs.count, ys.count)).reversed() {
        if let last, !(xs[index] > last.x) { continue }
        if x.contains(xs[index]), y.contains(ys[index]) { last = (xs[index], ys[index]) }
      }
    }
    return last
  }

  /// Whether the coordinates of all points are whole numbers, as far as the first of each series
  /// tell.
  func isWhole(_ values: KeyPath<Series, [Double]>) -> Bool {
    !entries.isEmpty
      && entries.allSatisfy {
        $0.series[keyPath: values].prefix(512).allSatisfy { !$0.isFinite || $0 == $0.rounded() }
      }
  }

  /// Whether texts must find room among the data.
  var hasNotes: Bool {
    axes.layers.contains {
      switch $0 {
      case .note, .horizontal, .vertical, .ceiling: true
      default: false
      }
    }
  }

  var isEmpty: Bool {
    !entries.contains { entry in
      zip(entry.series.x, entry.series.y).contains { x.isDrawable($0) && y.isDrawable($1) }
    }
      && !bands.contains { entry in
        zip(entry.band.x, zip(entry.band.low, entry.band.high)).contains {
          x.isDrawable($0) && y.isDrawable($1.0) && y.isDrawable($1.1)
        }
      }
  }
}

/// The least and greatest drawable values so far.
private struct Extent {
  let xAxis: Axis
  let yAxis: Axis
  private let isLogX: Bool
  private let isLogY: Bool
  private var x: (low: Double, high: Double)?
  private var y: (low: Double, high: Double)?

  init(_ axes: Axes) {
    xAxis = axes.x
    yAxis = axes.y
    isLogX = axes.x.scale != .linear
    isLogY = axes.y.scale != .linear
  }

  private static func isDrawable(_ value: Double, _ axis: Axis) -> Bool {
    value.isFinite && (axis.scale == .linear || value > 0)
  }

  /// Whether a point has a place.
  func contains(_ x: Double, _ y: Double) -> Bool {
    x.isFinite && y.isFinite && (!isLogX || x > 0) && (!isLogY || y > 0)
  }

  /// Takes a point in; false when it has no place.
  mutating func include(_ x: Double, _ y: Double) -> Bool {
    guard contains(x, y) else { return false }
    self.x = (min(self.x?.low ?? x, x), max(self.x?.high ?? x, x))
    self.y = (min(self.y?.low ?? y, y), max(self.y?.high ?? y, y))
    return true
  }

  /// Takes points in; returns how many of them have no place.
  mutating func include(_ xs: [Double], _ ys: [Double]) -> Int {
    let infinity = Double.infinity
    var (left, right, bottom, top) = (infinity, -infinity, infinity, -infinity)
    let (leastX, leastY) = (isLogX ? 0 : -infinity, isLogY ? 0 : -infinity)
    let count = min(xs.count, ys.count)
    var drawable = 0
    for index in 0..<count {
      let (x, y) = (xs[index], ys[index])
      guard x > leastX, x < infinity, y > leastY, y < infinity else { continue }
      drawable += 1
      left = x < left ? x : left
      right = x > right ? x : right
      bottom = y < bottom ? y : bottom
      top = y > top ? y : top
    }
    if drawable > 0 {
      _ = include(left, bottom)
      _ = include(right, top)
    }
    return count - drawable
  }

  mutating func includeX(_ value: Double) {
    guard Self.isDrawable(value, xAxis) else { return }
    x = (min(x?.low ?? value, value), max(x?.high ?? value, value))
  }

  mutating func includeY(_ value: Double) {
    guard Self.isDrawable(value, yAxis) else { return }
    y = (min(y?.low ?? value, value), max(y?.high ?? value, value))
  }

  var xProjection: Projection { Self.projection(xAxis, x, margin: 0.01) }
  var yProjection: Projection { Self.projection(yAxis, y, margin: 0.05) }

  /// Fixed limits, or those of the data with a margin, down to zero when that is near.
  private static func projection(
    _ axis: Axis, _ range: (low: Double, high: Double)?, margin: Double
  ) -> Projection {
    if let domain = axis.domain, isDrawable(domain.lowerBound, axis),
      isDrawable(domain.upperBound, axis)
    {
      return Projection(axis.scale, low: domain.lowerBound, high: domain.upperBound)
    }
    guard let range else {
      return Projection(axis.scale, low: axis.scale == .linear ? 0 : 1, high: 1)
    }
    let tight = Projection(axis.scale, low: range.low, high: range.high)
    if tight.isLog {
      let ratio = tight.high / tight.low
      let factor = ratio.isFinite ? pow(ratio, margin) : 1
      return Projection(
        axis.scale, low: tight.low / factor, high: min(tight.high * factor, 1.7e308))
    }
    guard tight.low == range.low, (tight.high - tight.low).isFinite else { return tight }
    let pad = (tight.high - tight.low) * margin
    let nearZero = tight.low >= 0 && tight.low < 0.4 * tight.high && margin > 0.02
    return Projection(
      axis.scale, low: nearZero ? 0 : tight.low - pad, high: tight.high + pad)
  }
}
