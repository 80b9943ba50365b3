public import Foundation

/// The file in which a learner's progress is kept.
///
/// Always a whole file: it is replaced, never written in place. Two instances may use it at once:
/// what the other wrote meanwhile is merged cell by cell. Nothing here stops the work: what goes
/// wrong is a message.
public struct ProgressStore: Sendable {
  public let file: URL
  /// Whether a newer version of the program wrote the file, so that it is left alone.
  public private(set) var isReadOnly = false
  /// Another instance that has the lock may hold it for good, as one that was stopped does; it is
  /// waited for once, since nothing goes on meanwhile.
  private(set) var isLockStuck = false
  private static let longestWait = 500
  /// What the file held when it was last read or written.
  private var base = Progress()

  private init(file: URL) {
    self.file = file.resolvingSymlinksInPath()
  }

  /// `$XDG_STATE_HOME/flashtutor/progress.json`, by default in `~/.local/state`.
  public static var standardFile: URL {
    standardFile(environment: ProcessInfo.processInfo.environment)
  }

  static func standardFile(environment: [String: String]) -> URL {
    var folder = URL(filePath: environment["HOME"] ?? NSHomeDirectory())
      .appending(path: ".local/state")
    // The XDG specification has relative paths ignored.
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      folder = URL(filePath: state)
    }
    return folder.appending(path: "flashtutor/progress.json")
  }

  /// Reads the progress; no file is no progress yet.
  ///
  /// - Parameter file: where it is kept.
  /// - Returns: the store, what it holds, and sentences for the learner.
  public static func load(from file: URL = standardFile) -> (
    store: ProgressStore, progress: Progress, messages: [String]
  ) {
    var store = ProgressStore(file: file)
    var messages: [String] = []
    let progress = store.read(&messages) ?? Progress()
    store.base = progress
    return (store, progress, messages)
  }

  /// Writes the progress, merged with what another instance wrote since.
  ///
  /// - Parameter progress: what to keep; becomes what was written.
  /// - Returns: sentences for the learner; empty when it was written.
  public mutating func save(_ progress: inout Progress) -> [String] {
    guard !isReadOnly else { return [] }
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      return ["progress is not kept: cannot create \(file.deletingLastPathComponent().path())"]
    }
    let path = file.path(percentEncoded: false)
    var store = self
    var merged = progress
    let wait = isLockStuck ? 0 : Self.longestWait
    let (messages, isLocked) = AtomicFile.withLock(at: path + ".lock", waiting: wait) {
      () -> [String] in
      var messages: [String] = []
      if let disk = store.read(&messages) { merged = merged.merged(with: disk, since: store.base) }
      guard !store.isReadOnly else { return messages }
      guard let data = Self.encoded(merged) else { return messages + ["progress is not kept"] }
      do throws(AtomicFile.Failure) {
        try AtomicFile.write(data, to: path)
        store.base = merged
      } catch {
        messages.append("progress is not kept: \(error.sentence)")
      }
      return messages
    }
    self = store
    isLockStuck = !isLocked
    progress = merged
    return messages
  }

  /// What the file holds; nil when there is none, or none that can be used.
  private mutating func read(_ messages: inout [String]) -> Progress? {
    let path = file.path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = try? Data(contentsOf: file) else {
      messages.append("progress in \(path) cannot be read; it starts anew and is not kept")
      isReadOnly = true
      return nil
    }
    if let version = try? JSONDecoder().decode(Version.self, from: data).version,
      version > Progress.version
    {
      messages.append(
        "progress in \(path) was written by a newer flashtutor (version \(version)); "
          + "it is left as it is, and what you do now is not kept")
      isReadOnly = true
      return try? JSONDecoder().decode(Progress.self, from: data)
    }
    if let progress = try? JSONDecoder().decode(Progress.self, from: data) { return progress }
    messages.append(setAside(path))
    return nil
  }

  /// Moves a damaged file out of the way, to a name that was not taken.
  private mutating func setAside(_ path: String) -> String {
    for number in 1...1000 {
      let aside = "\(path).damaged-\(number)"
      guard !FileManager.default.fileExists(atPath: aside) else { continue }
      guard (try? FileManager.default.moveItem(atPath: path, toPath: aside)) != nil else { break }
      return "progress was damaged; it is set aside as \(aside), and starts anew"
    }
    isReadOnly = true
    return "progress in \(path) is damaged and cannot be set aside; what you do is not kept"
  }

  private struct Version: Decodable {
    var version: Int
  }

  /// Pretty JSON with sorted keys, so that people and diffs can read it.
  static func encoded(_ progress: some Encodable) -> Data? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(progress) else { return nil }
    return data + Data("\n".utf8)
  }
}
