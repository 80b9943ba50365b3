import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Hears of files that are written in a folder, and sleeps in between.
enum FolderWatch {
  /// Calls `body` after each file that was written, for as long as the program runs; where the system
  /// does not tell, every second.
  static func follow(_ folder: URL, _ body: @escaping @Sendable () -> Void) {
    #if os(Linux)
    let events = inotify_init1(Int32(IN_CLOEXEC))
    let isWatched =
      events >= 0
      && inotify_add_watch(
        events, folder.path(percentEncoded: false), UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO))
        >= 0
    #endif
    // A thread: one of a pool would have the pool look every second whether it is still needed.
    Thread.detachNewThread {
      #if os(Linux)
      // What happened does not matter, only that something did.
      var names = [UInt8](repeating: 0, count: 4096)
      while isWatched, read(events, &names, names.count) > 0 || errno == EINTR { body() }
      if events >= 0 { close(events) }
      #endif
      while true {
        Thread.sleep(forTimeInterval: 1)
        body()
      }
    }
  }
}
