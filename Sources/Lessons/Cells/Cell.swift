/// An interactive element: a fenced `flash` block.
public struct Cell: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case run(RunSpec)
    case predict(PredictSpec)
    case quiz(QuizSpec)
    case exercise(RunSpec)
    /// The learner writes Swift.
    case code(CodeSpec)
    /// An instructor's own task for code cells; not shown.
    case task(TaskSpec)
    /// The Swift that a code cell begins with; not shown.
    case starter(for: String, text: String)
    /// The Swift that computes what a task expects; not shown.
    case reference(for: String, text: String)
    /// Markdown shown on request, in the order of the file.
    case hint(for: String, [Element])
    case solution(for: String, [Element])
  }

  /// Unique in the lesson; hints and solutions have an id derived from their cell.
  public var id: String
  public var kind: Kind
  /// The line that opens the fence.
  public var range: SourceRange

  public init(id: String, kind: Kind, range: SourceRange) {
    self.id = id
    self.kind = kind
    self.range = range
  }
}

/// What a run or exercise cell asks for.
///
/// `goal`, `goalText` and `solution` belong to exercises.
public struct RunSpec: Hashable, Sendable {
  public var experiment: Located<String>
  /// Every key that is the experiment's own, unread: the catalogue knows their types.
  public var parameters: [Node.Entry]
  /// What is swept: parameter and its values, in order.
  public var over: [Node.Entry]
  public var knobs: [Knob]
  public var figures: [FigureSpec]
  public var expectations: [Located<Expression>]
  public var goal: Located<Expression>?
  /// The goal in the author's words.
  public var prompt: String
  public var solution: [Node.Entry]
  public var timeoutSeconds: Located<Double>?

  public init(
    experiment: Located<String>, parameters: [Node.Entry] = [], over: [Node.Entry] = [],
    knobs: [Knob] = [], figures: [FigureSpec] = [], expectations: [Located<Expression>] = [],
    goal: Located<Expression>? = nil, prompt: String = "", solution: [Node.Entry] = [],
    timeoutSeconds: Located<Double>? = nil
  ) {
    self.experiment = experiment
    self.parameters = parameters
    self.over = over
    self.knobs = knobs
    self.figures = figures
    self.expectations = expectations
    self.goal = goal
    self.prompt = prompt
    self.solution = solution
    self.timeoutSeconds = timeoutSeconds
  }
}

/// A parameter that the learner may turn.
public struct Knob: Hashable, Sendable {
  public enum Domain: Hashable, Sendable {
    /// Values as written.
    case choices([Node])
    case range(ClosedRange<Double>, step: Double)
    case toggle
  }

  public var parameter: Located<String>
  public var domain: Domain
  /// The value at first; nil: the cell's own or the parameter's default.
  public var start: Node?

  public init(parameter: Located<String>, domain: Domain, start: Node? = nil) {
    self.parameter = parameter
    self.domain = domain
    self.start = start
  }
}

/// A figure over the results of a cell, in Vega-Lite's words.
public struct FigureSpec: Hashable, Sendable {
  public enum Mark: String, Hashable, Sendable, CaseIterable {
    case line, point, step, bar, column, heatmap, table, tiles, timeline, roofline
  }

  public struct Channel: Hashable, Sendable {
    public enum Scale: String, Hashable, Sendable, CaseIterable {
      case linear, log2, log10
    }

    public var field: Located<String>
    public var scale: Scale
    public var unit: Located<String>?
    public var label: String?

    public init(
      field: Located<String>, scale: Scale = .linear, unit: Located<String>? = nil,
      label: String? = nil
    ) {
      self.field = field
      self.scale = scale
      self.unit = unit
      self.label = label
    }
  }

  public var mark: Located<Mark>
  public var title: String
  public var alt: String
  public var x: Channel?
  /// Where the spans of a timeline end.
  public var end: Channel?
  /// Several fields make several series.
  public var y: [Channel]
  /// What stands in the spans of a timeline.
  public var text: Located<String>?
  public var series: Located<String>?
  /// The matrix of a heatmap; several stand side by side.
  public var matrices: [Located<String>]
  public var colorMap: Located<String>?
  public var center: Double?
  public var facet: Located<String>?
  /// Columns of a table; empty: all.
  public var columns: [Located<String>]
  public var showsTrend: Bool
  /// Horizontal reference lines: value and label.
  public var rules: [Rule]
  public var range: SourceRange

  public struct Rule: Hashable, Sendable {
    public var value: Located<Expression>
    public var label: String

    public init(value: Located<Expression>, label: String) {
      self.value = value
      self.label = label
    }
  }

  public init(
    mark: Located<Mark>, title: String = "", alt: String = "", x: Channel? = nil,
    y: [Channel] = [], series: Located<String>? = nil, matrices: [Located<String>] = [],
    colorMap: Located<String>? = nil, center: Double? = nil, facet: Located<String>? = nil,
    columns: [Located<String>] = [], showsTrend: Bool = false, rules: [Rule] = [],
    range: SourceRange
  ) {
    self.mark = mark
    self.title = title
    self.alt = alt
    self.x = x
    self.y = y
    self.series = series
    self.matrices = matrices
    self.colorMap = colorMap
    self.center = center
    self.facet = facet
    self.columns = columns
    self.showsTrend = showsTrend
    self.rules = rules
    self.range = range
  }
}

/// A number that the learner commits to before it is computed.
public struct PredictSpec: Hashable, Sendable {
  public struct Feedback: Hashable, Sendable {
    public var condition: Located<Expression>
    public var text: String

    public init(condition: Located<Expression>, text: String) {
      self.condition = condition
      self.text = text
    }
  }

  public var question: String
  public var unit: String
  /// Over constants, or over the results of the cell named by ``source``.
  public var answer: Located<Expression>
  /// The id of the run cell whose results the answer is computed from.
  public var source: Located<String>?
  /// Relative (`5%`) or absolute; a share of 1 when relative.
  public var tolerance: Double
  public var isToleranceRelative: Bool
  public var feedback: [Feedback]
  /// Shown once the answer is known.
  public var explanation: String

  public init(
    question: String, unit: String = "", answer: Located<Expression>,
    source: Located<String>? = nil, tolerance: Double = 0.01, isToleranceRelative: Bool = true,
    feedback: [Feedback] = [], explanation: String = ""
  ) {
    self.question = question
    self.unit = unit
    self.answer = answer
    self.source = source
    self.tolerance = tolerance
    self.isToleranceRelative = isToleranceRelative
    self.feedback = feedback
    self.explanation = explanation
  }
}

/// A question with choices.
public struct QuizSpec: Hashable, Sendable {
  public struct Choice: Hashable, Sendable {
    public var text: [Inline]
    public var isRight: Bool
    public var feedback: String

    public init(text: [Inline], isRight: Bool, feedback: String) {
      self.text = text
      self.isRight = isRight
      self.feedback = feedback
    }
  }

  public var question: [Element]
  public var choices: [Choice]
  /// Whether several choices are right, and all of them must be chosen.
  public var allowsSeveral: Bool
  /// Whether the choices are to be put into the order in which they stand here.
  public var isOrdering: Bool

  public init(
    question: [Element], choices: [Choice], allowsSeveral: Bool, isOrdering: Bool = false
  ) {
    self.question = question
    self.choices = choices
    self.allowsSeveral = allowsSeveral
    self.isOrdering = isOrdering
  }
}
