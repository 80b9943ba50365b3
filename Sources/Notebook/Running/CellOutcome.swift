public import Plot

/// How a run ended.
public enum RunStatus: String, Hashable, Sendable {
  case done, failed, refused, cancelled, skipped
}

/// An author's assertion, checked.
public struct ExpectationOutcome: Hashable, Sendable {
  /// As written in the lesson.
  public var text: String
  public var holds: Bool
  /// What was found instead; empty when it holds.
  public var detail: String

  public init(text: String, holds: Bool, detail: String = "") {
    self.text = text
    self.holds = holds
    self.detail = detail
  }
}

/// Everything one execution of a cell yielded.
public struct CellOutcome: Hashable, Sendable {
  public var status: RunStatus
  /// Wall time of the run.
  public var seconds: Double
  public var results: Results
  public var figures: [Figure]
  public var expectations: [ExpectationOutcome]
  /// Whether an exercise's goal was reached; nil for other cells.
  public var isGoalMet: Bool?
  /// Refusals, failures, notes.
  public var messages: [String]
  /// The knob values that it was run with, by parameter; empty for cells without knobs.
  public var settings: [String: String] = [:]
  /// Whether it is done and nothing was refused, so that the results can stand for another run.
  var isWhole = false
  /// What checking the learner's code showed; nil for other cells.
  public var code: CodeReport?

  public init(
    status: RunStatus, seconds: Double = 0, results: Results = Results(), figures: [Figure] = [],
    expectations: [ExpectationOutcome] = [], isGoalMet: Bool? = nil, messages: [String] = []
  ) {
    self.status = status
    self.seconds = seconds
    self.results = results
    self.figures = figures
    self.expectations = expectations
    self.isGoalMet = isGoalMet
    self.messages = messages
  }
}
