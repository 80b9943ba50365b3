import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Ctrl-C and SIGTERM while a command runs without the screen: noted, so that the run can stop and
/// the command can end with code 130.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  static var hasHappened: Bool { flag.load(ordering: .relaxed) }

  /// From now on Ctrl-C sets the flag, which is down again; a second one ends the process at once.
  static func begin() {
    flag.store(false, ordering: .relaxed)
    signal(SIGINT) { number in
      Interruption.flag.store(true, ordering: .relaxed)
      signal(number, SIG_DFL)
    }
  }

  /// From now on Ctrl-C ends the process again.
  static func end() { signal(SIGINT, SIG_DFL) }

  /// From now on the signals set the flag; a second one ends the process at once.
  static func watch() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }
}
