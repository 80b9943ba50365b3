import Kernels
import Workshop

/// How long kernels of this program take for what the learner's code did.
struct CodeTimes {
  /// Wall time of each on one thread, the learner's first: the shorter of two calls, and medians of
  /// the kernels; empty where there is nothing to compare.
  static func all(for verdict: Verdict, _ work: CodeTask.Work?) -> [CodeReport.Time] {
    guard verdict.isPassed, let work, let timed = verdict.timed, let seconds = timed.seconds,
      let q = timed.matrices.first(where: { $0.name == "q" }),
      let k = timed.matrices.first(where: { $0.name == "k" })
    else { return [] }
    let problem = Problem(
      queries: q.rows, keys: k.rows, headDim: q.columns,
      mask: work == .causalForward ? .causal : .none)
    let (direction, slow): (Direction, KernelName) =
      work == .backward ? (.backward, .standard) : (.forward, .naive)
    let times = [slow, .flash2].compactMap { kernel -> CodeReport.Time? in
      let measurement = try? Attention.measure(
        kernel, problem, direction: direction, RunOptions(),
        Effort(minimumRuns: 3, minimumSeconds: 0.01, maximumSeconds: 0.2))
      return measurement.map { CodeReport.Time(name: kernel.rawValue, seconds: $0.median) }
    }
    return [CodeReport.Time(name: "yours", seconds: seconds)] + times
  }
}
