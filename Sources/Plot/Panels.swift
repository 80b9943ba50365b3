/// Bars, one group a category, one bar a series.
public struct Bars: Hashable, Sendable {
  /// Where bars grow: to the right with room for long names, or upwards.
  public enum Direction: Hashable, Sendable { case right, up }

  public var title: String
  /// What the categories are.
  public var categoryLabel: String
  public var categories: [String]
  public var series: [BarSeries]
  public var value: Axis
  /// Bars that have no room upwards grow to the right all the same.
  public var direction: Direction

  public init(
    title: String = "", categoryLabel: String = "", categories: [String], series: [BarSeries],
    value: Axis, direction: Direction = .right
  ) {
    self.categoryLabel = categoryLabel
    self.direction = direction
    self.title = title
    self.categories = categories
    self.series = series
    self.value = value
  }
}

/// The bars of one name, a value for each category; not finite: no bar, and said so.
public struct BarSeries: Hashable, Sendable {
  public var name: String
  public var values: [Double]

  public init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }
}

/// A colour map, perceptually ordered.
public enum ColorMap: String, Hashable, Sendable, CaseIterable {
  case viridis, cividis, reds, coolwarm
}

/// A matrix as colours, with its colour bar.
public struct Heatmap: Hashable, Sendable {
  public var title: String
  public var rows: Int
  public var columns: Int
  /// Row-major, `rows × columns`; NaN cells are drawn as masked.
  public var values: [Double]
  public var x: Axis
  public var y: Axis
  public var colorMap: ColorMap
  /// Name and unit on the colour bar.
  public var value: Axis
  /// The value at the middle of a diverging map.
  public var center: Double?

  public init(
    title: String = "", rows: Int, columns: Int, values: [Double], x: Axis = Axis(),
    y: Axis = Axis(), colorMap: ColorMap = .viridis, value: Axis = Axis(), center: Double? = nil
  ) {
    self.title = title
    self.rows = rows
    self.columns = columns
    self.values = values
    self.x = x
    self.y = y
    self.colorMap = colorMap
    self.value = value
    self.center = center
  }
}

/// A table of texts; columns of numbers are aligned right.
public struct TablePanel: Hashable, Sendable {
  public var title: String
  public var columns: [String]
  public var rows: [[String]]
  public var isNumber: [Bool]

  public init(title: String = "", columns: [String], rows: [[String]], isNumber: [Bool]) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.isNumber = isNumber
  }
}
