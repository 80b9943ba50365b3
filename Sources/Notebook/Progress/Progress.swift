/// What a learner has done in the course, by lesson id and cell id.
public struct Progress: Hashable, Sendable, Codable {
  public struct CellRecord: Hashable, Sendable, Codable {
    /// Runs, submissions or attempts so far.
    public var attempts: Int = 0
    /// Ran to the end, answered rightly, or reached the goal.
    public var isDone: Bool = false
    /// The last answer or knob settings, as text.
    public var answer: String = ""
    public var hintsShown: Int = 0
    public var settings: [String: String] = [:]

    public init() {}
  }

  public struct LessonRecord: Hashable, Sendable, Codable {
    /// Id of the section in which the learner was, and how many rows below its heading.
    public var section: String = ""
    public var row: Int = 0
    public var cells: [String: CellRecord] = [:]

    public init() {}
  }

  public static let version = 1

  public var version: Int = Progress.version
  /// The lesson that was open last; empty at first.
  public var currentLesson: String = ""
  public var lessons: [String: LessonRecord] = [:]

  public init() {}
}
