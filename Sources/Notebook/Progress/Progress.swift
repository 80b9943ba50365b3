/// What a learner has done in the course, by lesson id and cell id.
public struct Progress: Hashable, Sendable, Codable {
  public struct CellRecord: Hashable, Sendable, Codable {
    /// Runs, submissions or attempts so far.
    public var attempts: Int = 0
    /// Ran to the end, answered rightly, or reached the goal.
    public var isDone: Bool = false
    /// The last answer or knob settings, as text.
    public var answer: String = ""
    /// The number that a prediction was held against, in the unit of its question.
    public var expected: Double?
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

// What a file lacks has its initial value, so that a file written by hand or by an older version
// can be read.

extension Progress {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    version = try values.decode(Int.self, forKey: .version)
    currentLesson = try values.decodeIfPresent(String.self, forKey: .currentLesson) ?? ""
    lessons = try values.decodeIfPresent([String: LessonRecord].self, forKey: .lessons) ?? [:]
  }
}

extension Progress.LessonRecord {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    section = try values.decodeIfPresent(String.self, forKey: .section) ?? ""
    row = try values.decodeIfPresent(Int.self, forKey: .row) ?? 0
    cells = try values.decodeIfPresent([String: Progress.CellRecord].self, forKey: .cells) ?? [:]
  }
}

extension Progress.CellRecord {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    attempts = try values.count(forKey: .attempts)
    isDone = try values.decodeIfPresent(Bool.self, forKey: .isDone) ?? false
    answer = try values.decodeIfPresent(String.self, forKey: .answer) ?? ""
    expected = try values.decodeIfPresent(Double.self, forKey: .expected)
    hintsShown = try values.count(forKey: .hintsShown)
    settings = try values.decodeIfPresent([String: String].self, forKey: .settings) ?? [:]
  }
}

extension KeyedDecodingContainer {
  /// How often something happened: never less than not at all, nor more than can be counted on.
  fileprivate func count(forKey key: Key) throws -> Int {
    min(max(try decodeIfPresent(Int.self, forKey: key) ?? 0, 0), 1_000_000_000)
  }
}
