/// A key that lessons know, declared once: what the parser accepts and the reference prints.
public struct KeyDeclaration: Hashable, Sendable {
  public var name: String
  /// What kind of value it takes, in words.
  public var takes: String
  public var sentence: String

  init(_ name: String, _ takes: String, _ sentence: String) {
    self.name = name
    self.takes = takes
    self.sentence = sentence
  }
}

/// The keys of the lesson format, by where they stand.
public enum LessonKeys {
  public static let frontMatter = [
    KeyDeclaration("format", "1", "Version of the format; 1 unless given."),
    KeyDeclaration(
      "id", "an id", "What progress is kept under: small letters, digits, dashes. Required."),
    KeyDeclaration("title", "text", "Shown in the course list. Required."),
    KeyDeclaration("summary", "text", "One sentence for the course list."),
    KeyDeclaration("minutes", "a whole number", "How long it takes, optional sections aside."),
    KeyDeclaration("order", "a whole number", "Place in the course, smallest first."),
    KeyDeclaration("requires", "a list of ids", "Lessons that come before."),
    KeyDeclaration("objectives", "a list of texts", "What the learner can do afterwards."),
    KeyDeclaration("defaults", "parameters", "Values for all cells that have the parameter."),
  ]

  public static let run = [
    KeyDeclaration("experiment", "a name", "What is run; see below. Required."),
    KeyDeclaration(
      "over", "`{n: [128, 256]}`",
      "Parameters that are swept, none of them a knob; several make a cross product."),
    KeyDeclaration("knobs", "`{n: KNOB}`", "Parameters that the learner may turn."),
    KeyDeclaration("figures", "a list of figures", "How the results are drawn."),
    KeyDeclaration(
      "expect", "a list of expressions",
      "What must hold with the knobs as written; checked by `check --run`."),
    KeyDeclaration("timeout", "seconds, at most 600", "When the cell is stopped."),
  ]

  public static let exercise = [
    KeyDeclaration("prompt", "text", "What the learner is to do."),
    KeyDeclaration("goal", "an expression", "When it is solved. Required."),
    KeyDeclaration("solution", "`{n: 128}`", "Values of the knobs that reach the goal."),
  ]

  public static let predict = [
    KeyDeclaration("question", "text", "What is asked. Required."),
    KeyDeclaration("unit", "a unit", "The unit of the answer; none for a bare number."),
    KeyDeclaration("answer", "an expression", "The right number. Required."),
    KeyDeclaration("source", "an id", "A run cell whose results the answer uses."),
    KeyDeclaration("tolerance", "a number or `5%`", "How far off is still right; 1% unless given."),
    KeyDeclaration("feedback", "a list of `{when: .., say: ..}`", "Answers to wrong numbers."),
    KeyDeclaration("explanation", "text", "Shown after the answer."),
  ]

  public static let code = [
    KeyDeclaration("task", "a task", "What is to be written; see below. Required."),
    KeyDeclaration("prompt", "text", "What the learner is to do; the task's words unless given."),
  ]

  public static let task = [
    KeyDeclaration(
      "signature", "a line of Swift", "What the function takes and gives. Required."),
    KeyDeclaration(
      "cases", "a list of `{q: 8x4, block: 2}`",
      "A size or value for each parameter; the numbers are drawn at random. Required."),
    KeyDeclaration("tolerance", "a number", "How far off is still right; 1e-4 unless given."),
    KeyDeclaration("title", "text", "A few words."),
    KeyDeclaration("statement", "text", "What the function is to compute."),
  ]

  public static let feedback = [
    KeyDeclaration(
      "when", "an expression", "When this is said; `value` is the learner's number."),
    KeyDeclaration("say", "text", "What is said."),
  ]

  public static let knob = [
    KeyDeclaration("choices", "a list", "The values that it may take."),
    KeyDeclaration("range", "`8..256`", "Or: the smallest and the largest."),
    KeyDeclaration("step", "a number", "Between the values of a range; 1 unless given."),
    KeyDeclaration("toggle", "true", "Or: off and on."),
    KeyDeclaration("start", "a value", "Where it stands at first."),
  ]

  public static let figure = [
    KeyDeclaration("mark", "a mark", "How it is drawn. Required."),
    KeyDeclaration("title", "text", "Stands above the figure."),
    KeyDeclaration(
      "alt", "text", "Says in words what the figure shows; its lack is warned of, but for tables."),
    KeyDeclaration("x", "a field or channel", "The horizontal axis."),
    KeyDeclaration("y", "fields or channels", "The vertical axis; a list draws several."),
    KeyDeclaration("x2", "a field or channel", "Where the spans of a timeline end."),
    KeyDeclaration("text", "a field", "What stands in the spans of a timeline."),
    KeyDeclaration("series", "a field", "Rows that share its value are one line or colour."),
    KeyDeclaration("facet", "a field", "Rows that share its value are one panel."),
    KeyDeclaration(
      "matrix", "a matrix, or a list", "What a heatmap shows, as the experiment calls it."),
    KeyDeclaration("colorMap", "a colour map", "The colours of a heatmap or tile map."),
    KeyDeclaration("center", "a number", "The value in the middle of a diverging colour map."),
    KeyDeclaration("columns", "a list of fields", "What a table shows."),
    KeyDeclaration("trend", "true or false", "Fits a power law to each series."),
    KeyDeclaration("rules", "a list of `{value: .., label: ..}`", "Level lines at values of y."),
  ]

  public static let channel = [
    KeyDeclaration("field", "a field", "What is drawn. Required."),
    KeyDeclaration("scale", "linear, log2 or log10", "linear unless given."),
    KeyDeclaration("unit", "a unit", "Converts from the field's unit."),
    KeyDeclaration("label", "text", "Stands at the axis; the field's name unless given."),
  ]

  public static let rule = [
    KeyDeclaration("value", "an expression", "Where the line is drawn. Required."),
    KeyDeclaration("label", "text", "Stands at the line."),
  ]

  /// The kinds of cells; what they take is a body.
  public static let kinds = [
    KeyDeclaration("run", "settings", "Runs an experiment and draws its results."),
    KeyDeclaration("predict", "settings", "The learner commits a number before seeing it."),
    KeyDeclaration(
      "quiz", "Markdown, then choices",
      "`- [x] right :: feedback`, `- [ ] wrong :: feedback`; `type=several`, or `type=order` with"
        + " `1. first`."),
    KeyDeclaration("exercise", "settings", "The learner turns knobs until a goal is reached."),
    KeyDeclaration(
      "code", "settings", "The learner writes a function in Swift; a task says which."),
    KeyDeclaration("task", "settings", "A task of the lesson's own, for code cells."),
    KeyDeclaration("hint", "Markdown", "Help `for=ID`, one at a time in the order of the file."),
    KeyDeclaration("solution", "Markdown", "An explained answer `for=ID`."),
  ]

  /// The kinds of `swift` fences; each says `for=ID`.
  public static let swiftKinds = [
    KeyDeclaration("starter", "Swift", "What the learner begins with in a code cell."),
    KeyDeclaration("solution", "Swift", "What solves the code cell."),
    KeyDeclaration("reference", "Swift", "What computes the right results of a task."),
  ]
}

extension [KeyDeclaration] {
  /// The keys alone.
  public var names: [String] { map(\.name) }
}
