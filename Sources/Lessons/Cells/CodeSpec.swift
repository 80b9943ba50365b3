/// A function that the learner writes.
public struct CodeSpec: Hashable, Sendable {
  /// A task of the catalogue, or of this lesson.
  public var task: Located<String>
  /// What to do, in the author's words; empty: the task's own.
  public var prompt: String

  public init(task: Located<String>, prompt: String = "") {
    self.task = task
    self.prompt = prompt
  }
}

/// A task that an instructor adds: what the function gets, and how close it must come to the
/// reference.
public struct TaskSpec: Hashable, Sendable {
  public var title: String
  public var statement: String
  /// One line of Swift.
  public var signature: Located<String>
  /// Of each case: a size or a value for every parameter, unread.
  public var cases: [TaskCase]
  /// The largest absolute difference that is still right.
  public var tolerance: Located<Double>?

  public struct TaskCase: Hashable, Sendable {
    public var entries: [Node.Entry]
    public var range: SourceRange

    public init(entries: [Node.Entry], range: SourceRange) {
      self.entries = entries
      self.range = range
    }
  }

  public init(
    title: String, statement: String, signature: Located<String>, cases: [TaskCase],
    tolerance: Located<Double>? = nil
  ) {
    self.title = title
    self.statement = statement
    self.signature = signature
    self.cases = cases
    self.tolerance = tolerance
  }
}
