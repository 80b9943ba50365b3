import Lessons

extension Binder {
  static let maximumDataRows = 10_000
  static let maximumDataColumns = 64

  /// The numbers that a `data` cell quotes; nil when they cannot be used, which is reported.
  mutating func data(_ spec: RunSpec) -> DataExperiment? {
    let before = mistakeCount
    let settings = Node(.mapping(spec.parameters), range: spec.experiment.range)
    var data = DataExperiment()
    data.source = settings["source"]?.scalar?.trimmed ?? ""
    if data.source.isEmpty {
      report(.data, spec.experiment.range, "quoted numbers need 'source:', who says so and where")
    }
    guard let (header, rows) = table(settings, spec) else { return nil }
    let (names, written) = columns(header)
    checkNames(names)
    guard mistakeCount == before else { return nil }
    let units = units(settings["units"], names.map(\.value), written)
    data.fields = names.enumerated().map { place, name in
      let kind = Self.kind(of: rows.lazy.map { $0[place] })
      return FieldDeclaration(
        name.value, .quoted, unit: kind == .numbers ? units[name.value]?.base ?? "" : "",
        isText: kind == .texts, isTruth: kind == .truths, "Quoted.")
    }
    data.rows = rows.map { row in
      zip(row, data.fields).map { text, field in
        if Self.isMissing(text) { return .missing }
        if field.isTruth { return .truth(text == "true") }
        guard !field.isText, let number = Self.number(text) else { return .text(text) }
        return .number(number * (units[field.name]?.factor ?? 1))
      }
    }
    return mistakeCount == before ? data : nil
  }

  private static func isMissing(_ text: String) -> Bool { ["", "-", "~", "null"].contains(text) }

  private enum ColumnKind { case numbers, truths, texts }

  /// What the values of a column are, so that all of them are read in one way.
  private static func kind(of values: some Sequence<String>) -> ColumnKind {
    let present = values.filter { !isMissing($0) }
    if present.allSatisfy({ number($0) != nil }) { return .numbers }
    return present.allSatisfy { $0 == "true" || $0 == "false" } ? .truths : .texts
  }

  /// A number as people write it, or one that is not finite, as results are written.
  private static func number(_ text: String) -> Double? {
    switch text {
    case "NaN": .nan
    case "inf": .infinity
    case "-inf": -.infinity
    default: Units.parse(text, base: "")
    }
  }

  /// Names and cells, each row as wide as there are names.
  private mutating func table(
    _ settings: Node, _ spec: RunSpec
  ) -> (names: [Located<String>], rows: [[String]])? {
    if let file = settings["file"] {
      guard settings["rows"] == nil, settings["columns"] == nil else {
        report(.data, file.range, "'file' stands instead of 'columns' and 'rows'; leave one out")
        return nil
      }
      return self.file(file)
    }
    guard case .sequence(let names)? = settings["columns"]?.content,
      case .sequence(let rows)? = settings["rows"]?.content, !names.isEmpty, !rows.isEmpty
    else {
      let place = (settings["columns"] ?? settings["rows"])?.range ?? spec.experiment.range
      report(.data, place, "data needs 'columns: [n, time]' and 'rows: [[64, 1.5]]', or 'file:'")
      return nil
    }
    var cells: [[String]] = []
    for row in rows {
      guard case .sequence(let items) = row.content, items.count == names.count,
        items.allSatisfy({ $0.scalar != nil })
      else {
        report(.data, row.range, "a row has one value for each of the \(names.count) columns")
        return nil
      }
      cells.append(items.map { $0.scalar?.trimmed ?? "" })
    }
    return (names.map { Located($0.scalar?.trimmed ?? "", $0.range) }, cells)
  }

  private mutating func file(_ node: Node) -> (names: [Located<String>], rows: [[String]])? {
    switch lesson.neighbour(node.scalar ?? "") {
    case .failure(let fault):
      report(.data, node.range, fault.sentence)
      return nil
    case .success(let text):
      do throws(CSVText.Fault) {
        return try Self.records(CSVText(text, atMost: Self.maximumDataRows).records, node)
      } catch {
        report(.data, node.range, "line \(error.line) of the file \(error.sentence)")
        return nil
      }
    }
  }

