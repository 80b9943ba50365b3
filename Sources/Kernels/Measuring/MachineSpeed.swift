internal import Synchronization

extension Machine {
  /// Measures the peak of fused multiply-adds in float32, operations a second (best of several).
  ///
  /// Fifteen trials of some 10 ms; the threads of a trial begin together and the slowest counts.
  ///
  /// - Throws: ``KernelError``.
  public static func measurePeak(threads: Int, _ control: RunControl = .quiet) throws(KernelError)
    -> Double
  {
    try RunOptions(threads: threads).validate()
    let rounds = 1_500_000
    let unread = Atomic<Int>(0)
    let seconds = try best(of: 15, threads: threads, control) { worker in
      let sum = PeakLoop.run(rounds: rounds, seed: Float(worker))
      unread.add(sum > 0 ? 1 : 0, ordering: .relaxed)
    }
    return Double(threads) * PeakLoop.operations(rounds: rounds) / seconds
  }

  /// Measures how fast memory of that many bytes is read, bytes a second (best of several).
  ///
  /// More bytes than the caches hold, and it is the main memory's speed; the threads share them.
  ///
  /// - Throws: ``KernelError``.
  public static func measureReadBandwidth(
    bytes: Int, threads: Int, _ control: RunControl = .quiet
  ) throws(KernelError) -> Double {
    try RunOptions(threads: threads).validate()
    let line = 128 * MemoryLayout<Float>.stride
    guard bytes >= line else {
      throw .invalid("\(bytes) bytes are too few to measure reading; \(line) are needed at least")
    }
    let share = max(1, bytes / line / threads)
    guard let total = product([share, line, threads]) else {
      throw .invalid("\(bytes) bytes are too many to count")
    }
    try MemoryBudget.require(total, limit: nil)
    // Small blocks are read again and again, so that a trial is long against the clock.
    let repeats = max(1, (1 << 24) / total)
    return try Ledger().withScratch(of: Float.self, count: share * 128 * threads) {
      (buffer) throws(KernelError) in
      buffer.update(repeating: 1)
      guard let base = buffer.baseAddress else { return 0 }
      let memory = Workers.Shared(value: UnsafePointer(base))
      let unread = Atomic<Int>(0)
      let seconds = try best(of: 9, threads: threads, control) { worker in
        var sum: Float = 0
        for _ in 0..<repeats {
          sum += ReadLoop.sum(memory.value + worker * share * 128, count: share * 128)
        }
        unread.add(sum > 0 ? 1 : 0, ordering: .relaxed)
      }
      return Double(total) * Double(repeats) / seconds
    }
  }

  /// The shortest time, in seconds, in which all threads have done the work once.
  private static func best(
    of trials: Int, threads: Int, _ control: RunControl, _ work: (Int) -> Void
  ) throws(KernelError) -> Double {
    let progress = Progress(control, total: trials + 1)
    let silent = Progress(RunControl(isCancelled: control.isCancelled), total: 1)
    var best = Double.infinity
    for trial in 0...trials {
      let begin = Clock.seconds()
      try Workers.run(tasks: threads, workers: threads, silent) { task, _ in
        work(task)
        return true
      }
      // The first trial wakes threads and clock rates.
      if trial > 0 { best = min(best, Clock.seconds() - begin) }
      try progress.nextRow()
    }
    return max(best, 1e-9)
  }
}
