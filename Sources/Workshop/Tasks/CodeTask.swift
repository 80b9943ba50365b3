internal import Synchronization

/// A function for the learner to write, and how its result is checked.
public struct CodeTask: Sendable {
  /// As lessons name it, as in `online-softmax`.
  public let id: String
  public let title: String
  /// One paragraph: what the function gets, gives, and may not do.
  public let statement: String
  public let signature: CodeSignature
  let prepared: PreparedCases
  let expectation: Expectation
  /// Mistakes that many make, each with what it would give.
  let mistakes: [KnownMistake]
  /// What to say when a result is wrong and those before it are right, by its name.
  let remarks: [String: String]
  /// What kernels do the same work, so that times can be compared; nothing for parts of attention.
  public let work: Work?

  /// Which pass over attention a task asks for.
  public enum Work: Hashable, Sendable {
    case forward, causalForward, backward
  }

  init(
    id: String, title: String, statement: String, signature: CodeSignature,
    mistakes: [KnownMistake], remarks: [String: String] = [:], work: Work? = nil,
    expectation: Expectation,
    cases: @escaping @Sendable () -> [CodeCase]
  ) {
    self.id = id
    self.title = title
    self.statement = statement
    self.signature = signature
    self.mistakes = mistakes
    self.remarks = remarks
    self.work = work
    self.expectation = expectation
    prepared = PreparedCases(cases)
  }

  /// The inputs, the first cases the smallest; the same ones every time.
  var cases: [CodeCase] { prepared.cases }

  /// Computes what is right, for later.
  func prepare() {
    guard case .computed(let compute) = expectation else { return }
    _ = prepared.answers(compute)
  }

  /// Where the right outputs come from.
  enum Expectation: Sendable {
    /// Computed here, in double precision.
    case computed(@Sendable ([NumberTable]) -> [NumberTable])
    /// By a program in Swift, which runs in a box of its own.
    case program(source: String)
  }
}

/// One call of the learner's function.
struct CodeCase: Sendable {
  /// As in `one key`.
  var name: String
  /// One for each parameter.
  var inputs: [NumberTable]
  /// How far an output may be from the right one.
  var tolerance: Tolerance
  /// What to say when this case is the first to fail, and no known mistake explains it.
  var hint: String?
  var bounds: [CodeBound] = []
  /// How often the call is repeated to time it; 1 for all but one case.
  var repeats = 1
}

/// How far a result may be from the right one.
struct Tolerance: Sendable {
  /// Added to ``relative`` times the size of the right number.
  var absolute: Double
  var relative = 0.0
  /// Where it comes from.
  var reason: String

  func allows(_ value: Double, insteadOf expected: Double) -> Bool {
    if expected.isNaN || value.isNaN { return false }
    if expected.isInfinite || value.isInfinite { return value == expected }
    return abs(value - expected) <= absolute + relative * abs(expected)
  }
}

/// How much a call may take.
struct CodeBound: Sendable {
  enum Quantity: Hashable, Sendable {
    /// The most that `Matrix` and `Tile` held at a time.
    case allocated
    /// What was read from and written to matrices.
    case traffic
    case read
    /// The most that was taken from the heap, arrays included.
    case heap
  }

  var quantity: Quantity
  var bytes: Int
  /// What to say when more was taken, given the bytes: a sentence without the figures.
  var advice: String
}

/// A mistake that many make.
struct KnownMistake: Sendable {
  /// As in `missing rescale`.
  var name: String
  /// What is wrong, and the way out.
  var message: String
  /// What a program with it would give.
  var outputs: @Sendable ([NumberTable]) -> [NumberTable]
}

/// The cases of a task, made when they are first wanted, and what they should give.
final class PreparedCases: Sendable {
  private let make: @Sendable () -> [CodeCase]
  private let made = Mutex<[CodeCase]?>(nil)
  private let answers = Mutex<[[NumberTable]]?>(nil)

  init(_ make: @escaping @Sendable () -> [CodeCase]) { self.make = make }

  var cases: [CodeCase] {
    made.withLock { made in
      let cases = made ?? make()
      made = cases
      return cases
    }
  }

  /// What is right, computed once.
  func answers(_ compute: ([NumberTable]) -> [NumberTable]) -> [[NumberTable]] {
    let cases = cases
    return answers.withLock { answers in
      let tables = answers ?? cases.map { compute($0.inputs) }
      answers = tables
      return tables
    }
  }
}
