/// Reads the cells of one lesson, one fence after the other.
struct CellReader {
  static let kinds = LessonKeys.kinds.names

  private let source: SourceText
  /// The ids of all cells so far, those that could not be read included.
  private(set) var ids: Set<String> = []
  /// References to other cells, checked when all are known.
  private(set) var references: [Located<String>] = []
  /// Cells of which only a part could be read.
  private(set) var partial: [Cell] = []
  private var count = 0
  private var settingsBytes = 0
  private var hints: [String: Int] = [:]
  private var solutions: Set<String> = []
  private var programs: Set<String> = []

  init(source: SourceText) {
    self.source = source
  }

  /// The cell on those lines, or a faulty element with its mistakes.
  mutating func element(on lines: ClosedRange<Int>, into report: inout Report) -> Element {
    let (before, errorsBefore) = (report.count, report.errorCount)
    count += 1
    var cell: Cell?
    if count <= SourceText.Limit.cells {
      cell = read(lines, into: &report)
    } else {
      report.add(
        .tooLarge, at: fence(lines.lowerBound),
        "a lesson may have \(SourceText.Limit.cells) cells; this one is left out")
    }
    if let cell {
      if report.errorCount == errorsBefore { return .cell(cell) }
      partial.append(cell)
    }
    let text = source.lines(from: lines.lowerBound, through: lines.upperBound)
    return .faulty(source: text.joined(separator: "\n"), report.errors(since: before))
  }

  private mutating func read(_ lines: ClosedRange<Int>, into report: inout Report) -> Cell? {
    let fence = fence(lines.lowerBound)
    var last = lines.upperBound - 1
    if Fence.isUnclosed(lines, of: source) {
      report.add(.unclosedFence, at: fence, "the cell that opens here is never closed")
      last = lines.upperBound
    }
    let body = (first: lines.lowerBound + 1, last: last)
    guard let attributes = Attributes(line: lines.lowerBound, of: source, into: &report),
      let kind = kind(attributes, fence: fence, into: &report)
    else { return nil }
    if isSwift(fence) {
      return program(kind, attributes, body: body, fence: fence, into: &report)
    }
    if kind == "hint" || kind == "solution" {
      return help(kind, attributes, body: body, fence: fence, into: &report)
    }
    let id = id(attributes, fence: fence, into: &report)
    check(attributes, allows: kind == "quiz" ? ["type"] : [], kind: kind, into: &report)
    if kind == "quiz" {
      let form = attributes.pairs.first { $0.key.value == "type" }?.value
      var reader = QuizReader(source: source, form: form)
      return reader.quiz(from: body.first, through: body.last, fence: fence, into: &report)
        .map { Cell(id: id, kind: .quiz($0), range: fence) }
    }
    settingsBytes += source.lines(from: body.first, through: body.last)
      .reduce(0) { $0 + $1.utf8.count + 1 }
    guard settingsBytes <= SourceText.Limit.settingsBytes else {
      report.add(
        .tooLarge, at: fence,
        "the cells of a lesson may have \(SourceText.Limit.settingsBytes >> 10) KiB of settings "
          + "together; this one is left out")
      return nil
    }
    let before = report.errorCount
    let root = YAMLReader.read(from: body.first, through: body.last, of: source, into: &report)
    guard report.errorCount == before else { return nil }
    guard let root, case .mapping(let entries) = root.content else {
      report.add(
        .wrongValue, at: root?.range ?? fence, "expected settings, as in 'experiment: measure'")
      return nil
    }
    if kind == "predict" {
      let spec = PredictReader.spec(entries, fence: fence, source: source, into: &report)
      if let source = spec?.source { references.append(source) }
      return spec.map { Cell(id: id, kind: .predict($0), range: fence) }
    }
    if kind == "code" {
      return CodeReader.code(entries, fence: fence, into: &report)
        .map { Cell(id: id, kind: .code($0), range: fence) }
    }
    if kind == "task" {
      return CodeReader.task(entries, fence: fence, into: &report)
        .map { Cell(id: id, kind: .task($0), range: fence) }
    }
    let isExercise = kind == "exercise"
    return RunReader(isExercise: isExercise, fence: fence)
      .spec(entries, into: &report)
      .map { Cell(id: id, kind: isExercise ? .exercise($0) : .run($0), range: fence) }
  }

