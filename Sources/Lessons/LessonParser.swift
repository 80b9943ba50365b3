public import Foundation

/// Reads lesson files.
public enum LessonParser {
  /// Reads a whole lesson.
  ///
  /// It never fails: mistakes become diagnostics and faulty elements.
  ///
  /// - Parameters:
  ///   - text: The content of the file.
  ///   - file: Its path. Links to other files are checked when there is such a file.
  /// - Returns: The lesson, faulty or not.
  public static func parse(_ text: String, file: String) -> Lesson {
    let source = SourceText(text, file: file)
    var report = Report(source: source)
    let (matter, bodyStart) = FrontMatterReader.read(source, into: &report)
    var cells = CellReader(source: source)
    let elements = MarkdownReader.read(
      from: bodyStart, through: source.lines.count, of: source, into: &report
    ) { lines, report in
      cells.element(on: lines, into: &report)
    }
    var outline = Outline()
    for placed in elements { outline.append(placed, source: source) }
    let rules = LessonRules(
      source: source, matter: matter, elements: elements, cells: cells,
      sections: outline.sections, anchors: outline.anchors)
    rules.check(into: &report, path: file)
    let order = report.diagnostics.sorted { $0.range.start < $1.range.start }
    var lesson = Lesson(
      file: file, frontMatter: matter, sections: outline.sections, diagnostics: order,
      sourceLines: source.lines)
    lesson.partialCells = cells.partial
    return lesson
  }

  /// Reads only what the course list needs: the front matter.
  ///
  /// Mistakes elsewhere stay unnoticed.
  public static func parseFrontMatter(_ text: String, file: String) -> (FrontMatter, [Diagnostic]) {
    let source = SourceText(text, file: file)
    var report = Report(source: source)
    let (matter, _) = FrontMatterReader.read(source, into: &report)
    return (matter, report.diagnostics)
  }

  /// Reads a lesson from disk.
  ///
  /// A file that cannot be read yields a lesson that says why.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - name: How diagnostics call it; its path as given unless named.
  /// - Returns: The lesson, faulty or not.
  public static func load(_ url: URL, as name: String? = nil) -> Lesson {
    let file = name ?? url.relativePath
    switch LessonFile.read(url) {
    case .success(let text):
      var lesson = parse(text, file: file)
      lesson.folder = url.deletingLastPathComponent().path
      return lesson
    case .failure(let fault):
      let name = FrontMatterReader.fallbackID(SafeText.clean(file))
      return Lesson(
        file: file, frontMatter: FrontMatter(id: name, title: name), sections: [],
        diagnostics: [fault.diagnostic(file: file)], sourceLines: [])
    }
  }
}
