extension Figure {
  /// The figure with what its panels have in common settled.
  ///
  /// Panels whose axes mean the same share their ranges, so that they compare at sight, the looks
  /// of their series, and one legend unless fitted trends label each of them.
  var aligned: Figure {
    let all = panels.flatMap(\.self).compactMap { panel -> Axes? in
      guard case .axes(let axes) = panel else { return nil }
      return axes
    }
    guard all.count > 1, let first = all.first, all.allSatisfy({ $0.isComparable(to: first) })
    else {
      return self
    }
    let plans = all.map { AxesPlan($0) }.filter { !$0.isEmpty }
    guard let x = Self.union(plans.map(\.x)), let y = Self.union(plans.map(\.y)) else {
      return self
    }
    var names: [String] = []
    for plan in plans { names += plan.names.filter { !names.contains($0) } }
    let hasTrends = plans.contains { !$0.trends.isEmpty }
    let isAxesOnly = panels.allSatisfy {
      $0.allSatisfy {
        if case .axes = $0 { true } else { false }
      }
    }
    var figure = self
    for (row, line) in panels.enumerated() {
      for (column, panel) in line.enumerated() {
        guard case .axes(var axes) = panel else { continue }
        axes.x.domain = x
        axes.y.domain = y
        axes.seriesOrder = names
        axes.hasLegend = hasTrends || !isAxesOnly
        figure.panels[row][column] = .axes(axes)
      }
    }
    return figure
  }

  /// The names of the series when one legend serves all panels.
  var sharedNames: [String] {
    for case .axes(let axes) in panels.flatMap(\.self) where !axes.hasLegend {
      return axes.seriesOrder.filter { !$0.isEmpty }
    }
    return []
  }

  private static func union(_ projections: [Projection]) -> ClosedRange<Double>? {
    guard let low = projections.map(\.low).min(), let high = projections.map(\.high).max(),
      low < high
    else { return nil }
    return low...high
  }
}

extension Axes {
  /// Whether values on these axes mean the same, and no limits are set by hand.
  fileprivate func isComparable(to other: Axes) -> Bool {
    x == other.x && y == other.y && x.domain == nil && y.domain == nil
  }
}
