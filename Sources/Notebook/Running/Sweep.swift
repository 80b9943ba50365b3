/// The points that a cell runs: the cross product of its axes, the last axis fastest.
struct Sweep: Hashable, Sendable {
  struct Axis: Hashable, Sendable {
    var parameter: String
    var values: [ParameterValue]
  }

  struct Point: Hashable, Sendable {
    var settings: [String: ParameterValue]
    /// `n = 256, causal = true`; empty without a sweep.
    var label: String
  }

  static let maximumPoints = 1000

  var axes: [Axis] = []

  var points: [Point] {
    var points = [Point(settings: [:], label: "")]
    for axis in axes {
      points = points.flatMap { point in
        axis.values.map { value in
          var next = point
          next.settings[axis.parameter] = value
          next.label += (point.label.isEmpty ? "" : ", ") + "\(axis.parameter) = \(value.text)"
          return next
        }
      }
    }
    return points
  }
}
