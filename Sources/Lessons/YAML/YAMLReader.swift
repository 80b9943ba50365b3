import Yams

/// Reads a YAML text that stands in a lesson, every key and value with its place in the file.
enum YAMLReader {
  /// The root of the text in `lines` of the file (counted from 1); nil when it is empty, or when it
  /// cannot be read, which is reported.
  static func read(
    from first: Int, through last: Int, of source: SourceText, into report: inout Report
  ) -> Node? {
    let lines = source.lines(from: first, through: last)
    guard isWithinLimits(lines, from: first, into: &report) else { return nil }
    guard !hasAnchor(lines, from: first, into: &report) else { return nil }
    // Blank lines at the end: the parser keeps a pointer to the text, which a short string lacks.
    let text = lines.joined(separator: "\n") + String(repeating: "\n", count: 32)
    do {
      // The parser knows no anchors here, and `basic` resolves no types: lessons read scalars as written.
      let root = try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      guard let root else { return nil }
      var converter = NodeConverter(source: source, offset: first - 1)
      let node = converter.node(root, depth: 0)
      if let place = converter.tooDeep {
        report.add(.tooDeep, at: SourceRange(start: place), "this value is nested too deeply")
        return nil
      }
      return node
    } catch {
      describe(error, from: first, through: last, source: source, into: &report)
      return nil
    }
  }

  private static func isWithinLimits(
    _ lines: ArraySlice<String>, from first: Int, into report: inout Report
  ) -> Bool {
    guard lines.reduce(0, { $0 + $1.utf8.count + 1 }) > SourceText.Limit.cellBytes else {
      return true
    }
    let place = SourceRange(start: SourcePosition(line: first, column: 1))
    report.add(.tooLarge, at: place, "these settings are larger than 64 KiB")
    return false
  }

  /// Finds an anchor (`&name`) by its letters alone; what follows it could grow without bounds.
  private static func hasAnchor(
    _ lines: ArraySlice<String>, from first: Int, into report: inout Report
  ) -> Bool {
    for (offset, line) in lines.enumerated() where line.utf8.contains(0x26) {
      var before: Character = " "
      var column = 0
      var rest = Substring(line)
      while let character = rest.popFirst() {
        column += 1
        let isStart = character == "&" && !before.isLetter && !before.isNumber
        before = character
        guard isStart else { continue }
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        guard !name.isEmpty, !rest.dropFirst(name.count).hasPrefix(";") else { continue }
        let place = SourcePosition(line: first + offset, column: column)
        report.add(
          .anchor, at: SourceRange(start: place, length: name.count + 1),
          "anchors and aliases are not read in lessons; write the value out")
        return true
      }
    }
    return false
  }

  private static func describe(
    _ error: any Error, from first: Int, through last: Int, source: SourceText,
    into report: inout Report
  ) {
    func add(_ mark: Mark?, _ code: DiagnosticCode, _ message: String) {
      var cursor = ColumnCursor(source: source)
      let line = first - 1 + (mark?.line ?? 1)
      // What is open at the end is missed in the blank lines behind it.
      let place =
        line > max(first, last)
        ? SourcePosition(line: last, column: source.line(last).count + 1)
        : cursor.position(line: line, scalars: (mark?.column ?? 1) - 1)
      report.add(code, at: SourceRange(start: place), message)
    }
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let circumstance = context.map { " \($0.text)" } ?? ""
      add(mark, .unreadableYAML, "this is not YAML: \(problem)\(circumstance)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.map { "'\(SafeText.clean($0))'" }.joined(separator: ", ")
      add(context.mark, .duplicateKey, "the key \(keys) stands here twice; leave one out")
    default:
      add(nil, .unreadableYAML, "this is not YAML")
    }
  }
}
