public import Foundation

/// The folder in which learners' code is kept, one file for each code cell.
public struct CodeStore: Sendable {
  public let folder: URL

  public init(folder: URL) { self.folder = folder }

  /// Beside the progress: `$XDG_STATE_HOME/flashtutor/code`.
  public static var standard: CodeStore {
    CodeStore(
      folder: ProgressStore.standardFile.deletingLastPathComponent().appending(path: "code"))
  }

  /// Where the code of a cell is, or will be.
  public func file(of code: BoundCode) -> URL {
    folder.appending(path: Self.name(code.lessonID)).appending(path: Self.name(code.id) + ".swift")
  }

  /// What the learner has written; the starter at first.
  public func text(of code: BoundCode) -> String {
    (try? String(contentsOf: file(of: code), encoding: .utf8)) ?? code.starter
  }

  /// Whether the learner has changed anything.
  public func isTouched(_ code: BoundCode) -> Bool { text(of: code) != code.starter }

  /// Makes the learner's copy, from the starter, where there is none.
  ///
  /// - Throws: ``CodeStoreError``.
  public func prepare(_ code: BoundCode) throws(CodeStoreError) -> URL {
    let file = file(of: code)
    if !FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
      try keep(code.starter, of: code)
    }
    return file
  }

  /// Keeps what the learner has written.
  ///
  /// - Throws: ``CodeStoreError``.
  public func keep(_ text: String, of code: BoundCode) throws(CodeStoreError) {
    try write(text, to: file(of: code))
  }

  private func write(_ text: String, to file: URL) throws(CodeStoreError) {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try AtomicFile.write(Data(text.utf8), to: file.path(percentEncoded: false))
    } catch {
      let reason = (error as? AtomicFile.Failure)?.sentence ?? error.localizedDescription
      throw CodeStoreError(sentence: "your code is not kept: \(reason)")
    }
  }

  /// Puts the starter back; the learner's text stays beside it.
  ///
  /// - Returns: Where the old text is; nil when there was none but the starter.
  /// - Throws: ``CodeStoreError``; nothing has changed then.
  public func restore(_ code: BoundCode) throws(CodeStoreError) -> URL? {
    guard isTouched(code) else { return nil }
    let file = file(of: code)
    let stem = file.deletingPathExtension().path(percentEncoded: false)
    for number in 1...9999 {
      let aside = "\(stem).\(number).swift"
      guard !FileManager.default.fileExists(atPath: aside) else { continue }
      do {
        try FileManager.default.moveItem(atPath: file.path(percentEncoded: false), toPath: aside)
      } catch {
        throw CodeStoreError(sentence: "your code cannot be set aside as \(aside)")
      }
      try keep(code.starter, of: code)
      return URL(filePath: aside)
    }
    throw CodeStoreError(sentence: "there are too many old texts beside \(stem).swift")
  }

  /// The most bytes of one text that is carried to another machine.
  private static let carriedBytes = 256 << 10

  /// Every text that is kept, by the name of its file within the folder: `tiling/c-merge.swift`.
  public var texts: [String: String] {
    var texts: [String: String] = [:]
    for lesson in Self.names(in: folder) {
      let inner = folder.appending(path: lesson)
      for name in Self.names(in: inner) where Self.isName("\(lesson)/\(name)") {
        let text = try? String(contentsOf: inner.appending(path: name), encoding: .utf8)
        if let text, text.utf8.count <= Self.carriedBytes { texts["\(lesson)/\(name)"] = text }
      }
    }
    return texts
  }

  private static func names(in folder: URL) -> [String] {
    let path = folder.path(percentEncoded: false)
    return (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
  }

  /// Whether it is the name that a cell's file may have: nothing leaves the folder by it.
  private static func isName(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[1].hasSuffix(".swift") else { return false }
    let ids = [parts[0], String(parts[1].dropLast(6))]
    return ids.allSatisfy { name($0) == $0 && $0 != "_" }
  }

  /// Takes over texts of another machine; one that differs from what is here is put beside it.
  ///
  /// - Returns: A sentence on each of those that are beside.
  /// - Throws: ``CodeStoreError``.
  public func take(_ texts: [String: String]) throws(CodeStoreError) -> [String] {
    var sentences: [String] = []
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
      guard Self.isName(path), text.utf8.count <= Self.carriedBytes else { continue }
      let stem = String(path.dropLast(6))
      for name in [path] + (1...9999).map({ "\(stem).\($0).swift" }) {
        let file = folder.appending(path: name)
        if let own = try? String(contentsOf: file, encoding: .utf8) {
          if own == text { break }
          continue
        }
        try write(text, to: file)
        if name != path {
          sentences.append("your \(path) stays; the other one is \(name) beside it")
        }
        break
      }
    }
    return sentences
  }

  /// An id as the name of a file, whatever a lesson calls itself.
  private static func name(_ id: String) -> String {
    let name = id.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "_" }
    return name.isEmpty ? "_" : String(name.prefix(100))
  }
}

/// Why a learner's code could not be kept.
public struct CodeStoreError: Error, Hashable, Sendable {
  public var sentence: String
}
