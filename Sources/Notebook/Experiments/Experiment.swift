import Kernels

/// Something that a cell can ask the kernels to do.
///
/// One file of the catalogue each.
protocol Experiment: Sendable {
  var name: String { get }
  /// One sentence for the reference.
  var summary: String { get }
  var parameters: [Parameter] { get }
  /// What its results have; the first table is `main`.
  var tables: [TableDeclaration] { get }
  var matrices: [FieldDeclaration] { get }

  /// Why these values do not go together, as a sentence; nil when they do.
  func complaint(about settings: Settings) -> String?

  /// Roughly how long one point takes, in seconds; weighs progress over a sweep.
  func cost(of settings: Settings) -> Double

  /// Runs one point.
  ///
  /// - Throws: `KernelError`; a part that is too large for memory becomes a refusal instead where
  ///   other parts can still run.
  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput
}

extension Experiment {
  var matrices: [FieldDeclaration] { [] }
  func complaint(about settings: Settings) -> String? { nil }
  func cost(of settings: Settings) -> Double { 0.01 }

  func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// All parameters at their defaults.
  var standardSettings: Settings {
    Settings(
      Dictionary(
        parameters.compactMap { parameter in parameter.standard.map { (parameter.name, $0) } }
      ) { first, _ in first })
  }
}

/// What the surroundings fix for one point of a run.
struct RunEnvironment: Sendable {
  var threads: Int
  /// nil: half of what the machine has free.
  var memoryLimitBytes: Int?
  var control: RunControl
}

/// What one point of a run yields.
struct PointOutput: Sendable {
  var results: Results
  /// What did not fit in memory, as sentences.
  var refusals: [String] = []
}

/// A column that results will have.
struct FieldDeclaration: Hashable, Sendable {
  var name: String
  var unit: String
  var provenance: Provenance
  var isText: Bool
  /// Whether its values are true and false.
  var isTruth: Bool
  var sentence: String

  init(
    _ name: String, _ provenance: Provenance, unit: String = "", isText: Bool = false,
    isTruth: Bool = false, _ sentence: String
  ) {
    self.name = name
    self.unit = unit
    self.provenance = provenance
    self.isText = isText
    self.isTruth = isTruth
    self.sentence = sentence
  }

  var column: Table.Column { Table.Column(name, unit: unit, provenance) }
}

/// A table that results will have.
struct TableDeclaration: Hashable, Sendable {
  var name: String
  var fields: [FieldDeclaration]

  /// The table with these rows, each a value by field name; what is not named is missing.
  func table(_ rows: [[String: Value]], leavingOut absent: Set<String> = []) -> Table {
    let fields = fields.filter { !absent.contains($0.name) }
    return Table(
      columns: fields.map(\.column),
      rows: rows.map { row in fields.map { row[$0.name] ?? .missing } })
  }
}

/// Every experiment, by name.
enum Catalogue {
  static let experiments: [any Experiment] = [
    MeasureExperiment(), ModelExperiment(), SoftmaxExperiment(), TraceExperiment(),
    MachineExperiment(), FeasibilityExperiment(), MaskExperiment(), ModuleExperiment(),
    DataExperiment(),
  ]

  static func experiment(_ name: String) -> (any Experiment)? {
    experiments.first { $0.name == name }
  }
}
