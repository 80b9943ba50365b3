import Kernels
import Synchronization

/// Outcomes of earlier runs, by what they depend on: experiment, parameters, seed, threads, memory
/// limit and machine; never by the prose around a cell.
///
/// Kept for the life of the program; the oldest are dropped. Safe from any thread.
public final class ResultCache: Sendable {
  private struct State {
    var results: [String: Results] = [:]
    var order: [String] = []
  }

  private let state = Mutex(State())
  private let capacity: Int

  public init(capacity: Int = 64) {
    self.capacity = max(1, capacity)
  }

  /// The results kept under a key of ``BoundCell/resultKey(settings:_:)``.
  public func results(_ key: String) -> Results? {
    state.withLock { $0.results[key] }
  }

  /// Keeps results; those of a key that is there already are replaced.
  public func keep(_ results: Results, as key: String) {
    state.withLock { state in
      state.order.removeAll { $0 == key }
      state.order.append(key)
      state.results[key] = results
      while state.order.count > capacity {
        state.results[state.order.removeFirst()] = nil
      }
    }
  }
}

extension BoundCell {
  /// What the results of a run depend on, as one line; equal keys have equal results, up to the
  /// noise of measuring. nil when the settings cannot be run.
  public func resultKey(settings: [String: String], _ context: RunContext) -> String? {
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

  /// Makes an outcome from results that are known already: expectations, goal and figures anew.
  public func outcome(from results: Results, _ context: RunContext) -> CellOutcome {
    CellRun.finished(self, results, context)
  }
}
