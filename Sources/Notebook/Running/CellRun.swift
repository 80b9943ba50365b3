import Kernels
import Lessons

/// One execution of a cell: its points in order, results as they arrive, and how it ended.
struct CellRun {
  let cell: BoundCell
  let settings: Settings
  let points: [Sweep.Point]
  let context: RunContext
  let observer: RunObserver
  /// Where the knobs stand.
  private let knobs: [String: String]
  private let isAsWritten: Bool
  private var results = Results()
  private var messages: [String] = []
  private var refusals: [String] = []
  private var failures = 0

  /// - Throws: ``SettingsError`` when a setting is unknown or out of range.
  init(
    _ cell: BoundCell, _ settings: [String: String], _ context: RunContext, _ observer: RunObserver
  ) throws(SettingsError) {
    let (resolved, sweep) = try cell.resolve(settings, context)
    self.cell = cell
    self.settings = resolved
    points = sweep.points
    self.context = context
    self.observer = observer
    knobs = cell.knobSettings(settings)
    isAsWritten = cell.isAsWritten(settings, context)
  }

  mutating func run() -> CellOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    let deadline = start + .seconds(cell.timeoutSeconds)
    let weights = points.map { max(cell.experiment.cost(of: settings.merging($0.settings)), 1e-6) }
    let whole = max(weights.reduce(0, +), .leastNormalMagnitude)
    var before = 0.0
    var status: RunStatus?
    var pace = PartialPace()
    let floor = ProgressFloor(observer.progressed)
    let stop = Stop(deadline: deadline, isCancelled: observer.isCancelled)
    for (point, weight) in zip(points, weights) {
      let done = before
      let control = RunControl(
        isCancelled: { stop.isRequested },
        report: { floor.report((done + weight * min(max($0, 0), 1)) / whole) })
      if stop.isRequested {
        status = end(stop)
        break
      }
      status = run(point, control, stop)
      guard status == nil else { break }
      before += weight
      floor.report(before / whole)
      let seconds = (clock.now - start).inSeconds
      if points.count > 1, before < whole, pace.allows(seconds) { tellPartial(seconds) }
    }
    return finish(status, seconds: (clock.now - start).inSeconds, stop)
  }

  /// Runs one point; a status ends the whole.
  private mutating func run(_ point: Sweep.Point, _ control: RunControl, _ stop: Stop)
    -> RunStatus?
  {
    let settings = settings.merging(point.settings)
    let place = point.label.isEmpty ? "" : " (at \(point.label))"
    if let complaint = cell.experiment.complaint(about: settings) {
      messages.append(complaint + place)
      failures += 1
      return nil
    }
    let environment = RunEnvironment(
      threads: min(max(context.threads, 1), 64), memoryLimitBytes: context.memoryLimitBytes,
      control: control)
    do throws(KernelError) {
      let output = try cell.experiment.run(settings, environment)
      guard results.rowCount + output.results.rowCount <= Results.maximumRows else {
        messages.append(
          "stopped\(place): a cell may have \(Results.maximumRows) rows of results; sweep fewer "
            + "values")
        return .failed
      }
      results.append(output.results, point, cell.experiment)
      refusals += output.refusals
      return nil
    } catch {
      return note(error, place, stop)
    }
  }

  /// What an error means for the whole; a status ends it.
  private mutating func note(_ error: KernelError, _ place: String, _ stop: Stop) -> RunStatus? {
    switch error {
    case .cancelled:
      return end(stop)
    case .tooLarge, .noMemory:
      refusals.append((error.refusal ?? "\(error)") + place)
    case .invalid(let sentence):
      messages.append(sentence + place)
      failures += 1
    }
    return nil
  }

  private mutating func end(_ stop: Stop) -> RunStatus {
    if stop.isCancelled() {
      messages.append("cancelled; what had been run until then is kept")
      return .cancelled
    }
    messages.append(
      "stopped after \(Format.number(cell.timeoutSeconds)) s, the time limit of this cell; "
        + "smaller sizes or a 'timeout' key in the lesson help")
    return .failed
  }

  private func tellPartial(_ seconds: Double) {
    let figures = FigureMaker(cell: cell, results: results, context: context, refusals: refusals)
      .figures()
    observer.partial(
      CellOutcome(
        status: .done, seconds: seconds, results: results, figures: figures.made,
        messages: refusals))
  }

  private func finish(_ status: RunStatus?, seconds: Double, _ stop: Stop) -> CellOutcome {
    var outcome = CellOutcome(status: status ?? ending, seconds: seconds, results: results)
    let refused = refusals.uniqued
    outcome.settings = knobs
    outcome.messages = messages + refused.map { "refused: \($0)" } + results.notes
    outcome.judge(cell, isAsWritten: isAsWritten, isStopped: { stop.isRequested })
    outcome.draw(cell, context, refusals: refused)
    outcome.isWhole = outcome.status == .done && refused.isEmpty
    return outcome
  }

  /// Refused only when nothing could run; failed when something went wrong.
  private var ending: RunStatus {
    if failures > 0 { return .failed }
    guard !refusals.isEmpty else { return .done }
    return results.hasRows ? .done : .refused
  }
}

