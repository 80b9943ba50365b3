extension DiagnosticCode {
  /// Found when a cell is bound to its experiment, by Notebook.
  static let binding: [DiagnosticCode] = [
    unknownExperiment, unknownParameter, unknownKernel, outOfRange, unknownField, unknownColorMap,
    badUnit, wrongType, unknownMatrix, noRow, unknownChoice, badSweep, badKnobValue,
    badCombination, textField, wrongKind, unknownSource, badSolution, badChannel,
    badTimeout, badData, unknownTask, badTask, badStarter, noAnswer,
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
      + "table other than the main one. `flashtutor experiments NAME` lists them. Of the parameters\n"
      + "only those can be named that are listed as fields there, or stand under `over`; write the\n"
      + "value of any other.",
    wrong: "y: tiem\nexpect: [max(seen) == width]", right: "y: time\nexpect: [max(seen) == 8]")
  public static let unknownColorMap = DiagnosticCode(
    "E206", "There is no such colour map", "The message has the nearest one.",
    wrong: "colorMap: viridos", right: "colorMap: viridis")
  public static let badUnit = DiagnosticCode(
    "E207", "The unit does not fit",
    "A time shows in s, ms, us or ns; an amount of memory in B, KiB, MiB, GiB, kB, MB or GB. What\n"
      + "is added or compared measures the same, and a rule what its axis does. An answer is in the\n"
      + "unit of its question.",
    wrong: "y: {field: time, unit: MiB}\nexpect: [time < 5 MiB]",
    right: "y: {field: time, unit: ms}\nexpect: [time < 5 ms]")
  public static let wrongType = DiagnosticCode(
    "E208", "The parameter has another type",
    "`flashtutor experiments NAME` shows the type of each parameter.",
    wrong: "n: many", right: "n: 1024")
  public static let unknownMatrix = DiagnosticCode(
    "E210", "The results have no such matrix", "`flashtutor experiments NAME` lists the matrices.",
    wrong: "matrix: scors", right: "matrix: scores")
  public static let noRow = DiagnosticCode(
    "E211", "The selector picks no row",
    "The value in brackets is none of those that the cell, or the source of a prediction, sweeps\n"
      + "or lists.",
    wrong: "over: {n: [128, 256]}\nexpect: [\"time[n=512] > 0\"]",
    right: "over: {n: [128, 256, 512]}\nexpect: [\"time[n=512] > 0\"]")
  public static let unknownChoice = DiagnosticCode(
    "E212", "The parameter does not take this word", "The message lists those that it takes.",
    wrong: "variants: [raw, save]", right: "variants: [raw, safe]")
  public static let badSweep = DiagnosticCode(
    "E213", "The sweep cannot be run",
    "`over` has lists of values of parameters that can be swept, at most 1000 points in all.",
    wrong: "over: {n: 128}", right: "over: {n: [128, 256]}")
  public static let badKnobValue = DiagnosticCode(
    "E214", "The knob has a value that is not permitted",
    "Every value of a knob, and its start, must be one that the parameter takes.",
    wrong: "knobs:\n  headDim: {choices: [64, 4096]}",
    right: "knobs:\n  headDim: {choices: [64, 128]}")
  public static let badCombination = DiagnosticCode(
    "E215", "The values do not go together", "Each is right by itself; the message says why not.",
    wrong: "heads: 8\nkvHeads: 3", right: "heads: 8\nkvHeads: 2")
  public static let textField = DiagnosticCode(
    "E216", "A column of texts stands where numbers are needed",
    "Compare texts in a selector; draw numbers.",
    wrong: "y: kernel", right: "y: time\nseries: kernel")
  public static let wrongKind = DiagnosticCode(
    "E217", "The expression has a value of the wrong kind",
    "What is expected, a goal and a condition hold or do not: they compare. An answer is a number.\n"
      + "Texts are compared in selectors.",
    wrong: "expect:\n  - max(time)\n  - kernel == 2",
    right: "expect:\n  - max(time) < 1 s\n  - time[kernel=flash2] > 0")
  public static let unknownSource = DiagnosticCode(
    "E218", "The source of a prediction is no run cell",
    "`source` is the id of a run cell of the same lesson.",
    wrong: "source: no-such-cell", right: "source: time-vs-n")
  public static let badSolution = DiagnosticCode(
    "E219", "The solution does not fit the knobs",
    "A solution sets knobs of its exercise, to values that they permit.",
    wrong: "solution: {blockQ: 7}", right: "solution: {blockQ: 64}")
  public static let badChannel = DiagnosticCode(
    "E220", "The figure lacks what its mark needs",
    "A line needs x and y, a heatmap a matrix, a table columns or nothing.",
    wrong: "- mark: heatmap", right: "- mark: heatmap\n  matrix: scores")
  public static let badTimeout = DiagnosticCode(
    "E221", "The timeout is out of range", "It lies between 0 and 600 seconds.",
    wrong: "timeout: 3600", right: "timeout: 60")
  public static let badData = DiagnosticCode(
    "E222", "The quoted numbers cannot be used",
    "A data cell has a source, and either columns and rows or a CSV file. The file lies in the\n"
      + "lesson's folder: no absolute path, no '..', no link that leads out. Its first line names the\n"
      + "columns, `time [ms]` one with a unit; a value that holds a comma stands in quotes. What\n"
      + "`flashtutor run --format csv` writes of one table can be quoted.",
    wrong: "experiment: data\nfile: ../numbers.csv",
    right: "experiment: data\nsource: Dao 2023, figure 4\nfile: numbers.csv")
  public static let unknownTask = DiagnosticCode(
    "E223", "There is no such task",
    "`flashtutor exercise tasks` lists those of the catalogue; a lesson may add its own with a\n"
      + "cell .task.",
    wrong: "task: save-softmax", right: "task: safe-softmax")
  public static let badTask = DiagnosticCode(
    "E224", "The task cannot be used",
    "A task has a signature of known types, cases that give a size (`8x4`, `8`) or value to each\n"
      + "parameter, and a fence of Swift `.reference` that computes the right results.",
    wrong: "signature: func double(_ x: Tensor) -> Tensor",
    right: "signature: func double(_ x: Matrix) -> Matrix\ncases:\n  - {x: 8x4}")
  public static let badStarter = DiagnosticCode(
    "E225", "The code cell lacks its starter or solution",
    "What the learner begins with stands in a fence `swift {.starter for=ID}`, what solves it in\n"
      + "`swift {.solution for=ID}`.",
    wrong: "```flash {#a .code}\ntask: safe-softmax\n```",
    right: "```flash {#a .code}\ntask: safe-softmax\n```\n\n```swift {.starter for=a}\n…\n```")
  public static let noAnswer = DiagnosticCode(
    "E226", "The answer is no finite number",
    "What a learner predicts is held against it, so no prediction could be right.",
    wrong: "answer: 1 / 0", right: "answer: 4 * 4096^2 / 2^20")
}
