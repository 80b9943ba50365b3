import Kernels
import Synchronization

/// Results of earlier runs, by what they depend on: experiment, parameters, seed, threads, memory
/// limit and machine; never by the prose around a cell, its figures or its claims.
///
/// Kept for the life of the program; the oldest are dropped. Nothing is written to disk: a time is that
/// of this machine as it is now, and the kernels of a newer program are others. Opening a lesson again
/// runs nothing; what was done is in the progress. Safe from any thread.
public final class ResultCache: Sendable {
  private struct Kept {
    var results: Results
    var seconds: Double
  }

  private struct State {
    var kept: [String: Kept] = [:]
    var order: [String] = []
    var size = 0
  }

  private let state = Mutex(State())
  private let capacity: Int

  /// A cache of so many numbers and texts.
  public init(capacity: Int = 4_000_000) {
    self.capacity = capacity
  }

  /// Whether nothing is kept yet.
  public var isEmpty: Bool { state.withLock { $0.kept.isEmpty } }

  /// Keeps the results of a run that came to its end with nothing refused; those of the same
  /// settings are replaced.
  public func keep(
    _ outcome: CellOutcome, of cell: BoundCell, settings: [String: String], _ context: RunContext
  ) {
    let size = outcome.results.size
    guard outcome.isWhole, size <= capacity,
      let key = cell.resultKey(settings: settings, context)
    else { return }
    state.withLock { state in
      if let before = state.kept.removeValue(forKey: key) {
        state.size -= before.results.size
        state.order.removeAll { $0 == key }
      }
      state.kept[key] = Kept(results: outcome.results, seconds: outcome.seconds)
      state.order.append(key)
      state.size += size
      while state.size > capacity, let oldest = state.order.first {
        state.order.removeFirst()
        state.size -= state.kept.removeValue(forKey: oldest)?.results.size ?? 0
      }
    }
  }

  /// The outcome of an earlier run with the same experiment and settings, its claims checked and its
  /// figures drawn as the cell has them now; nil when there was none.
  public func outcome(of cell: BoundCell, settings: [String: String], _ context: RunContext)
    -> CellOutcome?
  {
    guard let key = cell.resultKey(settings: settings, context),
      let kept = state.withLock({ $0.kept[key] })
    else { return nil }
    var outcome = CellOutcome(
      status: .done, seconds: kept.seconds, results: kept.results, messages: kept.results.notes)
    outcome.settings = cell.knobSettings(settings)
    outcome.isWhole = true
    outcome.judge(cell, isAsWritten: cell.isAsWritten(settings, context))
    outcome.draw(cell, context, refusals: [])
    return outcome
  }
}

extension Results {
  /// How many numbers and texts there are.
  fileprivate var size: Int {
    tables.values.reduce(0) { $0 + $1.rows.count * $1.columns.count }
      + matrices.reduce(0) { $0 + $1.values.count }
  }
}

extension BoundCell {
  /// What the results of a run depend on, as one line; nil when the settings cannot be run.
  ///
  /// Equal keys have equal results, up to the noise of measuring.
  func resultKey(settings: [String: String], _ context: RunContext) -> String? {
    guard let (resolved, sweep) = try? resolve(settings, context) else { return nil }
    let machine = Machine.inspect()
    let values = resolved.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }
    let axes = sweep.axes.map { axis in
      "\(axis.parameter)=[\(axis.values.map(\.text).joined(separator: ","))]"
    }
    return
      ([experiment.name] + values + axes + [
        "threads=\(context.threads)", "memory=\(context.memoryLimitBytes.map(String.init) ?? "")",
        machine.processor, machine.instructionSet,
      ]).joined(separator: " ")
  }
}
