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
  }

  let axes: Axes
  /// Names of the series in order of first appearance; the place is the look.
  private(set) var names: [String] = []
  private(set) var entries: [Entry] = []
  private(set) var bands: [(band: Band, look: Int)] = []
  private(set) var trends: [(trend: Trend, look: Int, low: Double, high: Double)] = []
  let x: Projection
  let y: Projection
  /// Points without a place: not finite, or not positive on a logarithmic axis.
  private(set) var undrawable = 0
  /// Points outside fixed limits.
  private(set) var outside = 0

  init(_ axes: Axes) {
    self.axes = axes
    var names: [String] = []
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
    var extent = Extent(axes)
    for entry in entries {
      undrawable += extent.include(entry.series.x, entry.series.y)
    }
    for (band, _) in bands {
      for (x, (low, high)) in zip(band.x, zip(band.low, band.high)) {
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
    outside = entries.reduce(0) { count, entry in
      guard axes.x.domain != nil || axes.y.domain != nil else { return count }
      return count
        + zip(entry.series.x, entry.series.y).count {
          x.isDrawable($0) && y.isDrawable($1) && !(x.contains($0) && y.contains($1))
        }
    }
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

  /// The label at the end of a series: its name and its fitted exponent.
  func label(_ look: Int) -> String {
    guard let trend = trends.first(where: { $0.look == look })?.trend else { return names[look] }
    return names[look] + " " + trend.label
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

  /// Takes a point in; false when it has no place.
  mutating func include(_ x: Double, _ y: Double) -> Bool {
    guard x.isFinite, y.isFinite, !isLogX || x > 0, !isLogY || y > 0 else { return false }
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
      return Projection(axis.scale, low: tight.low / factor, high: min(tight.high * factor, 1e308))
    }
    guard tight.low == range.low, (tight.high - tight.low).isFinite else { return tight }
    let pad = (tight.high - tight.low) * margin
    let nearZero = tight.low >= 0 && tight.low < 0.4 * tight.high && margin > 0.02
    return Projection(
      axis.scale, low: nearZero ? 0 : tight.low - pad, high: tight.high + pad)
  }
}
