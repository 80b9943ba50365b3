internal import Foundation
internal import Synchronization

/// Threads made for one purpose, and gone after it.
///
/// Dispatch would lend some of its pool, and then wake the process every second for as long as it
/// lives, to look after them.
enum Threads {
  /// Calls `body` for 0 ..< count, on as many threads as there are processors, and waits for all.
  static func perform(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let next = Next()
    let others = DispatchGroup()
    let work: @Sendable () -> Void = {
      while case let place = next.take(), place < count { body(place) }
    }
    for _ in 1..<max(2, min(count, ProcessInfo.processInfo.activeProcessorCount)) {
      others.enter()
      Thread.detachNewThread {
        work()
        others.leave()
      }
    }
    work()
    others.wait()
  }

  private final class Next: Sendable {
    private let place = Atomic<Int>(0)

    func take() -> Int { place.add(1, ordering: .relaxed).oldValue }
  }
}
