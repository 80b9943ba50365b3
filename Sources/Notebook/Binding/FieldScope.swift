/// The fields that figures and expressions of a cell may name.
struct FieldScope {
  /// By name as it is written: `time`, `trace.step`.
  var fields: [String: FieldDeclaration] = [:]
  var matrices: [FieldDeclaration] = []
  /// Scalars that are known without results: `value`, `answer`.
  var variables: Set<String> = []

  /// No results at all: constants only.
  init(variables: Set<String> = []) {
    self.variables = variables
  }

  init(experiment: any Experiment, axes: [String], variables: Set<String> = []) {
    self.variables = variables
    matrices = experiment.matrices
    for table in experiment.tables {
      let swept = axes.compactMap { experiment.parameter($0) }.map {
        FieldDeclaration(
          $0.name, .parameter, unit: $0.unit, isText: $0.isWord, $0.sentence)
      }
      for field in swept + table.fields {
        let name = table.name == "main" ? field.name : "\(table.name).\(field.name)"
        fields[name] = field
      }
    }
  }

  var names: [String] { fields.keys.sorted() + variables.sorted() + matrices.map(\.name) }

  /// The declaration of a name in an expression; matrices count as columns of numbers.
  func field(_ name: String) -> FieldDeclaration? {
    fields[name] ?? matrices.first { $0.name == name }
  }

  /// Names of the columns that a selector on that field may use.
  func columns(besides field: String) -> [String] {
    let table = field.split(separator: ".").first.map(String.init) ?? ""
    let prefix = table + "."
    let own = fields.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    return fields[field] != nil && own.contains(String(field.dropFirst(prefix.count)))
      && !own.isEmpty
      ? own.sorted() + fields.keys.sorted() : fields.keys.sorted()
  }
}

extension Parameter {
  /// Whether its values are texts in a table.
  var isWord: Bool {
    switch kind {
    case .word, .words, .numbers: true
    case .integer, .number, .toggle: false
    }
  }
}
