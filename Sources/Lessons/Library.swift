public import Foundation

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

  /// Reads the front matter of every `.md` file of the folders, the nearest folder first.
  public init(folders: [URL]) {
    entries = []
    complaints = []
  }

  /// The lesson with that id, or the id nearest to it when it is close enough to be a typo.
  public func entry(id: String) -> Entry? { entries.first { $0.frontMatter.id == id } }

  /// The known id that lies nearest to a mistyped one.
  public func nearestID(to id: String) -> String? { nil }

  /// The folder of the course that came with the program: beside an installed binary, or in the
  /// build's resources; nil when neither is there.
  public static var installedCourse: URL? { nil }
}

/// Finds the word that was meant.
public enum Spelling {
  /// The candidate with the smallest edit distance, when it is close enough to be a typo.
  public static func nearest(to word: String, among candidates: [String]) -> String? { nil }
}
