public import Lessons
public import Workshop

/// A code cell with its task, ready to be worked on.
public struct BoundCode: Sendable {
  public var id: String
  /// The id of its lesson, under which the learner's code is kept.
  public var lessonID: String
  public var spec: CodeSpec
  public var task: CodeTask
  /// What the learner begins with.
  public var starter: String
  /// What solves it.
  public var solution: String
  /// The whole lesson, for what the learner agrees to.
  var lesson: Lesson

  /// What to do: the author's words, or the task's.
  public var prompt: String { spec.prompt.isEmpty ? task.statement : spec.prompt }
}
