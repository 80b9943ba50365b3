import Lessons
import Plot

/// Makes the figures of a cell from its results.
struct FigureMaker {
  let cell: BoundCell
  let results: Results
  let context: RunContext
  /// Points that did not fit in memory, as sentences: said, never drawn.
  let refusals: [String]

  /// The figures that could be made, and why others could not.
  func figures() -> (made: [Figure], complaints: [String]) {
    var made: [Figure] = []
    var complaints: [String] = []
    for spec in cell.spec.figures {
      do throws(ExpressionFailure) {
        made.append(try figure(spec))
      } catch {
        let name = spec.title.isEmpty ? spec.mark.value.rawValue : spec.title
        complaints.append("figure '\(name)': \(error.message)")
      }
    }
    return (made, complaints)
  }

  private func figure(_ given: FigureSpec) throws(ExpressionFailure) -> Figure {
    let spec = given.completed
    let panels: [[Panel]]
    switch spec.mark.value {
    case .line, .point, .step, .roofline:
      panels = try faceted(spec) { source, title throws(ExpressionFailure) in
        .axes(try axes(spec, source, title: title))
      }
    case .bar, .column:
      panels = try faceted(spec) { source, title throws(ExpressionFailure) in
        .bars(try bars(spec, source, title: title))
      }
    case .timeline:
      panels = try faceted(spec) { source, title throws(ExpressionFailure) in
        .timeline(try timeline(spec, source, title: title))
      }
    case .heatmap: panels = rows(try heatmaps(spec).map(Panel.heatmap))
    case .tiles: panels = [[.heatmap(try tiles(spec))]]
    case .table: panels = [[.table(try table(spec))]]
    }
    return Figure(title: spec.title, alt: spec.alt, caption: caption(spec), panels: panels)
  }

  /// One panel for each value of the facet field, at most three side by side.
  private func faceted(
    _ spec: FigureSpec,
    _ panel: (FigureSource, String) throws(ExpressionFailure) -> Panel
  ) throws(ExpressionFailure) -> [[Panel]] {
    let source = try source(spec)
    guard let facet = spec.facet else { return [[try panel(source, "")]] }
    var panels: [Panel] = []
    for (value, part) in try source.grouped(by: facet.value) {
      panels.append(try panel(part, "\(facet.value) = \(value)"))
    }
    return rows(panels)
  }

  private func rows(_ panels: [Panel]) -> [[Panel]] {
    let width = panels.count == 4 ? 2 : 3
    return stride(from: 0, to: panels.count, by: width).map {
      Array(panels[$0..<min($0 + width, panels.count)])
    }
  }

  /// The table that a figure's fields stand in.
  ///
  /// Rows that were refused are left out unless there is something to draw of them, such as an
  /// estimate.
  func source(_ spec: FigureSpec) throws(ExpressionFailure) -> FigureSource {
    let name = spec.y.first?.field.value ?? spec.columns.first?.value ?? ""
    if let (tableName, table, _) = results.column(name) {
      let drawn = spec.y.compactMap { table.index(of: $0.field.value, in: tableName) }
      return FigureSource(tableName: tableName, table: table.withoutRefusals(lacking: drawn))
    }
    guard name.isEmpty, let main = results.tables["main"] else {
      throw ExpressionFailure("there is nothing to draw")
    }
    return FigureSource(tableName: "main", table: main)
  }
}

extension FigureSpec {
  /// With the axes that a roofline has when none are given.
  fileprivate var completed: FigureSpec {
    guard mark.value == .roofline else { return self }
    var spec = self
    spec.x = x ?? Channel(field: Located("intensity", mark.range), scale: .log2)
    if y.isEmpty { spec.y = [Channel(field: Located("speed", mark.range), scale: .log10)] }
    return spec
  }
}

extension Table {
  /// Without the rows that were refused and have no number in any of these columns.
  fileprivate func withoutRefusals(lacking columns: [Int]) -> Table {
    guard let status = index(of: "status") else { return self }
    var table = self
    table.rows.removeAll { row in
      row[status] == .text("refused") && !columns.contains { row[$0].number != nil }
    }
    return table
  }
}

/// The rows that a figure or one of its panels draws.
struct FigureSource {
  var tableName: String
  var table: Table

  func column(_ name: String) throws(ExpressionFailure) -> Int {
    guard let column = table.index(of: name, in: tableName) else {
      throw ExpressionFailure("the table '\(tableName)' has no column '\(name)'")
    }
    return column
  }

  /// The numbers of a column, in a display unit; NaN where there is none.
  func numbers(_ column: Int, factor: Double = 1) -> [Double] {
    table.rows.map { ($0[column].number ?? .nan) / factor }
  }

  func texts(_ column: Int) -> [String] { table.rows.map { $0[column].text } }

  /// More lines, panels or colours than that cannot be told apart.
  private static let maximumGroups = 24

  /// Parts with one value of a column each, in the order of first appearance.
  func grouped(by name: String) throws(ExpressionFailure) -> [(String, FigureSource)] {
    let column = try column(name)
    var order: [String] = []
    var parts: [String: [[Value]]] = [:]
    for row in table.rows {
      let value = row[column].text
      if parts[value] == nil {
        guard order.count < Self.maximumGroups else {
          throw ExpressionFailure(
            "'\(name)' has more than \(Self.maximumGroups) values; that many cannot be told apart")
        }
        order.append(value)
      }
      parts[value, default: []].append(row)
    }
    return order.map { value in
      (
        value,
        FigureSource(
          tableName: tableName, table: Table(columns: table.columns, rows: parts[value] ?? []))
      )
    }
  }
}
