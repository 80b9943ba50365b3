extension DiagnosticCode {
  /// Found when a cell is bound to its experiment, by Notebook.
  static let binding: [DiagnosticCode] = [
    unknownExperiment, unknownParameter, unknownKernel, outOfRange, unknownField, unknownColorMap,
    badUnit, wrongType, unknownTable, unknownMatrix, unknownSelector,
  ]

  public static let unknownExperiment = DiagnosticCode(
    "E201", "There is no such experiment", "`flashtutor experiments` lists them.",
    wrong: "experiment: mesure", right: "experiment: measure")
  public static let unknownParameter = DiagnosticCode(
    "E202", "The experiment has no such parameter",
    "`flashtutor experiments NAME` lists the parameters of one.",
    wrong: "experiment: measure\nheads_dim: 64", right: "experiment: measure\nheadDim: 64")
  public static let unknownKernel = DiagnosticCode(
    "E203", "There is no such kernel", "`flashtutor kernels` lists them.",
    wrong: "kernels: [flsh1]", right: "kernels: [flash1]")
  public static let outOfRange = DiagnosticCode(
    "E204", "The value lies outside the parameter's range",
    "`flashtutor experiments NAME` shows the range of each parameter.",
    wrong: "headDim: 4096", right: "headDim: 128")
  public static let unknownField = DiagnosticCode(
    "E205", "The results have no such field",
    "Figures and expressions name columns of the experiment's tables: `time`, or `trace.step` for a\n"
      + "table other than the main one.",
    wrong: "y: tiem", right: "y: time")
  public static let unknownColorMap = DiagnosticCode(
    "E206", "There is no such colour map", "The message has the nearest one.",
    wrong: "colorMap: viridos", right: "colorMap: viridis")
  public static let badUnit = DiagnosticCode(
    "E207", "The unit does not fit the field",
    "A time shows in s, ms, us or ns; an amount of memory in B, KiB, MiB, GiB, kB, MB or GB.",
    wrong: "y: {field: time, unit: MiB}", right: "y: {field: time, unit: ms}")
  public static let wrongType = DiagnosticCode(
    "E208", "The parameter has another type",
    "`flashtutor experiments NAME` shows the type of each parameter.",
    wrong: "n: many", right: "n: 1024")
  public static let unknownTable = DiagnosticCode(
    "E209", "The results have no such table", "`flashtutor experiments NAME` lists the tables.",
    wrong: "y: trce.rowSum", right: "y: trace.rowSum")
  public static let unknownMatrix = DiagnosticCode(
    "E210", "The results have no such matrix", "`flashtutor experiments NAME` lists the matrices.",
    wrong: "matrix: scors", right: "matrix: scores")
  public static let unknownSelector = DiagnosticCode(
    "E211", "The selector picks no row",
    "The value in brackets occurs in no row of the results.",
    wrong: "time[kernel=flash3]", right: "time[kernel=flash2]")
}
