/// A coordinate system and what is drawn in it.
public struct Axes: Hashable, Sendable {
  public var title: String
  public var x: Axis
  public var y: Axis
  public var layers: [Layer]
  /// Names whose looks come first, so that panels agree on them.
  var seriesOrder: [String] = []
  /// False where one legend serves several panels.
  var hasLegend = true

  public init(title: String = "", x: Axis, y: Axis, layers: [Layer]) {
    self.title = title
    self.x = x
    self.y = y
    self.layers = layers
  }
}

/// One thing drawn in a coordinate system.
public enum Layer: Hashable, Sendable {
  case line(Series)
  case points(Series)
  case step(Series)
  /// The area between two curves: quartiles of a measurement.
  case band(Band)
  case horizontal(Double, label: String)
  case vertical(Double, label: String)
  /// A note that points at a place and never covers data.
  case note(x: Double, y: Double, text: String)
  /// A line fitted to the series of that name, least squares in the drawn space; its label carries
  /// the exponent on log-log axes.
  case trend(of: String)
  /// What a machine can reach: `min(peak, bandwidth × x)`, the roof of a roofline plot.
  case ceiling(peak: Double, bandwidth: Double, label: String)
}

/// Points with one name.
///
/// Values that are not finite leave a gap.
public struct Series: Hashable, Sendable {
  public var name: String
  public var x: [Double]
  public var y: [Double]

  public init(name: String, x: [Double], y: [Double]) {
    self.name = name
    self.x = x
    self.y = y
  }
}

/// Lower and upper bounds over x, belonging to the series of that name.
public struct Band: Hashable, Sendable {
  public var name: String
  public var x: [Double]
  public var low: [Double]
  public var high: [Double]

  public init(name: String, x: [Double], low: [Double], high: [Double]) {
    self.name = name
    self.x = x
    self.low = low
    self.high = high
  }
}
