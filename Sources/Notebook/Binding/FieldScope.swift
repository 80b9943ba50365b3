/// The fields that figures and expressions of a cell may name.
struct FieldScope {
  /// By name as it is written: `time`, `trace.step`.
  var fields: [String: FieldDeclaration] = [:]
  /// The columns of the table that a field stands in, with and without the table's name.
  private var columnsByField: [String: [String]] = [:]
  var matrices: [FieldDeclaration] = []
  /// Scalars that are known without results: `value`, `answer`.
  var variables: Set<String> = []
  /// The only values that a column will have, where that is settled before the run.
  var values: [String: [Value]] = [:]
  private var experiment: (any Experiment)?

  /// No results at all: constants only.
  init(variables: Set<String> = []) {
    self.variables = variables
  }

  init(experiment: any Experiment, axes: [String], variables: Set<String> = []) {
    self.variables = variables
    self.experiment = experiment
    matrices = experiment.matrices
    for table in experiment.tables {
      let swept = axes.compactMap { experiment.parameter($0) }.map {
        FieldDeclaration(
          $0.name, .parameter, unit: $0.unit, isText: $0.isWord, isTruth: $0.kind == .toggle,
          $0.sentence)
      }
      let own = swept + table.fields
      let prefix = table.name == "main" ? "" : "\(table.name)."
      let columns = own.map(\.name) + (prefix.isEmpty ? [] : own.map { prefix + $0.name })
      for field in own {
        fields[prefix + field.name] = field
        columnsByField[prefix + field.name] = columns
      }
    }
  }

  var names: [String] { fields.keys.sorted() + variables.sorted() + matrices.map(\.name) }

  /// The declaration of a name in an expression; matrices count as columns of numbers.
  func field(_ name: String) -> FieldDeclaration? {
    fields[name] ?? matrices.first { $0.name == name }
  }

  /// Says that a name is unknown, and what to write instead of it: one of the candidates, or the
  /// value of a parameter that is no field.
  func complaint(about name: String, among candidates: [String]) -> String {
    guard let experiment, let parameter = experiment.parameter(name), !parameter.isFree,
      !parameter.isList
    else {
      return "the results have no field '\(name)'" + Suggestion.text(name, among: candidates)
    }
    let sweep = parameter.isSweepable ? ", or sweep it with 'over'" : ""
    return
      "'\(name)' is a parameter of \(experiment.name) that its results do not have as a field; "
      + "write its value\(sweep)"
  }

  /// Names of the columns that a selector on that field may use: those of its own table.
  func columns(besides field: String) -> [String] {
    (columnsByField[field] ?? []).sorted()
  }
}

extension Parameter {
  /// Whether its values are texts in a table.
  var isWord: Bool {
    switch kind {
    case .word, .words, .numbers, .free: true
    case .integer, .number, .toggle: false
    }
  }
}
