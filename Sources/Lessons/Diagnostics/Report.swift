/// Collects the mistakes of one lesson, up to a limit.
struct Report {
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []
  /// How many errors there were, those beyond the limit included.
  private(set) var errorCount = 0

  /// A link or image, and the lines of the block it stands in; checked when all is read.
  struct Link {
    var destination: String
    var lines: ClosedRange<Int>
  }

  var links: [Link] = []
  private var formulaBytes = 0

  init(source: SourceText) {
    self.source = source
    for fault in source.faults { add(fault.code, at: fault.range, fault.message) }
  }

  mutating func add(_ code: DiagnosticCode, at range: SourceRange, _ message: String) {
    if code.severity == .error { errorCount += 1 }
    let limit = SourceText.Limit.diagnostics
    guard diagnostics.count < limit else { return }
    let isLast = diagnostics.count == limit - 1
    diagnostics.append(
      Diagnostic(
        code: isLast ? DiagnosticCode.tooLarge.code : code.code,
        severity: isLast ? .error : code.severity, file: source.file, range: range,
        message: isLast ? "there are more mistakes than can be listed" : message,
        sourceLine: source.line(range.start.line)))
  }

  /// An unknown word, with the one that was perhaps meant.
  mutating func addUnknown(
    _ code: DiagnosticCode, _ word: Located<String>, what: String, among known: [String]
  ) {
    let remedy =
      Spelling.nearest(to: word.value, among: known).map(Spelling.proposal)
      ?? (known.isEmpty
        ? "none is known" : "known are \(known.prefix(20).joined(separator: ", "))")
    add(code, at: word.range, "there is no \(what) '\(word.value)'; \(remedy)")
  }

  /// Whether a fenced formula may be rewritten: of more than lessons have the rest stays as written.
  mutating func takesFormula(of bytes: Int) -> Bool {
    formulaBytes += bytes
    return formulaBytes <= SourceText.Limit.formulaBytes
  }

  /// Whether nothing more is listed, so that nothing more need be looked for.
  var isFull: Bool { diagnostics.count >= SourceText.Limit.diagnostics }

  /// How many have been collected, to find those of one cell later.
  var count: Int { diagnostics.count }

  /// Errors collected since there were `count`.
  func errors(since count: Int) -> [Diagnostic] {
    diagnostics.dropFirst(count).filter { $0.severity == .error }
  }
}
