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
    var keys = DuplicateKeys(lines)
    do {
      guard let root = try keys.root() else { return nil }
      var converter = NodeConverter(source: source, offset: first - 1)
      let node = converter.node(root, depth: 0)
      if !keys.named.isEmpty { tell(keys, in: node, into: &report) }
      if let place = converter.tooDeep {
        report.add(.tooDeep, at: SourceRange(start: place), "this value is nested too deeply")
        return nil
      }
      return node
    } catch {
      for (name, mark) in keys.named {
        var cursor = ColumnCursor(source: source)
        let place = cursor.position(line: first - 1 + mark.line, scalars: mark.column - 1)
        report.add(.duplicateKey, at: SourceRange(start: place, length: name.count), twice(name))
      }
      describe(error, from: first, through: last, source: source, into: &report)
      return nil
    }
  }

  private static func twice(_ key: String) -> String {
    "the key '\(SafeText.clean(key))' stands here twice; leave one out"
  }

  /// Reports each key of a mapping that an earlier one of it says as well.
  private static func tell(
    _ keys: DuplicateKeys, in node: Node, into report: inout Report
  ) {
    switch node.content {
    case .scalar: break
    case .sequence(let items):
      for item in items { tell(keys, in: item, into: &report) }
    case .mapping(let entries):
      var seen: Set<String> = []
      for entry in entries {
        let name = keys.original(entry.key.value)
        if !seen.insert(name).inserted {
          report.add(.duplicateKey, at: entry.key.range, twice(name))
        }
        tell(keys, in: entry.value, into: &report)
      }
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
    /// The character that a mark points at.
    func character(at mark: Mark?) -> Unicode.Scalar? {
      guard let mark, mark.line >= 1, mark.line <= max(first, last) - first + 1 else { return nil }
      return source.line(first - 1 + mark.line).unicodeScalars.dropFirst(mark.column - 1).first
    }
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
      let words = problem + circumstance
      if words.contains("another document") {
        add(mark, .unreadableYAML, "the settings end here, and others begin; leave this line out")
      } else if character(at: mark) == "\t" {
        add(mark, .unreadableYAML, "this is not YAML: a tab stands here; indent with blanks")
      } else if let sign = character(at: mark), "@`%".unicodeScalars.contains(sign),
        problem.contains("cannot start")
      {
        add(
          mark, .unreadableYAML,
          "this is not YAML: a text that begins with '\(sign)' stands in quotes")
      } else {
        add(mark, .unreadableYAML, "this is not YAML: \(words)")
      }
    case .duplicatedKeysInMapping: break
    default:
      add(nil, .unreadableYAML, "this is not YAML")
    }
  }
}
