import Lessons
import Plot

extension FigureMaker {
  private static let maximumCategories = 200

  /// Bars: a group for each value of x, a bar for each series or y field.
  func bars(_ spec: FigureSpec, _ source: FigureSource, title: String)
    throws(ExpressionFailure) -> Bars
  {
    guard let x = spec.x, let firstY = spec.y.first else {
      throw ExpressionFailure("has no x or no y")
    }
    let display = try display(firstY, source, with: spec.y.dropFirst())
    let categoryColumn = try source.column(x.field.value)
    let categories = source.texts(categoryColumn).uniqued
    guard categories.count <= Self.maximumCategories else {
      throw ExpressionFailure(
        "'\(x.field.value)' has \(categories.count) values; at most \(Self.maximumCategories) bars "
          + "stand side by side")
    }
    var groups: [(String, FigureSource)] = [("", source)]
    if let series = spec.series { groups = try source.grouped(by: series.value) }
    var series: [BarSeries] = []
    for y in spec.y {
      for (group, part) in groups {
        let names = part.texts(categoryColumn)
        let numbers = part.numbers(try part.column(y.field.value), factor: display.factor)
        let heights = Dictionary(zip(names, numbers)) { first, _ in first }
        let values = categories.map { heights[$0] ?? .nan }
        series.append(BarSeries(name: seriesName(group, y, spec), values: values))
      }
    }
    return Bars(
      title: title, categoryLabel: x.label ?? x.field.value, categories: categories,
      series: series, value: axis(firstY, display.unit),
      direction: spec.mark.value == .column ? .up : .right)
  }

  /// A lane for each value of y, a span in it for each row.
  func timeline(_ spec: FigureSpec, _ source: FigureSource, title: String)
    throws(ExpressionFailure) -> Timeline
  {
    guard let x = spec.x, let end = spec.end, let y = spec.y.first else {
      throw ExpressionFailure("has no x, no x2 or no y")
    }
    let display = try display(x, source, with: [end])
    let texts = try spec.text.map { name throws(ExpressionFailure) in
      source.texts(try source.column(name.value))
    }
    let starts = source.numbers(try source.column(x.field.value), factor: display.factor)
    let ends = source.numbers(try source.column(end.field.value), factor: display.factor)
    var lanes: [Timeline.Lane] = []
    for (row, name) in source.texts(try source.column(y.field.value)).enumerated() {
      let text = texts?[row] ?? ""
      let span = Timeline.Span(
        start: starts[row], end: ends[row], label: text == Value.missing.text ? "" : text)
      if let lane = lanes.firstIndex(where: { $0.name == name }) {
        lanes[lane].spans.append(span)
      } else {
        guard lanes.count < Self.maximumCategories else {
          throw ExpressionFailure(
            "'\(y.field.value)' has more than \(Self.maximumCategories) values; that many lanes "
              + "cannot be drawn")
        }
        lanes.append(Timeline.Lane(name: name, spans: [span]))
      }
    }
    var time = axis(x, display.unit)
    time.label = x.label ?? "time"
    return Timeline(title: title, lanes: lanes, time: time)
  }

  /// One heatmap for each matrix that is named.
  func heatmaps(_ spec: FigureSpec) throws(ExpressionFailure) -> [Heatmap] {
    var maps: [Heatmap] = []
    for name in spec.matrices {
      guard let matrix = results.matrices.first(where: { $0.name == name.value }) else {
        throw ExpressionFailure("there is no matrix '\(name.value)' in the results", at: name.range)
      }
      let title = spec.matrices.count > 1 ? matrix.name : ""
      maps.append(heatmap(matrix, spec, title: title, .viridis))
    }
    return maps
  }

  /// The grid of tiles of a trace, each with the step at which it was visited.
  func tiles(_ spec: FigureSpec) throws(ExpressionFailure) -> Heatmap {
    guard let matrix = results.matrices.first(where: { $0.name == "order" }) else {
      throw ExpressionFailure("a tile map needs a trace")
    }
    var map = heatmap(matrix, spec, title: "", .viridis)
    map.value = Axis(label: "step")
    return map
  }

  private func heatmap(
    _ matrix: Matrix, _ spec: FigureSpec, title: String, _ standard: ColorMap
  ) -> Heatmap {
    let unit = Units.display(for: matrix.values, base: matrix.unit)
    let factor = Units.factor(of: unit, base: matrix.unit) ?? 1
    return Heatmap(
      title: title, rows: matrix.rows, columns: matrix.columns,
      values: matrix.values.map { $0 / factor }, x: Axis(label: matrix.columnLabel),
      y: Axis(label: matrix.rowLabel),
      colorMap: spec.colorMap.flatMap { ColorMap(rawValue: $0.value) } ?? standard,
      value: Axis(label: matrix.name, unit: unit), center: spec.center)
  }

  /// A table of texts with the units that suit each number; refused rows say so.
  func table(_ spec: FigureSpec) throws(ExpressionFailure) -> TablePanel {
    let source = try FigureSource(
      tableName: source(spec).tableName,
      table: results.tables[source(spec).tableName] ?? Table(columns: []))
    var columns: [Int] = []
    for name in spec.columns { columns.append(try source.column(name.value)) }
    if columns.isEmpty { columns = source.telling }
    let table = source.table
    let status = table.index(of: "status")
    return TablePanel(
      columns: columns.map { table.columns[$0].name },
      rows: table.rows.map { row in
        let isRefused = status.map { row[$0] == .text("refused") } ?? false
        return columns.map { column in
          switch row[column] {
          case .number(let value): Format.human(value, unit: table.columns[column].unit)
          case .missing: isRefused ? "refused" : "-"
          default: row[column].text
          }
        }
      },
      isNumber: columns.map { column in
        table.rows.contains { $0[column].number != nil }
      })
  }
}

extension FigureSource {
  /// The columns of a table that names none: what was measured or computed, and the parameters
  /// that differ from row to row.
  fileprivate var telling: [Int] {
    table.columns.indices.filter { column in
      table.columns[column].provenance != .parameter || table.rows.count < 2
        || Set(table.rows.map { $0[column] }).count > 1
    }
  }
}
