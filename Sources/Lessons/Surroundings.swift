import Foundation

/// What lies around a lesson: the lessons that it may require, and those beside it that it links to.
///
/// Checked when an author asks for it, not when a lesson is opened: other files are read.
public struct Surroundings {
  private let ids: Set<String>
  private var siblings: [URL: [String]] = [:]
  private var anchors: [URL: Set<String>?] = [:]

  /// - Parameter ids: The lessons that are known wherever a lesson lies.
  public init(ids: Set<String>) {
    self.ids = ids
  }

  /// What a lesson says of others and is not so.
  public mutating func diagnostics(of lesson: Lesson) -> [Diagnostic] {
    guard let folder = lesson.folder.map({ URL(fileURLWithPath: $0, isDirectory: true) }) else {
      return []
    }
    return requirements(of: lesson, in: folder) + links(of: lesson, in: folder)
  }

  private mutating func requirements(of lesson: Lesson, in folder: URL) -> [Diagnostic] {
    let wanted = lesson.frontMatter.requires.filter { !ids.contains($0) && $0 != lesson.id }
    guard !wanted.isEmpty else { return [] }
    let own =
      siblings[folder] ?? Library(folders: [folder]).entries.map(\.frontMatter.id)
    siblings[folder] = own
    let head = lesson.sourceLines.prefix(256)
    let start = head.firstIndex { $0.hasPrefix("requires:") } ?? 0
    return wanted.filter { !own.contains($0) }.map { id in
      let near = Spelling.nearest(to: id, among: ids.union(own).sorted())
      return diagnostic(
        .unknownRequirement, lesson, Self.place(ofWord: id, in: head.dropFirst(start)),
        "no lesson '\(id)' is known" + (near.map { "; " + Spelling.proposal($0) } ?? ""))
    }
  }

  private mutating func links(of lesson: Lesson, in folder: URL) -> [Diagnostic] {
    lesson.linkDestinations.compactMap { destination in
      guard case .file(let file, let anchor) = LinkTarget(destination), !anchor.isEmpty,
        anchor != "top", file.hasSuffix(".md"), let known = names(in: file, of: lesson, folder),
        !known.contains(anchor)
      else { return nil }
      let near = Spelling.nearest(to: anchor, among: known.sorted())
      return diagnostic(
        .brokenLink, lesson,
        LessonRules.place(of: destination, in: lesson.sourceLines, from: 1),
        "there is no heading or cell '#\(anchor)' in '\(file)'"
          + (near.map { "; " + Spelling.proposal("\(file)#\($0)") } ?? ""))
    }
  }

  /// The headings and cells of a file beside a lesson; nil for what is no lesson without mistakes.
  private mutating func names(in file: String, of lesson: Lesson, _ folder: URL) -> Set<String>? {
    let url = folder.appendingPathComponent(file)
    if let known = anchors[url] { return known }
    var names: Set<String>?
    // The text alone, so that its own links are not followed.
    if case .success(let text) = lesson.neighbour(file) {
      let other = LessonParser.parse(text, file: "")
      if !other.diagnostics.contains(where: { $0.severity == .error }) {
        names = Set(other.headings.map(\.anchor) + other.cells.map(\.id))
      }
    }
    anchors[url] = .some(names)
    return names
  }

  private func diagnostic(
    _ code: DiagnosticCode, _ lesson: Lesson, _ range: SourceRange?, _ message: String
  ) -> Diagnostic {
    let range = range ?? SourceRange(start: SourcePosition(line: 1, column: 1))
    let line = range.start.line - 1
    return Diagnostic(
      code, file: lesson.file, range: range, message: message,
      sourceLine: lesson.sourceLines.indices.contains(line) ? lesson.sourceLines[line] : "")
  }

  /// Where a word stands by itself, in lines numbered by their places.
  private static func place(ofWord word: String, in lines: ArraySlice<String>) -> SourceRange? {
    for (index, line) in zip(lines.indices, lines) {
      for found in line.ranges(of: word) {
        let around = [line[..<found.lowerBound].last, line[found.upperBound...].first]
        guard
          !around.contains(where: { $0.map { $0 == "-" || $0.isLetter || $0.isNumber } ?? false })
        else { continue }
        let column = line.distance(from: line.startIndex, to: found.lowerBound) + 1
        return SourceRange(
          start: SourcePosition(line: index + 1, column: column), length: word.count)
      }
    }
    return nil
  }
}
