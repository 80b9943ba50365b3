import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Hears of a file that is written, in place or anew, and sleeps in between.
enum FileWatch {
  /// Calls `body` whenever the file was written, for as long as the program runs; every second where
  /// the system does not tell, or may not: of what others write on a network.
  static func follow(_ file: URL, _ body: @escaping @Sendable () -> Void) {
    let path = file.deletingLastPathComponent().path(percentEncoded: false)
    let name = file.lastPathComponent
    #if os(Linux)
    let watch = inotify_init1(Int32(IN_CLOEXEC))
    let isWatched =
      watch >= 0
      && inotify_add_watch(watch, path, UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)) >= 0
    let patience: Int32 = isShared(path) ? 1000 : -1
    #endif
    // A thread: one of a pool would have the pool look every second whether it is still needed.
    Thread.detachNewThread {
      #if os(Linux)
      var events = [UInt8](repeating: 0, count: 4096)
      while isWatched {
        var waiting = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
        let count = poll(&waiting, 1, patience)
        if count < 0 && errno != EINTR { break }
        guard count > 0 else {
          body()
          continue
        }
        let length = read(watch, &events, events.count)
        if length <= 0 && errno != EINTR { break }
        // Other files of the folder do not matter: this one may just be half written.
        if names(in: events.prefix(max(0, length))).contains(where: { $0 == name || $0.isEmpty }) {
          body()
        }
      }
      if watch >= 0 { close(watch) }
      #endif
      while true {
        Thread.sleep(forTimeInterval: 1)
        body()
      }
    }
  }

  #if os(Linux)
  /// The names of the files that events tell of; empty where some were lost.
  private static func names(in events: ArraySlice<UInt8>) -> [String] {
    var names: [String] = []
    var rest = events
    // Each has 16 bytes, the last 4 of them the length of the name that follows.
    while rest.count >= 16 {
      let length = rest.dropFirst(12).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
      names.append(String(decoding: name, as: UTF8.self))
      rest = rest.dropFirst(16 + length)
    }
    return names
  }

  /// Whether others may write there without this system hearing of it.
  private static func isShared(_ path: String) -> Bool {
    guard let mounts = try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8) else {
      return true
    }
    // The mount whose place is the longest start of the path.
    var kind = ""
    var length = 0
    for mount in mounts.split(separator: "\n") {
      let fields = mount.split(separator: " ").map(String.init)
      guard fields.count > 2 else { continue }
      let place = fields[1] == "/" ? "/" : fields[1] + "/"
      guard "\(path)/".hasPrefix(place), place.count >= length else { continue }
      kind = fields[2]
      length = place.count
    }
    let shared = ["nfs", "cifs", "smb", "9p", "fuse", "vboxsf", "ceph", "afs", "virtiofs", "drvfs"]
    return shared.contains { kind.hasPrefix($0) }
  }
  #endif
}
