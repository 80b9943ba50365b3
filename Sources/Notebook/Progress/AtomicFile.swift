import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that is always whole: it is replaced, never written in place.
enum AtomicFile {
  /// Why a file could not be written, as a sentence.
  struct Failure: Error {
    var sentence: String
  }

  /// Replaces the file at a path: a new file beside it, written, synced, renamed.
  ///
  /// - Throws: ``Failure``; the old file then stands as it was.
  static func write(_ data: Data, to path: String) throws(Failure) {
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).tmp"
    let descriptor = unsafe open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("cannot create a file beside \(path)") }
    var isWritten = false
    defer { if !isWritten { _ = unsafe unlink(temporary) } }
    do {
      defer { close(descriptor) }
      try fill(descriptor, with: data, path)
      guard fsync(descriptor) == 0 else { throw failure("cannot write \(path)") }
    }
    guard unsafe rename(temporary, path) == 0 else { throw failure("cannot replace \(path)") }
    isWritten = true
    syncFolder(of: path)
    removeRemains(beside: path)
  }

  /// Removes the new files of writers that were killed before they could rename them.
  private static func removeRemains(beside path: String) {
    let file = path as NSString
    let folder = file.deletingLastPathComponent
    let prefix = file.lastPathComponent + "."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) && name.hasSuffix(".tmp") {
      let number = name.dropFirst(prefix.count).prefix { $0.isNumber }
      guard let writer = pid_t(number), kill(writer, 0) != 0, errno == ESRCH else { continue }
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  private static func fill(_ descriptor: Int32, with data: Data, _ path: String) throws(Failure) {
    var rest = data[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
        unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw failure("cannot write \(path)") }
      rest = rest.dropFirst(written)
    }
  }

  /// Makes the renaming last; a file system that cannot is none the worse.
  private static func syncFolder(of path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = unsafe open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func failure(_ what: String) -> Failure {
    let reason = unsafe String(cString: strerror(errno))
    return Failure(sentence: "\(what): \(reason)")
  }

  /// Runs `body` while no other instance holds the lock file; waits for it as long as it was told
  /// to, then goes on without.
  ///
  /// - Parameters:
  ///   - path: The lock file.
  ///   - milliseconds: How long another instance is waited for.
  ///   - body: What to do.
  /// - Returns: What came of it, and whether the lock was held.
  static func withLock<Result>(
    at path: String, waiting milliseconds: Int, _ body: () -> Result
  ) -> (result: Result, isLocked: Bool) {
    let descriptor = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return (body(), false) }
    defer { close(descriptor) }
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard ContinuousClock.now < end else { return (body(), false) }
      usleep(5000)
    }
    return (body(), true)
  }
}
