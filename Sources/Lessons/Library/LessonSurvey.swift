public import Foundation

/// What a list of lessons says of one of them: its sections and its cells, their content unread.
///
/// Found line by line where that is certain to agree with the parser, as it is in nearly every lesson:
/// headings and fences at the margin stand outside of lists and quotes. Where something else might
/// be meant (markup, underlined headings, references in a title, …) the lesson is parsed.
///
/// Nothing that only the content of a cell can show is found here, such as its mistakes.
public struct LessonSurvey: Hashable, Sendable {
  public struct Section: Hashable, Sendable {
    public var id: String
    public var title: String
  }

  public struct Cell: Hashable, Sendable {
    public var id: String
    /// `run`, `predict`, `quiz`, `exercise` or `code`.
    public var kind: String
    /// Whether it stands in an optional section.
    public var isOptional: Bool
  }

  public private(set) var sections: [Section] = []
  /// The cells that are run, answered or solved, by the attributes of their fences: also those whose
  /// settings could not be read.
  public private(set) var cells: [Cell] = []
  private var ids: Set<String> = []
  /// Of the section that is being read.
  private var isOptional = false

  private static let kinds = ["run", "predict", "quiz", "exercise", "code"]

  /// The survey of a lesson that has been parsed.
  public init(_ lesson: Lesson) {
    sections = lesson.sections.filter { !$0.title.isEmpty }.map {
      Section(id: $0.id, title: $0.title.map(\.plainText).joined())
    }
    for section in lesson.sections {
      isOptional = section.isOptional
      for element in section.elements {
        switch element {
        case .cell(let cell): take(fence: cell.range.start.line, of: lesson)
        case .faulty(let source, _):
          take(fence: String(source.prefix { $0 != "\n" }))
        default: break
        }
      }
    }
  }

  /// The survey of a file; empty when it cannot be read.
  public init(of file: URL) {
    self.init((try? LessonFile.read(file).get()) ?? "")
  }

  /// The survey of a lesson's text.
  public init(_ text: String) {
    if let scanned = Self(scanning: Array(text.utf8)) {
      self = scanned
    } else {
      self.init(LessonParser.parse(text, file: "survey.md"))
    }
  }

  private mutating func take(fence line: Int, of lesson: Lesson) {
    guard lesson.sourceLines.indices.contains(line - 1) else { return }
    take(fence: lesson.sourceLines[line - 1])
  }

  /// Notes the cell that a line opens, once for each id.
  private mutating func take(fence line: String) {
    let source = SourceText(line, file: "survey.md")
    var report = Report(source: source)
    let word = line.drop { " `~".contains($0) }.prefix { !$0.isWhitespace && $0 != "{" }
    guard word == "flash",
      let attributes = Attributes(line: 1, of: source, into: &report),
      let kind = attributes.kind?.value, Self.kinds.contains(kind),
      let id = attributes.id?.value, FrontMatter.isID(id), ids.insert(id).inserted
    else { return }
    cells.append(Cell(id: id, kind: kind, isOptional: isOptional))
  }

  /// The same for the bytes of a line, which are read as text only where they are unusual.
  private mutating func take(_ fence: ArraySlice<UInt8>) {
    guard let plain = PlainFence(fence) else {
      return take(fence: String(decoding: fence, as: UTF8.self))
    }
    guard let id = plain.id, let kind = plain.kind, Self.kinds.contains(kind),
      FrontMatter.isID(id), ids.insert(id).inserted
    else { return }
    cells.append(Cell(id: id, kind: kind, isOptional: isOptional))
  }
}

extension LessonSurvey {
  /// What no line of a text may exceed that is not parsed; the parser's own limits are wider.
  private enum Limit {
    static let bytes = 256 << 10
    static let paragraphBytes = 8000
    static let bars = 128
  }

  /// The survey by lines alone; nil when a line could mean something else.
  init?(scanning bytes: [UInt8]) {
    guard bytes.count <= Limit.bytes, !bytes.starts(with: [0xEF, 0xBB, 0xBF]),
      bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 })
    else { return nil }
    var scan = LineScan(bytes)
    guard scan.skipFrontMatter() else { return nil }
    var anchors = Anchors()
    var fence: (mark: UInt8, count: Int)?
    var blockBytes = 0
    // Whether a line of dashes would underline the line before it.
    var isOpen = false
    while let line = scan.next() {
      blockBytes = line.isBlank ? 0 : blockBytes + line.bytes.count + 1
      guard blockBytes <= Limit.paragraphBytes else { return nil }
      if let (mark, count) = fence {
        if line.closes(mark, count) { fence = nil }
        isOpen = false
        continue
      }
      guard !line.isBlank else {
        isOpen = false
        continue
      }
      guard !line.isComment else {
        isOpen = false
        continue
      }
      guard line.isCertain(after: isOpen, atMost: Limit.bars) else { return nil }
      isOpen = true
      if let (mark, count) = line.opening {
        guard !line.bytes.contains(UInt8(ascii: "&")), !line.bytes.contains(UInt8(ascii: "\\"))
        else { return nil }
        fence = (mark, count)
        take(line.bytes)
        isOpen = false
      } else if let (level, title) = line.heading {
        guard let title = Self.plainText(title) else { return nil }
        let anchor = anchors.anchor(for: title)
        if level == 2 { isOptional = Lessons.Section.isOptional(title) }
        if level == 2, !title.isEmpty { sections.append(Section(id: anchor, title: title)) }
        isOpen = false
      }
    }
  }

  /// The text of a title without markup; nil when another part of the lesson may decide what it is.
  private static func plainText(_ title: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: title, as: UTF8.self)
    let isPlain = title.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: ","),
        UInt8(ascii: "?"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"),
        UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: ";"):
        true
      default: false
      }
    }
    if isPlain { return text }
    guard !title.contains(UInt8(ascii: "[")) else { return nil }
    let source = SourceText("# \(text)", file: "survey.md")
    var report = Report(source: source)
    let elements = MarkdownReader.read(from: 1, through: 1, of: source, into: &report)
    guard elements.count == 1, case .heading(_, let inlines)? = elements.first?.element else {
      return nil
    }
    return inlines.map(\.plainText).joined()
  }
}