  private func kind(
    _ attributes: Attributes, fence: SourceRange, into report: inout Report
  ) -> String? {
    guard let kind = attributes.kind else {
      report.add(
        .unknownKind, at: fence,
        "the cell has no kind; write one of .\(Self.kinds.joined(separator: ", ."))")
      return nil
    }
    let isSwift = isSwift(fence)
    let known = isSwift ? LessonKeys.swiftKinds.names : Self.kinds
    guard known.contains(kind.value) else {
      let what = isSwift ? "kind of Swift fence" : "kind of cell"
      report.addUnknown(.unknownKind, kind, what: what, among: known)
      return nil
    }
    return kind.value
  }

  private mutating func id(
    _ attributes: Attributes, fence: SourceRange, into report: inout Report
  ) -> String {
    guard let id = attributes.id else {
      report.add(.missingID, at: fence, "the cell has no id; write one, as in {#time-vs-n .run}")
      return ""
    }
    if !FrontMatter.isID(id.value) {
      report.add(
        .badID, at: id.range, "an id has small letters, digits and dashes, not '\(id.value)'")
    } else if !ids.insert(id.value).inserted {
      report.add(.duplicateID, at: id.range, "another cell has the id '\(id.value)' already")
    }
    return id.value
  }

  private func check(
    _ attributes: Attributes, allows known: [String], kind: String, into report: inout Report
  ) {
    for pair in attributes.pairs where !known.contains(pair.key.value) {
      let remedy =
        known.isEmpty ? "a .\(kind) cell has none" : "known are \(known.joined(separator: ", "))"
      report.add(
        .unknownKey, at: pair.key.range, "there is no attribute '\(pair.key.value)'; \(remedy)")
    }
  }

  /// The cell that a hint, a solution or Swift belongs to.
  private mutating func target(
    of kind: String, _ attributes: Attributes, fence: SourceRange, into report: inout Report
  ) -> Located<String>? {
    check(attributes, allows: ["for"], kind: kind, into: &report)
    guard let target = attributes.pairs.first(where: { $0.key.value == "for" })?.value else {
      report.add(
        .missingKey, at: fence, "say which cell this is for, as in {.\(kind) for=x-tile}")
      return nil
    }
    references.append(target)
    return target
  }

  private mutating func help(
    _ kind: String, _ attributes: Attributes, body: (first: Int, last: Int), fence: SourceRange,
    into report: inout Report
  ) -> Cell? {
    guard let target = target(of: kind, attributes, fence: fence, into: &report) else { return nil }
    let elements = MarkdownReader.read(
      from: body.first, through: body.last, of: source, into: &report
    ).map(\.element)
    if elements.isEmpty {
      report.add(.missingKey, at: fence, "the \(kind) is empty")
    }
    if kind == "hint" {
      let number = (hints[target.value] ?? 0) + 1
      hints[target.value] = number
      return Cell(
        id: "\(target.value)-hint-\(number)", kind: .hint(for: target.value, elements),
        range: fence)
    }
    if !solutions.insert(target.value).inserted {
      report.add(
        .duplicateID, at: target.range, "the cell '\(target.value)' has a solution already")
    }
    return Cell(
      id: "\(target.value)-solution", kind: .solution(for: target.value, elements), range: fence)
  }

  /// Whether the fence opens Swift, not settings or Markdown.
  private func isSwift(_ fence: SourceRange) -> Bool {
    source.line(fence.start.line).drop { "`~ ".contains($0) }.hasPrefix("swift")
  }

  /// Swift that belongs to a code cell or a task.
  private mutating func program(
    _ kind: String, _ attributes: Attributes, body: (first: Int, last: Int), fence: SourceRange,
    into report: inout Report
  ) -> Cell? {
    guard let target = target(of: kind, attributes, fence: fence, into: &report) else { return nil }
    let text = source.lines(from: body.first, through: body.last).joined(separator: "\n")
    let isNew =
      kind == "solution"
      ? solutions.insert(target.value).inserted
      : programs.insert("\(kind) \(target.value)").inserted
    if !isNew {
      report.add(
        .duplicateID, at: target.range, "the cell '\(target.value)' has a \(kind) already")
    }
    if text.allSatisfy(\.isWhitespace) {
      report.add(.missingKey, at: fence, "the \(kind) is empty")
    }
    let meaning: Cell.Kind =
      switch kind {
      case "starter": .starter(for: target.value, text: text)
      case "reference": .reference(for: target.value, text: text)
      default: .solution(for: target.value, [.code(language: "swift", text: text)])
      }
    return Cell(id: "\(target.value)-\(kind)", kind: meaning, range: fence)
  }

  private func fence(_ line: Int) -> SourceRange {
    let text = source.line(line)
    let blanks = text.prefix { $0 == " " }.count
    return SourceRange(
      start: SourcePosition(line: line, column: blanks + 1),
      length: max(1, text.count - blanks))
  }
}
