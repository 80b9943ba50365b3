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
    guard let (names, rows) = table(settings, spec) else { return nil }
    checkNames(names)
    guard mistakeCount == before else { return nil }
    let units = units(settings["units"], names.map(\.value))
    data.fields = names.enumerated().map { place, name in
      let isText = rows.contains { Self.isText($0[place]) }
      let base = units[name.value]?.base ?? ""
      return FieldDeclaration(
        name.value, .quoted, unit: isText ? "" : base, isText: isText, "Quoted.")
    }
    data.rows = rows.map { row in
      zip(row, data.fields).map { text, field in
        if Self.isMissing(text) { return .missing }
        guard !field.isText, let number = Units.parse(text, base: "") else { return .text(text) }
        return .number(number * (units[field.name]?.factor ?? 1))
      }
    }
    return mistakeCount == before ? data : nil
  }

  private static func isMissing(_ text: String) -> Bool { ["", "-", "~", "null"].contains(text) }

  private static func isText(_ text: String) -> Bool {
    !isMissing(text) && Units.parse(text, base: "") == nil
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
      let lines = text.split(whereSeparator: \.isNewline).map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
      }
      guard let names = lines.first, lines.count > 1 else {
        report(.data, node.range, "the file needs a line of names and a line of numbers at least")
        return nil
      }
      guard lines.count <= Self.maximumDataRows,
        let odd = lines.firstIndex(where: { $0.count != names.count })
      else {
        guard lines.count <= Self.maximumDataRows else {
          report(.data, node.range, "the file has more than \(Self.maximumDataRows) lines")
          return nil
        }
        return (names.map { Located($0, node.range) }, Array(lines.dropFirst()))
      }
      report(
        .data, node.range,
        "line \(odd + 1) of the file has \(lines[odd].count) values for \(names.count) names")
      return nil
    }
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
          "the column '\(name.value)' needs a name of letters, digits, dots and low lines")
      } else if !seen.insert(name.value).inserted {
        report(.data, name.range, "there are two columns '\(name.value)'")
      }
    }
  }

  /// For each column with a unit, its base unit and how many of them one such unit is.
  private mutating func units(_ node: Node?, _ names: [String])
    -> [String: (base: String, factor: Double)]
  {
    guard let node else { return [:] }
    guard case .mapping(let entries) = node.content else {
      report(.data, node.range, "expected units by column, as in 'units: {time: ms}'")
      return [:]
    }
    var units: [String: (base: String, factor: Double)] = [:]
    for entry in entries {
      let unit = entry.value.scalar?.trimmed ?? ""
      if !names.contains(entry.key.value) {
        report(
          .unknownField, entry.key.range,
          "there is no column '\(entry.key.value)'" + Suggestion.text(entry.key.value, among: names)
        )
      } else if let base = Units.bases.first(where: { Units.factor(of: unit, base: $0) != nil }),
        let factor = Units.factor(of: unit, base: base)
      {
        units[entry.key.value] = (base, factor)
      } else {
        let known = Units.bases.flatMap { Units.names(base: $0) }
        report(
          .unknownUnit, entry.value.range,
          "there is no unit '\(unit)'" + Suggestion.text(unit, among: known))
      }
    }
    return units
  }
}