  /// The names and rows of a file; a line `# name` may stand above them, as in results of several
  /// tables, but not between.
  private static func records(_ all: [CSVText.Record], _ node: Node) throws(CSVText.Fault) -> (
    names: [Located<String>], rows: [[String]]
  ) {
    let records = all.drop { isTitle($0.fields) }
    guard let names = records.first, records.count > 1 else {
      throw CSVText.Fault(
        line: all.last?.line ?? 1,
        sentence: "is the last; it needs a line of names and a line of numbers at least")
    }
    if records.count > maximumDataRows {
      throw CSVText.Fault(
        line: records[records.startIndex + maximumDataRows].line,
        sentence: "is one too many; at most \(maximumDataRows) are read")
    }
    if let odd = records.first(where: { $0.fields.count != names.fields.count }) {
      throw CSVText.Fault(
        line: odd.line,
        sentence: isTitle(odd.fields)
          ? "begins another table; keep one in the file"
          : "has \(odd.fields.count) values for \(names.fields.count) names; a value with a comma "
            + "stands in quotes")
    }
    return (
      names.fields.map { Located($0, node.range) }, records.dropFirst().map(\.fields)
    )
  }

  private static func isTitle(_ fields: [String]) -> Bool {
    fields.count == 1 && fields.first?.hasPrefix("#") == true
  }

  /// The names of columns without the units that may stand behind them in brackets, and those units.
  private func columns(_ header: [Located<String>]) -> (
    names: [Located<String>], units: [String: Located<String>]
  ) {
    var units: [String: Located<String>] = [:]
    let names = header.map { column in
      guard column.value.hasSuffix("]"), let bracket = column.value.lastIndex(of: "[") else {
        return column
      }
      let name = String(column.value[..<bracket]).trimmed
      let unit = String(column.value[bracket...].dropFirst().dropLast()).trimmed
      if !unit.isEmpty { units[name] = Located(unit, column.range) }
      return Located(name, column.range)
    }
    return (names, units)
  }

  private mutating func checkNames(_ names: [Located<String>]) {
    if names.count > Self.maximumDataColumns, let first = names.first {
      report(.data, first.range, "there are more than \(Self.maximumDataColumns) columns")
    }
    var seen: Set<String> = []
    for name in names {
      let letters = name.value.unicodeScalars
      let isName =
        letters.allSatisfy {
          $0.isASCII && ($0.properties.isAlphabetic || "0123456789._".unicodeScalars.contains($0))
        }
        && letters.first?.properties.isAlphabetic == true
      if !isName {
        report(
          .data, name.range,
          "the column '\(name.value)' needs a name of letters, digits, dots and low lines"
            + (name.value.contains(";") || name.value.contains("\t")
              ? "; commas stand between names" : ""))
      } else if !seen.insert(name.value).inserted {
        report(.data, name.range, "there are two columns '\(name.value)'")
      }
    }
  }

  /// For each column with a unit, its base unit and how many of them one such unit is.
  ///
  /// - Parameters:
  ///   - node: What stands under `units`.
  ///   - names: The columns.
  ///   - written: The units that stand in the header.
  /// - Returns: What each name stands for.
  private mutating func units(
    _ node: Node?, _ names: [String], _ written: [String: Located<String>]
  ) -> [String: (base: String, factor: Double)] {
    var entries: [Node.Entry] = []
    if let node {
      guard case .mapping(let own) = node.content else {
        report(.data, node.range, "expected units by column, as in 'units: {time: ms}'")
        return [:]
      }
      entries = own
    }
    var units: [String: (base: String, factor: Double)] = [:]
    for (name, unit) in written.sorted(by: { $0.key < $1.key }) {
      units[name] = self.unit(unit)
    }
    for entry in entries {
      let unit = Located(entry.value.scalar?.trimmed ?? "", entry.value.range)
      if !names.contains(entry.key.value) {
        report(
          .unknownField, entry.key.range,
          "there is no column '\(entry.key.value)'" + Suggestion.text(entry.key.value, among: names)
        )
      } else if let own = written[entry.key.value], own.value != unit.value {
        report(
          .data, unit.range,
          "the column '\(entry.key.value)' has the unit '\(own.value)' in its header already")
      } else {
        units[entry.key.value] = self.unit(unit)
      }
    }
    return units
  }

  private mutating func unit(_ unit: Located<String>) -> (base: String, factor: Double)? {
    for base in Units.bases {
      if let factor = Units.factor(of: unit.value, base: base) { return (base, factor) }
    }
    let known = Units.bases.flatMap { Units.names(base: $0) }
    report(
      .unknownUnit, unit.range,
      "there is no unit '\(unit.value)'" + Suggestion.text(unit.value, among: known))
    return nil
  }
}
