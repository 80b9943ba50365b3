/// How the values of a heatmap map to its levels.
struct HeatmapScale: Sendable {
  let projection: Projection
  private(set) var levels: Int
  let isDiverging: Bool
  /// The value at the middle of a diverging scale.
  let center: Double
  let range: (low: Double, high: Double)
  /// The only value that the scale tells of, where one of its ends would be made up.
  let single: Double?
  /// Values that are not missing, yet have no level.
  let unscaled: Int
  /// Cells without a value.
  let missing: Int
  /// Whether there is neither a value nor limits that are set.
  let isEmpty: Bool

  init(_ map: Heatmap, levels: Int) {
    self.levels = max(2, levels)
    center = map.center ?? 0
    isDiverging = map.colorMap == .coolwarm || map.center != nil
    let isLog = map.value.scale != .linear
    let cells = max(0, map.rows) * max(0, map.columns)
    var (least, greatest) = (Double.infinity, -Double.infinity)
    var (drawable, missing) = (0, cells - min(cells, map.values.count))
    for value in map.values.prefix(cells) {
      if value.isFinite, !isLog || value > 0 {
        drawable += 1
        least = min(least, value)
        greatest = max(greatest, value)
      } else if value.isNaN {
        missing += 1
      }
    }
    self.missing = missing
    unscaled = cells - drawable - missing
    isEmpty = drawable == 0 && map.value.domain == nil
    range = drawable > 0 ? (least, greatest) : (0, 1)
    var (low, high) = range
    if let domain = map.value.domain {
      (low, high) = (domain.lowerBound, domain.upperBound)
    } else if low == high, !isLog, !isDiverging {
      // One value is seen against nothing.
      (low, high) = low == 0 ? (0, 1) : (min(0, low), max(0, high))
    }
    let isBare = map.value.domain == nil && !isLog && range.low == range.high
    single = isBare && range.low == (isDiverging ? center : 0) ? range.low : nil
    if isDiverging, !isLog {
      let reach = max(abs(low - center), abs(high - center))
      (low, high) = (center - (reach > 0 ? reach : 1), center + (reach > 0 ? reach : 1))
    }
    projection = Projection(map.value.scale, low: low, high: high)
  }

  /// The same scale in so many levels.
  func with(levels: Int) -> HeatmapScale {
    var scale = self
    scale.levels = max(2, levels)
    return scale
  }

  /// The level of a value, 0 ..< levels; nil when it is masked.
  func level(_ value: Double) -> Int? {
    guard projection.isDrawable(value) else { return nil }
    let level = Projection.cell(projection.fraction(value), of: levels)
    // Rounding must not carry a value over to the other sign.
    guard isDiverging, !projection.isLog, levels % 2 == 0 else { return level }
    return value < center ? min(level, levels / 2 - 1) : max(level, levels / 2)
  }

  /// Whether the value is the centre of a diverging scale.
  func isCenter(_ value: Double) -> Bool { isDiverging && !projection.isLog && value == center }
}

/// A matrix small enough to draw: as given, or means of blocks.
struct HeatmapPixels: Sendable {
  let rows: Int
  let columns: Int
  let blockRows: Int
  let blockColumns: Int
  let values: [Double]

  init(_ map: Heatmap, blockRows: Int, blockColumns: Int) {
    let (sourceRows, sourceColumns) = (max(0, map.rows), max(0, map.columns))
    (self.blockRows, self.blockColumns) = (blockRows, blockColumns)
    rows = (sourceRows + blockRows - 1) / blockRows
    columns = (sourceColumns + blockColumns - 1) / blockColumns
    if blockRows == 1, blockColumns == 1, map.values.count == sourceRows * sourceColumns {
      values = map.values
      return
    }
    var values: [Double] = []
    values.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        var (sum, count) = (0.0, 0.0)
        for y in row * blockRows..<min(sourceRows, (row + 1) * blockRows) {
          for x in column * blockColumns..<min(sourceColumns, (column + 1) * blockColumns) {
            let index = y * sourceColumns + x
            guard index < map.values.count, map.values[index].isFinite else { continue }
            sum += map.values[index]
            count += 1
          }
        }
        values.append(count > 0 ? sum / count : .nan)
      }
    }
    self.values = values
  }

  var isReduced: Bool { blockRows > 1 || blockColumns > 1 }
}
