import Lessons

extension Evaluator {
  /// A column over the rows that the selectors choose, a variable, or the numbers of a matrix.
  func field(_ name: Located<String>, _ selectors: [Expression.Selector])
    throws(ExpressionFailure) -> Quantity
  {
    if let value = variables[name.value] { return .number(value) }
    guard let (tableName, table, column) = results.column(name.value) else {
      if let matrix = results.matrices.first(where: { $0.name == name.value }) {
        return Quantity(
          entries: .numbers(matrix.values),
          origin: Quantity.Origin(table: matrix.name, rows: Array(matrix.values.indices)),
          unit: matrix.unit)
      }
      throw ExpressionFailure("the results have no field '\(name.value)'", at: name.range)
    }
    var rows = Array(table.rows.indices)
    for selector in selectors {
      guard let place = table.index(of: selector.column.value, in: tableName) else {
        throw ExpressionFailure(
          "the table '\(tableName)' has no column '\(selector.column.value)'",
          at: selector.column.range)
      }
      rows = rows.filter {
        table.rows[$0][place].matches(
          selector.value.value, unit: table.columns[place].unit)
      }
      guard !rows.isEmpty else {
        throw ExpressionFailure(
          "no row has \(selector.column.value)=\(selector.value.value)"
            + table.offer(place), at: selector.value.range)
      }
    }
    guard !rows.isEmpty else {
      throw ExpressionFailure("'\(name.value)' has no rows", at: name.range)
    }
    return Quantity(
      entries: entries(rows.map { table.rows[$0][column] }),
      origin: Quantity.Origin(table: tableName, rows: rows), unit: table.columns[column].unit)
  }

  /// All numbers, unless a text or a truth says otherwise.
  private func entries(_ values: [Value]) -> Quantity.Entries {
    if values.contains(where: { if case .text = $0 { true } else { false } }) {
      return .texts(
        values.map { value in
          guard case .text(let text) = value else { return nil }
          return text
        })
    }
    if values.contains(where: { if case .truth = $0 { true } else { false } }) {
      return .truths(
        values.map { value in
          guard case .truth(let truth) = value else { return nil }
          return truth
        })
    }
    return .numbers(values.map(\.number))
  }
}

extension Results {
  /// The table and place of a field: a column of `main`, or `TABLE.COLUMN`.
  func column(_ name: String) -> (tableName: String, table: Table, column: Int)? {
    if let main = tables["main"], let column = main.index(of: name) {
      return ("main", main, column)
    }
    for (tableName, table) in tables where name.hasPrefix(tableName + ".") {
      if let column = table.index(of: String(name.dropFirst(tableName.count + 1))) {
        return (tableName, table, column)
      }
    }
    return nil
  }
}

extension Table {
  /// The place of a column named alone or with its table.
  func index(of name: String, in tableName: String) -> Int? {
    index(of: name)
      ?? (name.hasPrefix(tableName + ".")
        ? index(of: String(name.dropFirst(tableName.count + 1))) : nil)
  }

  /// `; there are a, b` of a column's values, when they are few.
  fileprivate func offer(_ column: Int) -> String {
    let texts = rows.map { $0[column].text }.uniqued
    return texts.count <= 12 ? "; there are \(texts.joined(separator: ", "))" : ""
  }
}

extension Value {
  var number: Double? {
    guard case .number(let value) = self else { return nil }
    return value
  }

  /// As a short text; empty when missing.
  var text: String {
    switch self {
    case .number(let value): Format.number(value)
    case .text(let text): text
    case .truth(let value): value ? "true" : "false"
    case .missing: ""
    }
  }

  /// Whether it equals what a selector says.
  func matches(_ wanted: String, unit: String = "") -> Bool {
    switch self {
    case .number(let value):
      guard let wanted = Units.parse(wanted, base: unit) else { return false }
      return value == wanted || abs(value - wanted) <= 1e-9 * max(abs(value), abs(wanted))
    case .text(let text): return text == wanted
    case .truth(let value): return wanted == (value ? "true" : "false")
    case .missing: return false
    }
  }
}
