extension Figure {
  /// The data behind the figure in long form (RFC 4180), units in the header.
  ///
  /// Panels of like data are one table, with their titles in its first column; others follow, each
  /// with its own header, after a blank line. Numbers have the fewest digits that read back as the
  /// same double.
  public var csv: String {
    let all = panels.flatMap(\.self)
    let isNamed = all.count > 1 && all.contains { !$0.title.isEmpty }
    var tables: [[[String]]] = []
    for panel in all {
      var records = panel.records
      if isNamed, let header = records.first {
        records = [["panel"] + header] + records.dropFirst().map { [panel.title] + $0 }
      }
      if isNamed, let last = tables.last, last.first == records.first, !panel.isTable {
        tables[tables.count - 1] += records.dropFirst()
      } else {
        tables.append(records)
      }
    }
    return tables.map(CSV.text).joined(separator: "\r\n")
  }
}

/// Records as RFC 4180 has them.
enum CSV {
  static func text(_ records: [[String]]) -> String {
    records.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  static func field(_ text: String) -> String {
    let special = text.unicodeScalars.contains { [",", "\"", "\r", "\n"].contains($0) }
    guard special else { return text }
    return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}

extension Axis {
  /// Name and unit as a column header.
  func header(_ fallback: String) -> String {
    (label.isEmpty ? fallback : label) + (unit.isEmpty ? "" : " [\(unit)]")
  }
}

extension Panel {
  fileprivate var title: String {
    switch self {
    case .axes(let axes): axes.title
    case .bars(let bars): bars.title
    case .heatmap(let map): map.title
    case .table(let table): table.title
    case .tileMap(let map): map.title
    case .timeline(let timeline): timeline.title
    }
  }

  fileprivate var isTable: Bool {
    if case .table = self { true } else { false }
  }

  /// The header and a record a value.
  fileprivate var records: [[String]] {
    switch self {
    case .axes(let axes): return axes.records
    case .bars(let bars):
      let category = bars.categoryLabel.isEmpty ? "category" : bars.categoryLabel
      return [[category, "series", bars.value.header("value")]]
        + bars.categories.enumerated().flatMap { index, category in
          bars.series.filter { $0.values.indices.contains(index) }.map {
            [category, $0.name, NumberText.exact($0.values[index])]
          }
        }
    case .heatmap(let map):
      let count = min(map.values.count, max(0, map.rows) * max(0, map.columns))
      return [["row", "column", map.value.header("value")]]
        + (0..<count).map {
          ["\($0 / map.columns)", "\($0 % map.columns)", NumberText.exact(map.values[$0])]
        }
    case .table(let table): return [table.columns] + table.rows
    case .tileMap(let map):
      let count = min(map.states.count, max(0, map.rows) * max(0, map.columns))
      return [["row", "column", "state", "step"]]
        + (0..<count).map {
          let step = map.order.indices.contains($0) && map.order[$0] >= 0 ? "\(map.order[$0])" : ""
          return ["\($0 / map.columns)", "\($0 % map.columns)", map.states[$0].rawValue, step]
        }
    case .timeline(let timeline):
      let unit = timeline.time.unit.isEmpty ? "" : " [\(timeline.time.unit)]"
      return [["lane", "start\(unit)", "end\(unit)", "label"]]
        + timeline.lanes.flatMap { lane in
          lane.spans.map {
            [lane.name, NumberText.exact($0.start), NumberText.exact($0.end), $0.label]
          }
        }
    }
  }
}

extension Axes {
  fileprivate var records: [[String]] {
    var records: [[String]] = []
    var bands: [[String]] = []
    for layer in layers {
      switch layer {
      case .line(let series), .points(let series), .step(let series):
        records += zip(series.x, series.y).map {
          [series.name, NumberText.exact($0), NumberText.exact($1)]
        }
      case .band(let band):
        bands += zip(band.x, zip(band.low, band.high)).flatMap { x, bounds in
          [("\(band.name) (low)", bounds.0), ("\(band.name) (high)", bounds.1)].map {
            [$0, NumberText.exact(x), NumberText.exact($1)]
          }
        }
      default: break
      }
    }
    return [["series", x.header("x"), y.header("y")]] + records + bands
  }
}
