import Lessons

extension ExpectationOutcome {
  /// Checks an assertion and says what was found when it does not hold.
  init(_ evaluator: Evaluator, _ expression: Located<Expression>, text: String) {
    do throws(ExpressionFailure) {
      let holds = try evaluator.holds(expression.value)
      self.init(
        text: text, holds: holds,
        detail: holds ? "" : evaluator.findings(expression.value).joined(separator: "; "))
    } catch {
      let place = error.range.map { " (line \($0.start.line), column \($0.start.column))" } ?? ""
      self.init(text: text, holds: false, detail: error.message + place)
    }
  }
}

extension Evaluator {
  /// What was found in those parts of an assertion that do not hold.
  func findings(_ expression: Expression) -> [String] {
    switch expression {
    case .binary(.and, let left, let right):
      return [left, right].filter { (try? holds($0)) != true }.flatMap(findings)
    case .binary(.or, let left, let right):
      return findings(left) + findings(right)
    case .binary(let op, let left, let right):
      switch op {
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
        return finding(expression, left, [right])
      default: return []
      }
    case .within(let inner, let low, let high):
      return finding(expression, inner, [low, high])
    case .not(let inner):
      return ["\(inner.text) holds"]
    default:
      return ["\(expression.text) does not hold"]
    }
  }

  /// The first row in which a comparison does not hold, with both sides.
  private func finding(_ whole: Expression, _ left: Expression, _ right: [Expression]) -> [String] {
    guard let outcome = try? evaluate(whole), case .truths(let truths) = outcome.entries else {
      return []
    }
    let failing = truths.indices.filter { truths[$0] == false }
    guard let row = failing.first, let found = try? evaluate(left) else { return [] }
    let values = right.map { try? evaluate($0) }
    let known = [found] + values.compactMap(\.self)
    let texts = known.map { entry($0, row, unit: known.unit) }
    // Of numbers that differ and would read the same, every digit is said.
    let isExact =
      zip(known, texts).dropFirst().contains { value, text in
        text == texts.first && number(value, row) != number(found, row)
      }
    let limits = zip(right, values).compactMap { limit, value -> String? in
      guard let value else { return nil }
      if case .number = limit { return nil }
      return "\(limit.text) is \(entry(value, row, unit: known.unit, isExact: isExact))"
    }
    let place = outcome.origin.flatMap { describe($0, row) } ?? ""
    let others = failing.count - 1
    let more = others > 0 ? " and \(others) more \(others == 1 ? "row" : "rows")" : ""
    return [
      (["\(left.text) is \(entry(found, row, unit: known.unit, isExact: isExact))"] + limits)
        .joined(separator: ", ") + place + more
    ]
  }

  private func number(_ value: Quantity, _ row: Int) -> Double? {
    guard case .numbers(let values) = value.entries else { return nil }
    let row = value.count == 1 ? 0 : row
    return values.indices.contains(row) ? values[row] : nil
  }

  private func entry(
    _ value: Quantity, _ row: Int, unit: String, isExact: Bool = false
  ) -> String {
    let row = value.count == 1 ? 0 : row
    switch value.entries {
    case .numbers(let values):
      guard values.indices.contains(row), let number = values[row] else { return "missing" }
      if isExact { return Format.exact(number) + (unit.isEmpty ? "" : " \(unit)") }
      return Format.human(number, unit: unit)
    case .truths(let values):
      guard values.indices.contains(row), let truth = values[row] else { return "missing" }
      return truth ? "true" : "false"
    case .texts(let values):
      guard values.indices.contains(row), let text = values[row] else { return "missing" }
      return text
    }
  }

  /// ` (kernel=flash2, n=1024)`: the columns that tell the row from the others.
  private func describe(_ origin: Quantity.Origin, _ index: Int) -> String? {
    guard let table = results.tables[origin.table], origin.rows.indices.contains(index),
      table.rows.indices.contains(origin.rows[index])
    else { return nil }
    let row = table.rows[origin.rows[index]]
    var seen: Set<[Value]> = []
    let telling = table.columns.indices.filter { column in
      let values = table.rows.map { $0[column] }
      // Of columns with the same values, as n, queries and keys often are, the first says enough.
      return table.columns[column].provenance == .parameter && Set(values).count > 1
        && seen.insert(values).inserted
    }.prefix(3)
    guard !telling.isEmpty else { return nil }
    let parts = telling.map { "\(table.columns[$0].name)=\(row[$0].text)" }
    return " (\(parts.joined(separator: ", ")))"
  }
}
