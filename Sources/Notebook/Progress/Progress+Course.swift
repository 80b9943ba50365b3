extension Progress {
  /// Forgets a cell, a lesson (no cell given), or everything (no lesson given).
  public mutating func reset(lesson: String? = nil, cell: String? = nil) {
    guard let lesson else {
      self = Progress()
      return
    }
    guard let cell else {
      lessons[lesson] = nil
      if currentLesson == lesson { currentLesson = "" }
      return
    }
    lessons[lesson]?.cells[cell] = nil
  }

  /// Takes over what another machine has: cells that are further there than here.
  public mutating func absorb(_ other: Progress) {
    self = merged(with: other, since: Progress())
  }
}

extension Progress.CellRecord {
  /// How many attempts open the solution.
  public static let attemptsBeforeSolution = 3

  /// Whether a solution may be shown without asking back: it passed, or was tried often enough.
  public var opensSolution: Bool { isDone || attempts >= Self.attemptsBeforeSolution }
}
