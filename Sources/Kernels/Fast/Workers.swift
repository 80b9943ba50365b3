internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Runs numbered tasks on some threads; who takes which task changes nothing in the results.
enum Workers {
  /// Carries pointers to the threads; the tasks write to places of their own only.
  struct Shared<Value>: @unchecked Sendable {
    let value: Value
  }

  /// Calls `body(task, worker)` once for each task, in rising order on each worker.
  ///
  /// - Throws: `KernelError.cancelled` when `body` returned false or the run was cancelled.
  static func run(
    tasks: Int, workers: Int, _ progress: Progress, _ body: (Int, Int) -> Bool
  ) throws(KernelError) {
    try run(stages: [tasks], workers: workers, progress) { body($1, $2) }
  }

  /// Calls `body(stage, task, worker)` once for each task of each stage; a stage begins when the one
  /// before it is done.
  ///
  /// The threads are made once for all stages: at a few hundred keys a stage is over sooner than a
  /// thread begins.
  ///
  /// - Parameters:
  ///   - stages: the number of tasks of each.
  ///   - workers: threads, the caller's among them.
  ///   - progress: hears of each task that is done.
  ///   - body: does a task; says whether to go on.
  /// - Throws: `KernelError.cancelled` when `body` returned false or the run was cancelled.
  static func run(
    stages: [Int], workers: Int, _ progress: Progress, _ body: (Int, Int, Int) -> Bool
  ) throws(KernelError) {
    if workers <= 1 {
      for (stage, tasks) in stages.enumerated() {
        for task in 0..<tasks {
          guard !progress.isCancelled, body(stage, task, 0) else { throw .cancelled }
          progress.advance()
        }
      }
      return
    }
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    let stopped = Atomic<Bool>(false)
    withoutActuallyEscaping(body) { body in
      let shared = Shared(value: body)
      Threads.run(workers) { worker in
        var (first, stage) = (0, 0)
        while !stopped.load(ordering: .relaxed) {
          let ticket = next.add(1, ordering: .relaxed).oldValue
          while stage < stages.count, ticket - first >= stages[stage] {
            first += stages[stage]
            stage += 1
          }
          guard stage < stages.count else { return }
          // Whoever holds the tickets before this stage is at work on them.
          while done.load(ordering: .acquiring) < first {
            if stopped.load(ordering: .relaxed) { return }
            sched_yield()
          }
          guard !progress.isCancelled, shared.value(stage, ticket - first, worker) else {
            stopped.store(true, ordering: .relaxed)
            return
          }
          progress.advance()
          done.add(1, ordering: .releasing)
        }
      }
    }
    if stopped.load(ordering: .relaxed) { throw .cancelled }
  }
}

/// Counts finished tasks of a run and tells its control, never less than before.
///
/// The lock is the system's: ThreadSanitizer knows that one, and takes `Mutex` on Linux for none.
final class Progress: @unchecked Sendable {
  private let control: RunControl
  private let total: Int
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private var done = 0

  init(_ control: RunControl, total: Int) {
    self.control = control
    self.total = total
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deinitialize(count: 1)
    lock.deallocate()
  }

  var isCancelled: Bool { control.isCancelled() }

  func advance() {
    pthread_mutex_lock(lock)
    done += 1
    control.report(min(1, Double(done) / Double(max(total, 1))))
    pthread_mutex_unlock(lock)
  }
}

/// Runs a closure on some threads at once, made for the purpose.
///
/// The scheduler places a new thread on the core with least to do. A woken thread of Dispatch's pool
/// is put beside its waker when the cores are busy, and then the two share one for a while; and a
/// pool whose threads are all taken lends none.
private enum Threads {
  /// What a thread is to do.
  private final class Job: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Calls `body(worker)` for 0 ..< count and waits for all; the caller is worker 0.
  ///
  /// When the system has no thread to give, the others do its tasks.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    for worker in 1..<count {
      let job = Unmanaged.passRetained(Job { body(worker) })
      #if canImport(Glibc)
      var thread = pthread_t()
      let failure = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body() }
          return nil
        }, job.toOpaque())
      if failure == 0 { threads.append(thread) } else { job.release() }
      #else
      var thread: pthread_t?
      let failure = pthread_create(
        &thread, nil,
        { argument in
          Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, job.toOpaque())
      if failure == 0, let thread { threads.append(thread) } else { job.release() }
      #endif
    }
    body(0)
    for thread in threads { pthread_join(thread, nil) }
  }
}
