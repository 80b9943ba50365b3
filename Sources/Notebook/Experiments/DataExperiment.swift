import Kernels
import Lessons

/// Numbers from elsewhere, as the lesson quotes them; nothing is run.
struct DataExperiment: Experiment {
  static let name = "data"

  var name: String { Self.name }
  let summary = "Numbers from elsewhere, quoted with their source; nothing is run."

  let parameters = [
    Parameter(
      "source", .free("text"), from: "none: required", "Where the numbers come from."),
    Parameter(
      "columns", .free("a list of names"), from: "the file's first line", "The fields, in order."),
    Parameter(
      "rows", .free("a list of lists"), from: "none", "The numbers or texts; `-` is missing."),
    Parameter(
      "units", .free("`{time: ms}`"), from: "none", "Units of columns; converted to base units."),
    Parameter(
      "file", .free("a path"), from: "none",
      "Instead of rows: a CSV file (RFC 4180) in the lesson's folder, at most 1 MiB; its first line "
        + "names the columns, with units in brackets if they have some, as in `time [ms]`."),
  ]

  /// Where the numbers come from.
  var source = ""
  /// The columns of `main`; empty until the cell is bound.
  var fields: [FieldDeclaration] = []
  var rows: [[Value]] = []

  var tables: [TableDeclaration] { [TableDeclaration(name: "main", fields: fields)] }

  /// What tells two sets of numbers apart, for the cache of results.
  var identity: ParameterValue {
    .words([source] + fields.map { $0.name + $0.unit } + rows.flatMap { $0.map(\.text) })
  }

  func run(_ settings: Settings, _ environment: RunEnvironment) throws(KernelError) -> PointOutput {
    if environment.control.isCancelled() { throw .cancelled }
    environment.control.report(1)
    let table = Table(columns: fields.map(\.column), rows: rows)
    return PointOutput(results: Results(tables: ["main": table]))
  }
}
