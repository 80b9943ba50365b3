extension Figure {
  /// The data behind the figure in long form (RFC 4180), units in the header.
  ///
  /// Panels of like data are one table, with their titles in its first column; others follow, each
  /// with its own header, after a blank line. Numbers have the fewest digits that read back as the
  /// same double.
  public var csv: String {
    records.map { table in CSV.text(table.map { $0.map(\.exact) }) }.joined(separator: "\r\n")
  }

  /// The same tables for readers, each number as `text` writes it; what has none says why.
  public func tables(_ text: (Double) -> String) -> [TablePanel] {
    records.map { records in
      let header = records.first ?? []
      let rows = records.dropFirst()
      return TablePanel(
        columns: header.map(\.exact),
        rows: rows.map { row in
          row.map { field in
            switch field {
            case .text(let string): string
            case .number(let value, let missing): value.isNaN ? missing : text(value)
            }
          }
        },
        isNumber: header.indices.map { column in
          !rows.isEmpty
            && rows.allSatisfy { row in
              guard row.indices.contains(column) else { return true }
              return row[column].isNumber
            }
        })
    }
  }

  private var records: [[[DataField]]] {
    let all = panels.flatMap(\.self)
    let isNamed = all.count > 1 && all.contains { !$0.title.isEmpty }
    var tables: [[[DataField]]] = []
    for panel in all {
      var records = panel.records
      if isNamed, let header = records.first {
        records =
          [[.text("panel")] + header] + records.dropFirst().map { [.text(panel.title)] + $0 }
      }
      if isNamed, let last = tables.last, last.first == records.first, !panel.isTable {
        tables[tables.count - 1] += records.dropFirst()
      } else {
        tables.append(records)
      }
    }
    return tables
  }
}

/// One field of the data behind a figure.
private enum DataField: Hashable {
  case text(String)
  /// A number, and what is said where there is none.
  case number(Double, missing: String)

  static func number(_ value: Double) -> DataField { .number(value, missing: "-") }

  var exact: String {
    switch self {
    case .text(let string): string
    case .number(let value, _): NumberText.exact(value)
    }
  }

  var isNumber: Bool {
    switch self {
    case .text(let string): string.isEmpty || Double(string) != nil
    case .number: true
    }
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
    // By scalars: a quote with a combining mark behind it is a quote too.
    let quoted = text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"\(quoted)\""
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
  fileprivate var records: [[DataField]] {
    func header(_ names: String...) -> [[DataField]] { [names.map(DataField.text)] }
    switch self {
    case .axes(let axes): return axes.records
    case .bars(let bars):
      let category = bars.categoryLabel.isEmpty ? "category" : bars.categoryLabel
      return header(category, "series", bars.value.header("value"))
        + bars.categories.enumerated().flatMap { index, category in
          bars.series.filter { $0.values.indices.contains(index) }.map {
            [.text(category), .text($0.name), .number($0.values[index])]
          }
        }
    case .heatmap(let map):
      let count = min(map.values.count, max(0, map.rows) * max(0, map.columns))
      return header("row", "column", map.value.header("value"))
        + (0..<count).map {
          [
            .number(Double($0 / map.columns)), .number(Double($0 % map.columns)),
            .number(map.values[$0], missing: "masked"),
          ]
        }
    case .table(let table):
      return ([table.columns] + table.rows).map { $0.map(DataField.text) }
    case .tileMap(let map):
      let count = min(map.states.count, max(0, map.rows) * max(0, map.columns))
      return header("row", "column", "state", "step")
        + (0..<count).map {
          let hasStep = map.order.indices.contains($0) && map.order[$0] >= 0
          return [
            .number(Double($0 / map.columns)), .number(Double($0 % map.columns)),
            .text(map.states[$0].rawValue),
            hasStep ? .number(Double(map.order[$0])) : .text(""),
          ]
        }
    case .timeline(let timeline):
      let unit = timeline.time.unit.isEmpty ? "" : " [\(timeline.time.unit)]"
      return header("lane", "start\(unit)", "end\(unit)", "label")
        + timeline.lanes.flatMap { lane in
          lane.spans.map {
            [.text(lane.name), .number($0.start), .number($0.end), .text($0.label)]
          }
        }
    }
  }
}

extension Axes {
  fileprivate var records: [[DataField]] {
    var records: [[DataField]] = []
    var bands: [[DataField]] = []
    for layer in layers {
      switch layer {
      case .line(let series), .points(let series), .step(let series):
        records += zip(series.x, series.y).map { [.text(series.name), .number($0), .number($1)] }
      case .band(let band):
        bands += zip(band.x, zip(band.low, band.high)).flatMap { x, bounds in
          [("\(band.name) (low)", bounds.0), ("\(band.name) (high)", bounds.1)].map {
            [.text($0), .number(x), .number($1)]
          }
        }
      default: break
      }
    }
    return [["series", x.header("x"), y.header("y")].map(DataField.text)] + records + bands
  }
}
