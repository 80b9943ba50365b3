public import Lessons

/// A lesson whose cells are bound to experiments: parameters read, typed and within their ranges.
public struct BoundLesson: Sendable {
  public var lesson: Lesson
  /// By cell id; run and exercise cells that could be bound.
  public var cells: [String: BoundCell]
  /// The lesson's own diagnostics and those of binding, in the order of the file.
  public var diagnostics: [Diagnostic]

  /// Binds every cell; what cannot be bound is diagnosed and left out of ``cells``.
  public init(_ lesson: Lesson) {
    self.lesson = lesson
    cells = [:]
    diagnostics = lesson.diagnostics
  }
}

/// A run or exercise cell, ready to run.
public struct BoundCell: Sendable {
  public var id: String
  public var spec: RunSpec
  /// The knobs in the order of the file, each with its permitted values as texts.
  public var knobs: [BoundKnob]

  /// The values of the knobs at the start, by parameter name.
  public var initialSettings: [String: String] {
    Dictionary(knobs.map { ($0.parameter, $0.start) }) { first, _ in first }
  }

  /// Runs the cell and checks its expectations. Blocks until it is done, refused or cancelled.
  ///
  /// - Parameter settings: knob values, or (headless `--set`) any parameter of the experiment.
  public func run(
    settings: [String: String], _ context: RunContext, _ observer: RunObserver = RunObserver()
  ) -> CellOutcome {
    CellOutcome(status: .failed, messages: ["not built yet"])
  }
}

/// A knob with its values.
public struct BoundKnob: Hashable, Sendable {
  public var parameter: String
  /// A sentence from the experiment's declaration.
  public var explanation: String
  public var unit: String
  /// Every permitted value as text, in order; toggles have `false` and `true`.
  public var values: [String]
  public var start: String

  public init(
    parameter: String, explanation: String, unit: String, values: [String], start: String
  ) {
    self.parameter = parameter
    self.explanation = explanation
    self.unit = unit
    self.values = values
    self.start = start
  }
}
