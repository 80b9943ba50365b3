/// What has become of each tile of a matrix: done, in fast memory, skipped, not yet visited.
public struct TileMap: Hashable, Sendable {
  public enum State: String, Hashable, Sendable, CaseIterable {
    case waiting, current, done, skipped
  }

  public var title: String
  public var rows: Int
  public var columns: Int
  /// Row-major, `rows × columns`; missing ones are waiting.
  public var states: [State]
  /// The step at which each tile was visited, shown where it fits; empty for none.
  public var order: [Int]
  public var x: Axis
  public var y: Axis

  public init(
    title: String = "", rows: Int, columns: Int, states: [State], order: [Int] = [],
    x: Axis = Axis(), y: Axis = Axis()
  ) {
    self.title = title
    self.rows = rows
    self.columns = columns
    self.states = states
    self.order = order
    self.x = x
    self.y = y
  }

  func state(_ row: Int, _ column: Int) -> State {
    let index = row * columns + column
    return states.indices.contains(index) ? states[index] : .waiting
  }
}

/// What happened when: lanes from top to bottom, spans from left to right.
public struct Timeline: Hashable, Sendable {
  /// One stretch of a lane.
  public struct Span: Hashable, Sendable {
    public var start: Double
    public var end: Double
    public var label: String

    public init(start: Double, end: Double, label: String = "") {
      self.start = start
      self.end = end
      self.label = label
    }
  }

  /// The spans of one worker or resource.
  public struct Lane: Hashable, Sendable {
    public var name: String
    public var spans: [Span]

    public init(name: String, spans: [Span]) {
      self.name = name
      self.spans = spans
    }
  }

  public var title: String
  public var lanes: [Lane]
  public var time: Axis

  public init(title: String = "", lanes: [Lane], time: Axis) {
    self.title = title
    self.lanes = lanes
    self.time = time
  }
}
