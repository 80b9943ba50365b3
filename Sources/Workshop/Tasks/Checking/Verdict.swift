/// What checking a learner's code showed.
public struct Verdict: Sendable {
  public enum Outcome: Hashable, Sendable {
    /// All cases are right, and within their bounds.
    case passed
    /// It ran to the end; some case is wrong or took too much.
    case failed
    /// It did not compile.
    case notCompiled
    /// It ended before its results were complete, or the results cannot be trusted.
    case stopped
    /// It could not be tried at all: ``headline`` says why.
    case notTried
    case cancelled
  }

  public var outcome: Outcome
  /// The result in one sentence.
  public var headline: String
  /// What is probably wrong, and the way out.
  public var diagnosis: String?
  /// Of the compiler, at the learner's lines.
  public var diagnostics: [CompileDiagnostic] = []
  /// In the order in which they ran; those that were not reached too.
  public var cases: [CaseVerdict] = []
  /// The learner's line that stopped the program, where known.
  public var stoppedAtLine: Int?
  /// What the program printed: the beginning.
  public var printed = ""
  public var compileSeconds = 0.0
  public var runSeconds = 0.0

  public var isPassed: Bool { outcome == .passed }

  /// The first case that is not right.
  public var firstFailure: CaseVerdict? { cases.first { $0.state == .failed } }

  /// The case whose time is worth comparing, and what it took.
  public var timed: CaseVerdict? { cases.last { $0.isTimed && $0.seconds != nil } }
}

/// What one case showed.
public struct CaseVerdict: Sendable {
  public enum State: Hashable, Sendable {
    case passed, failed, notReached
  }

  /// As in `one query, one key`.
  public var name: String
  public var state: State
  /// What is wrong, in one sentence; nothing where it passed.
  public var problem: String?
  /// The first element that is wrong.
  public var firstWrong: WrongElement?
  public var wrongCount = 0
  /// How many numbers were compared.
  public var count = 0
  /// |error| of each element of the output that is wrong, or of the first; NaN where the learner's is.
  public var error: NumberTable?
  /// The name of that output, when there are several.
  public var errorOutput: String?
  /// How much it took, and was allowed to.
  public var usage: [Usage] = []
  /// Wall time of the call.
  public var seconds: Double?
  /// Whether the case is large enough for its time to mean something.
  public var isTimed = false
  /// How far an element may be off.
  public var tolerance: Double
  /// Where the tolerance comes from.
  public var toleranceReason: String
  /// What goes in: rows and columns of each parameter.
  public var inputs: String
  /// Rows and columns of each matrix that goes in.
  public var matrices: [MatrixSize]

  public struct MatrixSize: Hashable, Sendable {
    public var name: String
    public var rows: Int
    public var columns: Int
  }
}

/// An element of an output that is not what it should be.
public struct WrongElement: Hashable, Sendable {
  /// The name of the output, when there are several.
  public var output: String?
  /// From 0.
  public var row: Int
  /// From 0.
  public var column: Int
  public var yours: Double
  public var expected: Double
  /// As in `row 3, column 0`, or `element 5`.
  public var place: String
}

/// Bytes taken against bytes allowed.
public struct Usage: Hashable, Sendable {
  /// As in `allocated`.
  public var name: String
  public var bytes: Int
  public var allowedBytes: Int
  public var advice: String

  public var isWithin: Bool { bytes <= allowedBytes }
}
