public import Foundation
import Synchronization

/// Finds and orders the lessons of one or more folders; of two with the same id the nearer wins.
public struct Library: Sendable {
  public struct Entry: Hashable, Sendable {
    public var frontMatter: FrontMatter
    public var file: URL
    /// Front matter that could not be read; the entry then stands under its file name.
    public var diagnostics: [Diagnostic]
    /// Files with the same id in farther folders.
    public var shadowed: [URL]

    public init(
      frontMatter: FrontMatter, file: URL, diagnostics: [Diagnostic] = [], shadowed: [URL] = []
    ) {
      self.frontMatter = frontMatter
      self.file = file
      self.diagnostics = diagnostics
      self.shadowed = shadowed
    }
  }

  /// In the order of the course: `order`, then id.
  public var entries: [Entry]
  /// Folders or files that could not be read, as sentences.
  public var complaints: [String]

  /// How much of a file is read to find its front matter.
  private static let headBytes = 4 << 10

  /// Reads the front matter of every `.md` file of the folders, the nearest folder first.
  public init(folders: [URL]) {
    entries = []
    complaints = []
    var places: [String: Int] = [:]
    var isLast: [String: Bool] = [:]
    for folder in folders {
      let files = files(in: folder)
      for (file, entry) in zip(files, Self.entries(files)) {
        let id = entry.frontMatter.id
        if let place = places[id] {
          let isSameFolder = isLast[id] == true && entries[place].file.isBeside(file)
          if isSameFolder {
            complaints.append(
              "\(SafeText.clean(file.relativePath)): the id '\(id)' belongs to"
                + " \(SafeText.clean(entries[place].file.lastPathComponent)) already")
          }
          entries[place].shadowed.append(file)
        } else {
          places[id] = entries.count
          isLast[id] = true
          entries.append(entry)
        }
      }
    }
    entries.sort {
      ($0.frontMatter.order, $0.frontMatter.id) < ($1.frontMatter.order, $1.frontMatter.id)
    }
  }

  /// The lesson with exactly that id.
  public func entry(id: String) -> Entry? { entries.first { $0.frontMatter.id == id } }

  /// The id of the lesson in a file, whatever the file is called; its name where it says none.
  public static func id(of file: URL) -> String { entry(file).frontMatter.id }

  /// The known id that lies nearest to a mistyped one.
  public func nearestID(to id: String) -> String? {
    Spelling.nearest(to: id, among: entries.map(\.frontMatter.id))
  }

  private mutating func files(in folder: URL) -> [URL] {
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      return names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted()
        .map { folder.appendingPathComponent($0, isDirectory: false) }
    } catch {
      let path = SafeText.clean(folder.relativePath)
      let exists = FileManager.default.fileExists(atPath: folder.path)
      complaints.append(
        exists ? "\(path): this folder cannot be read" : "\(path): there is no such folder")
      return []
    }
  }

  /// An entry for each file, in the same order; read on all processors, since a folder may have a
  /// thousand.
  private static func entries(_ files: [URL]) -> [Entry] {
    guard files.count > 16 else { return files.map { entry($0) } }
    let entries = Mutex([Entry?](repeating: nil, count: files.count))
    Threads.perform(files.count) { place in
      let entry = entry(files[place])
      entries.withLock { $0[place] = entry }
    }
    return entries.withLock { $0.compactMap(\.self) }
  }

  private static func entry(_ file: URL, atMost limit: Int = headBytes) -> Entry {
    let name = file.relativePath
    switch LessonFile.read(file, atMost: limit) {
    case .success(let head):
      let (matter, diagnostics) = LessonParser.parseFrontMatter(
        String(Self.frontMatter(of: head)), file: name)
      // Settings that go on behind the head: the whole file has their end.
      if head.utf8.count >= limit - 3, limit == headBytes,
        diagnostics.contains(where: { $0.code == DiagnosticCode.unclosedFrontMatter.code })
      {
        return entry(file, atMost: SourceText.Limit.bytes + 1)
      }
      return Entry(frontMatter: matter, file: file, diagnostics: diagnostics)
    case .failure(let fault):
      let id = FrontMatterReader.fallbackID(SafeText.clean(file.lastPathComponent))
      return Entry(
        frontMatter: FrontMatter(id: id, title: id), file: file,
        diagnostics: [fault.diagnostic(file: name)])
    }
  }
}

extension Library {
  /// The text up to the line that closes its front matter; all of it when no line does.
  private static func frontMatter(of text: String) -> Substring {
    var end = text.startIndex
    var lines = 0
    while let lineEnd = text.utf8[end...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = text.utf8[end..<lineEnd]
      end = text.utf8.index(after: lineEnd)
      lines += 1
      if lines > 1, line.elementsEqual("---".utf8) || line.elementsEqual("---\r".utf8) {
        return text[..<end]
      }
    }
    return text[...]
  }
}

extension URL {
  fileprivate func isBeside(_ other: URL) -> Bool {
    deletingLastPathComponent().path == other.deletingLastPathComponent().path
  }
}
