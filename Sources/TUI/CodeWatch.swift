import Foundation
import Notebook
import Synchronization

/// Hears of saves of learners' code that this program did not make: by an editor in a window of its
/// own, which `E` started or the learner did.
final class CodeWatch: Sendable {
  private struct Known {
    var stamp: Stamp
    /// Whether an editor has our terminal, and what it saves is asked for when it returns.
    var isLent = false
  }

  private let files = Mutex<[URL: Known]>([:])

  /// Posts every save from now on, for as long as the program runs, once there is a file.
  func follow(_ code: BoundCode, at file: URL, _ mailbox: Mailbox<Tutor.Message>) {
    let stamp = Stamp(file)
    guard stamp.isThere else { return }
    let isNew = files.withLock { files in
      let isNew = files[file] == nil
      files[file] = Known(stamp: stamp)
      return isNew
    }
    guard isNew else { return }
    FileWatch.follow(file) { [self] in
      guard hearsSave(of: file) else { return }
      mailbox.post(.saved(lessonID: code.lessonID, cellID: code.id))
    }
  }

  /// Whether the file was saved since this was asked last.
  func hearsSave(of file: URL) -> Bool {
    files.withLock { files in
      guard let known = files[file], !known.isLent else { return false }
      let stamp = Stamp(file)
      files[file]?.stamp = stamp
      return stamp.isThere && stamp != known.stamp
    }
  }

  /// Whether `body`, which has our terminal, saves the file.
  func lend(_ file: URL, _ body: () -> Void) -> Bool {
    let before = Stamp(file)
    files.withLock { $0[file]?.isLent = true }
    body()
    let after = Stamp(file)
    files.withLock { if $0[file] != nil { $0[file] = Known(stamp: after) } }
    return after != before
  }

  /// Has us change a file, which is then no news.
  func change(_ file: URL, _ body: () throws(CodeStoreError) -> Void) throws(CodeStoreError) {
    let problem = files.withLock { files -> CodeStoreError? in
      do throws(CodeStoreError) {
        try body()
      } catch {
        return error
      }
      files[file]?.stamp = Stamp(file)
      return nil
    }
    if let problem { throw problem }
  }

  /// Tells saves apart, also those that change nothing.
  struct Stamp: Equatable {
    private var modified: Date?
    private var number: Int?
    private var size: Int?

    var isThere: Bool { modified != nil }
    var isEmpty: Bool { size == 0 }

    init(_ file: URL) {
      let facts = try? FileManager.default.attributesOfItem(
        atPath: file.path(percentEncoded: false))
      modified = facts?[.modificationDate] as? Date
      number = facts?[.systemFileNumber] as? Int
      size = facts?[.size] as? Int
    }
  }
}
