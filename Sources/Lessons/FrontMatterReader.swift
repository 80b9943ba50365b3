extension FrontMatter {
  /// The newest format of lessons that this program knows.
  public static let newestFormat = 1

  public static let keys = LessonKeys.frontMatter.names

  /// Whether a word may be an id: small letters, digits and dashes, at most 64.
  public static func isID(_ word: String) -> Bool {
    let allowed = word.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
    return allowed && !word.isEmpty && word.utf8.count <= 64 && word.first != "-"
  }
}

/// Reads the settings at the top of a lesson.
enum FrontMatterReader {
  /// The settings, and the number of the first line behind them.
  ///
  /// Missing or faulty ones are reported
  /// and have their default; the file's name stands in for the id and the title.
  static func read(
    _ source: SourceText, into report: inout Report
  ) -> (FrontMatter, bodyStart: Int) {
    let name = fallbackID(source.file)
    let fallback = FrontMatter(id: name, title: name)
    let top = SourceRange(start: SourcePosition(line: 1, column: 1))
    guard source.line(1).trimmingBlanks == "---" else {
      let isEmpty = source.lines.allSatisfy { $0.trimmingBlanks.isEmpty }
      report.add(
        .noFrontMatter, at: top,
        isEmpty
          ? "the file is empty; a lesson opens with its settings between two lines '---'"
          : "the front matter is missing; open with '---', 'id: …', 'title: …', '---'")
      return (fallback, 1)
    }
    let closing = source.lines.dropFirst().firstIndex(where: closes)
    guard let closing else {
      report.add(
        .unclosedFrontMatter, at: top, "the front matter is never closed; add a line '---'")
      return (fallback, 2)
    }
    let before = report.errorCount
    let root = YAMLReader.read(from: 2, through: closing, of: source, into: &report)
    guard report.errorCount == before,
      let entries = report.mapping(root ?? Node(.mapping([]), range: top), like: "id: tiling")
    else { return (fallback, closing + 2) }
    let matter = settings(Node(.mapping(entries), range: top), fallback: fallback, &report)
    return (matter, closing + 2)
  }

  /// Whether a line ends the settings.
  static func closes(_ line: String) -> Bool {
    let text = line.trimmingBlanks
    return line.hasPrefix("-") && text == "---" || line.hasPrefix(".") && text == "..."
  }

  private static func settings(
    _ node: Node, fallback: FrontMatter, _ report: inout Report
  ) -> FrontMatter {
    guard case .mapping(let entries) = node.content else { return fallback }
    let own = entries.filter { !$0.key.value.hasPrefix("x-") }
    report.checkKeys(own, known: FrontMatter.keys, in: "the front matter")
    for key in ["id", "title"] where node[key] == nil {
      report.add(.missingKey, at: node.range, "the key '\(key)' is missing")
    }
    var matter = fallback
    if let format = report.integer(node["format"], in: 1...1000) { matter.format = format }
    if matter.format > FrontMatter.newestFormat, let range = node["format"]?.range {
      report.add(
        .newerFormat, at: range,
        "the lesson has format \(matter.format); this flashtutor knows \(FrontMatter.newestFormat)")
    }
    if let id = report.string(node["id"]) {
      matter.id = id.value
      if !FrontMatter.isID(id.value) {
        report.add(
          .badID, at: id.range, "an id has small letters, digits and dashes, not '\(id.value)'")
      }
    }
    matter.title = report.string(node["title"])?.value ?? matter.id
    matter.summary = report.string(node["summary"])?.value ?? ""
    if node["summary"] == nil {
      report.add(.missingSummary, at: node.range, "the lesson has no summary for the course list")
    }
    matter.minutes = report.integer(node["minutes"], in: 0...6000) ?? 0
    matter.order = report.integer(node["order"], in: -1_000_000...1_000_000) ?? 0
    let required = report.strings(node["requires"])
    matter.requires = required.map(\.value)
    for id in required where id.value == matter.id {
      report.add(.requiresItself, at: id.range, "the lesson requires itself; leave this out")
    }
    matter.objectives = report.strings(node["objectives"]).map(\.value)
    if let defaults = node["defaults"], report.mapping(defaults, like: "{seed: 42}") != nil {
      matter.defaults = defaults
    }
    return matter
  }

  /// `03-tiling.md` stands for a lesson `03-tiling` when nothing better is known.
  static func fallbackID(_ file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }
}