extension CellOutcome {
  /// Checks expectations and goal of a run that is done.
  ///
  /// An author's assertions are about the cell as it is written.
  mutating func judge(
    _ cell: BoundCell, isAsWritten: Bool, isStopped: () -> Bool = { false }
  ) {
    guard status == .done else { return }
    let evaluator = Evaluator(results: results)
    for expectation in isAsWritten ? cell.spec.expectations : [] {
      let text = cell.sourceText(expectation.range) ?? expectation.value.text
      expectations.append(
        isStopped()
          ? ExpectationOutcome(
            text: text, holds: false, detail: "the time limit left no time for it")
          : ExpectationOutcome(evaluator, expectation, text: text))
    }
    guard let goal = cell.spec.goal else { return }
    do throws(ExpressionFailure) {
      isGoalMet = try evaluator.holds(goal.value)
    } catch {
      isGoalMet = false
      messages.append("goal: \(error.message)")
    }
  }

  mutating func draw(_ cell: BoundCell, _ context: RunContext, refusals: [String]) {
    guard status != .refused else { return }
    let maker = FigureMaker(cell: cell, results: results, context: context, refusals: refusals)
    let (made, complaints) = maker.figures()
    figures = made
    messages += complaints
  }
}

/// When what has arrived is shown: the first points of a sweep each, then ten times a second, since
/// drawing may take longer than a point.
private struct PartialPace {
  private var told = 0
  private var last = 0.0

  mutating func allows(_ seconds: Double) -> Bool {
    guard told < 20 || seconds - last > 0.1 else { return false }
    told += 1
    last = seconds
    return true
  }
}

/// Whether a run shall stop: its reader asked, or its time is up.
private struct Stop: Sendable {
  var deadline: ContinuousClock.Instant
  var isCancelled: @Sendable () -> Bool

  var isRequested: Bool { isCancelled() || ContinuousClock.now >= deadline }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}

extension Results {
  /// How many rows the tables of one cell may have together.
  static let maximumRows = 20_000

  /// The rows of all tables.
  var rowCount: Int { tables.values.reduce(0) { $0 + $1.rows.count } }

  /// Adds the results of one point: rows below each other, with the swept values in front; the
  /// matrices are those of the last point.
  mutating func append(_ other: Results, _ point: Sweep.Point, _ experiment: any Experiment) {
    for (name, table) in other.tables {
      let missing = point.settings.keys.sorted().filter { table.index(of: $0) == nil }
      let columns =
        missing.map {
          Table.Column($0, unit: experiment.parameter($0)?.unit ?? "", .parameter)
        } + table.columns
      let values = missing.map { point.settings[$0]?.entry ?? .missing }
      let rows = table.rows.map { values + $0 }
      tables[name, default: Table(columns: columns)].rows += rows
    }
    if !other.matrices.isEmpty { matrices = other.matrices }
    notes = (notes + other.notes).uniqued
  }

  /// Whether some row of `main` is not a refusal.
  fileprivate var hasRows: Bool {
    guard let main = tables["main"] else { return false }
    guard let status = main.index(of: "status") else { return !main.rows.isEmpty }
    return main.rows.contains { $0.indices.contains(status) && $0[status] != .text("refused") }
  }
}
