/// How far a cell has come in front of a learner.
public struct CellState: Hashable, Sendable {
  public enum Phase: Hashable, Sendable {
    case untouched
    /// The share that is done, 0...1, and the seconds since the start.
    case running(share: Double, seconds: Double)
    /// Run, submitted or answered.
    case finished
    /// Finished, and the knobs have been turned since.
    case stale
  }

  /// A graded answer.
  public struct Verdict: Hashable, Sendable {
    public var isRight: Bool
    /// Reasons, one paragraph each.
    public var sentences: [String]

    public init(isRight: Bool, sentences: [String] = []) {
      self.isRight = isRight
      self.sentences = sentences
    }
  }

  /// A graded answer as it was given.
  public struct Answer: Hashable, Sendable {
    fileprivate var entry: String
    fileprivate var chosen: Set<Int>
    fileprivate var order: [Int]
    fileprivate var verdict: Verdict
  }

  public var phase: Phase = .untouched
  /// Of the last run; while one runs, what has arrived of it.
  public var outcome: CellOutcome?
  /// Knob values by parameter.
  public var settings: [String: String] = [:]
  /// The knob that + and - turn.
  public var selectedKnob = 0
  /// How long the last run took that came to its end.
  public var lastSeconds: Double?
  /// How its figures are shown.
  public var view = FigureView.chart
  public var hintsShown = 0
  public var showsSolution = false
  /// What is typed or committed as a prediction.
  public var entry = ""
  /// Chosen answers of a quiz, counted from 0.
  public var chosen: Set<Int> = []
  /// The choices of a question of order, in the order that they were given, counted from 0.
  public var order: [Int] = []
  public var verdict: Verdict?
  /// The answer before, while another one is given.
  public private(set) var former: Answer?
  /// Done once, in an earlier session or in this one.
  public var wasDone = false

  public init() {}

  /// A cell that was run just now, its knobs where they stood then.
  public init(finished outcome: CellOutcome) {
    phase = .finished
    self.outcome = outcome
    settings = outcome.settings
  }

  /// Makes room for another answer; nothing happens when none is graded.
  public mutating func answerAgain() {
    guard let verdict else { return }
    former = Answer(entry: entry, chosen: chosen, order: order, verdict: verdict)
    (entry, chosen, order, self.verdict) = ("", [], [], nil)
  }

  /// Gives the answer before back; nothing happens when there is none.
  public mutating func restoreAnswer() {
    guard let former else { return }
    (entry, chosen, order) = (former.entry, former.chosen, former.order)
    (verdict, self.former) = (former.verdict, nil)
  }

  /// Takes the answer as the one that counts.
  ///
  /// A cell that is done once stays so.
  ///
  /// - Parameters:
  ///   - verdict: What it is worth.
  ///   - isDone: Whether the cell is done with it, right or wrong.
  public mutating func grade(_ verdict: Verdict, isDone: Bool) {
    self.verdict = verdict
    former = nil
    wasDone = wasDone || isDone
  }

  /// Shows an outcome: stale unless it was run with the knobs as they stand.
  public mutating func show(_ outcome: CellOutcome) {
    self.outcome = outcome
    phase = outcome.settings == settings ? .finished : .stale
  }

  public var isRunning: Bool {
    if case .running = phase { return true }
    return false
  }

  /// Whether the cell counts as done.
  public var isDone: Bool {
    if wasDone { return true }
    if verdict != nil { return false }
    guard let outcome, !isRunning else { return false }
    return outcome.isGoalMet ?? (outcome.status == .done)
  }
}
