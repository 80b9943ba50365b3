import Lessons
import Notebook

extension Tutor {
  /// Starts a cell; what ran before is stopped.
  ///
  /// For a prediction it runs as it is written.
  mutating func run(_ cellID: String, prediction: String? = nil) -> [Effect] {
    guard let bound = reading?.bound.cells[cellID] else {
      notice = "This cell cannot be run."
      return []
    }
    let cancelling = stopRun()
    runCount += 1
    let id = RunID(number: runCount)
    activeRun = ActiveRun(id: id, cellID: cellID, prediction: prediction)
    change(cellID) {
      $0.phase = .running(share: 0, seconds: 0)
      $0.outcome = nil
      $0.verdict = nil
    }
    if prediction == nil { reveal(cellID) }
    settle()
    let settings =
      prediction == nil ? reading?.states[cellID]?.settings ?? [:] : bound.initialSettings
    return cancelling + [.run(id, bound, settings: settings)]
  }

  /// Asks for what a cell yielded when it was run before with the knobs as they stand.
  func recall(_ cellID: String) -> [Effect] {
    guard let reading, let bound = reading.bound.cells[cellID],
      let state = reading.states[cellID], !state.isRunning
    else { return [] }
    return [.recall(lesson: reading.id, bound, settings: state.settings)]
  }

  /// The same for every cell that shows no results.
  func recallAll() -> [Effect] {
    guard let reading else { return [] }
    return reading.cellIDs.filter { reading.states[$0]?.outcome == nil }.flatMap(recall)
  }

  /// Shows earlier results, unless the knobs have been turned or a run has begun since.
  mutating func hearRecalled(_ lesson: String, _ cellID: String, _ outcome: CellOutcome) {
    guard reading?.id == lesson, let state = reading?.states[cellID], !state.isRunning,
      state.settings == outcome.settings
    else { return }
    change(cellID) { $0.show(outcome) }
  }

  /// Runs every cell from the first down to the one in focus, one after the other.
  mutating func runAllAbove() -> [Effect] {
    guard let reading, let focus = reading.focus else { return [] }
    let ids = reading.cellIDs
    let last = ids.firstIndex(of: focus) ?? -1
    queue = ids.prefix(last + 1).filter { reading.bound.cells[$0] != nil }
    let count = queue.count
    guard count > 0 else {
      notice = "No cell above can be run."
      return []
    }
    notice =
      count == 1 ? "Running one cell." : "Running \(count) cells; \(keyName(.stop)) stops them."
    return runNext()
  }

  /// Acts on the cell in focus, then goes to the next one.
  mutating func runOn() -> [Effect] {
    guard let reading, let focus = reading.focus, let index = reading.cellIDs.firstIndex(of: focus)
    else { return [] }
    let effects = act()
    let ids = reading.cellIDs
    if ids.indices.contains(index + 1) {
      self.reading?.stop = .cell(ids[index + 1])
      reveal(ids[index + 1])
      settle()
    } else {
      notice = "This was the last cell."
    }
    return effects
  }

  /// Runs the cells of a section, one after the other.
  mutating func run(section: Int) -> [Effect] {
    guard let reading else { return [] }
    let ids = reading.document.blocks.filter { $0.section == section }.compactMap(\.cellID)
      .filter { reading.bound.cells[$0] != nil }
    guard !ids.isEmpty else {
      notice = "No cell of this section can be run."
      return []
    }
    queue = ids
    return runNext()
  }

  private mutating func runNext() -> [Effect] {
    guard !queue.isEmpty else { return [] }
    let rest = Array(queue.dropFirst())
    let effects = run(queue[0])
    queue = rest
    return effects
  }

  /// Asks the run to stop; it still says itself how it ended.
  mutating func cancelRun() -> [Effect] {
    queue = []
    guard let run = activeRun else { return [] }
    notice = "Stopping."
    return [.cancel(run.id)]
  }

  /// Stops the run and forgets it.
  mutating func stopRun() -> [Effect] {
    queue = []
    guard let run = activeRun else { return [] }
    activeRun = nil
    if let prediction = run.prediction {
      notice = "\(prediction) was not judged: what it waits for was stopped."
    }
    change(run.cellID) {
      $0.phase = .finished
      $0.outcome = CellOutcome(status: .cancelled)
    }
    return [.cancel(run.id)]
  }

  mutating func showRun() {
    guard let run = activeRun else { return }
    change(run.cellID) { $0.phase = .running(share: run.share, seconds: run.seconds) }
  }

  mutating func finish(_ id: RunID, _ outcome: CellOutcome) -> [Effect] {
    guard let run = activeRun, run.id == id else { return [] }
    activeRun = nil
    notice = ""
    let isDone = outcome.isGoalMet ?? (outcome.status == .done)
    let wasDone = reading?.states[run.cellID]?.wasDone ?? false
    change(run.cellID) {
      if run.prediction != nil, outcome.status == .done {
        $0.show(outcome)
      } else {
        $0.phase = .finished
        $0.outcome = outcome
      }
      // Who solved it may go on trying things.
      $0.wasDone = $0.wasDone || isDone
      if outcome.status == .done { $0.lastSeconds = outcome.seconds }
    }
    if reading?.focus == run.cellID { reveal(run.cellID) }
    settle()
    let settings = reading?.states[run.cellID]?.settings ?? [:]
    var effects = record(run.cellID) {
      $0.attempts += 1
      $0.isDone = $0.isDone || isDone
      $0.settings = settings
    }
    if let prediction = run.prediction, outcome.status == .done {
      effects += grade(prediction, results: outcome.results)
      // Its results are seen now; that two cells are done with one answer needs a word.
      if !wasDone { notice = "\(run.cellID) ran to find out; both are done." }
    }
    return effects + runNext()
  }
}
