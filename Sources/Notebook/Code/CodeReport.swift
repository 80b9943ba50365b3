import Plot
public import Workshop

/// What a check of code showed, besides tables and figures.
public struct CodeReport: Hashable, Sendable {
  /// A message of the compiler, with the line it is about.
  public struct Mistake: Hashable, Sendable {
    public var diagnostic: CompileDiagnostic
    public var sourceLine: String

    /// From 1.
    public var line: Int { diagnostic.line }
    /// From 1; 0 where only the line is known.
    public var column: Int { diagnostic.column }
    /// As in `error: missing return`.
    public var sentence: String { "\(diagnostic.severity.rawValue): \(diagnostic.message)" }
  }

  /// One case of the task.
  public struct Case: Hashable, Sendable {
    public var name: String
    public var state: CaseVerdict.State
    /// What is wrong, in one sentence; empty where it passed.
    public var problem: String
    public var seconds: Double?
    public var usage: [Usage]
  }

  /// How long one kernel took for the case whose time is compared.
  public struct Time: Hashable, Sendable {
    /// As in `flash2`; `yours`.
    public var name: String
    public var seconds: Double
  }

  public var isPassed: Bool
  /// Whether there was a program to run.
  public var isCompiled: Bool
  /// The result in one sentence.
  public var headline: String
  /// What is probably wrong, and the way out; empty when nothing is known.
  public var diagnosis: String
  public var mistakes: [Mistake]
  public var cases: [Case]
  /// The learner's line that stopped the program, with its number.
  public var stoppedAt: Mistake?
  /// What the program printed: the beginning.
  public var printed: String
  public var compileSeconds: Double
  public var runSeconds: Double
  /// On the largest case, beside the program's own kernels; empty where nothing can be compared.
  public var times: [Time] = []
}

extension CellOutcome {
  /// A verdict as the outcome of a cell.
  init(_ verdict: Verdict, source: String, seconds: Double, times: [CodeReport.Time] = []) {
    let status: RunStatus =
      switch verdict.outcome {
      case .passed, .failed, .notCompiled, .stopped: .done
      case .notTried: .failed
      case .cancelled: .cancelled
      }
    self.init(status: status, seconds: seconds)
    guard status == .done else {
      messages = [verdict.headline]
      return
    }
    isGoalMet = verdict.isPassed
    var report = CodeReport(verdict, source: source)
    report.times = times
    code = report
    results.tables["main"] = Self.table(verdict.cases)
    if let usage = Self.usage(verdict.cases) { results.tables["usage"] = usage }
    if !times.isEmpty {
      results.tables["times"] = Table(
        columns: [Table.Column("kernel", .parameter), Table.Column("time", unit: "s", .measured)],
        rows: times.map { [.text($0.name), .number($0.seconds)] })
    }
    messages =
      [verdict.headline] + (verdict.diagnosis.map { [$0] } ?? [])
      + verdict.diagnostics.filter { $0.line > 0 }.map {
        "\($0.file):\($0.line):\($0.column): \($0.severity.rawValue): \($0.message)"
      }
    showError(of: verdict)
  }

  /// The absolute error of the first case that is wrong, as a heatmap.
  private mutating func showError(of verdict: Verdict) {
    guard let failure = verdict.firstFailure, failure.wrongCount > 0, let error = failure.error,
      error.rows > 0, error.columns > 0
    else { return }
    let name = failure.errorOutput.map { "|error| of \($0)" } ?? "|error|"
    results.matrices = [
      Matrix(
        name: "error", rows: error.rows, columns: error.columns, values: error.values,
        rowLabel: "row", columnLabel: "column", provenance: .measured)
    ]
    let worst = error.values.filter(\.isFinite).max() ?? 0
    figures = [
      Figure(
        title: "Absolute error, case '\(failure.name)'",
        alt: "\(failure.wrongCount) of \(failure.count) numbers are wrong; the largest error is "
          + "\(Format.number(worst)).",
        caption: "right: within \(Format.number(failure.tolerance)), \(failure.toleranceReason)"
          + (error.values.contains { !$0.isFinite } ? "; hatched: yours is no finite number" : ""),
        panel: .heatmap(
          Heatmap(
            rows: error.rows, columns: error.columns, values: error.values,
            x: Axis(label: "column"), y: Axis(label: "row"), value: Axis(label: name))))
    ]
  }

  private static func table(_ cases: [CaseVerdict]) -> Table {
    Table(
      columns: [
        Table.Column("case", .parameter), Table.Column("state", .measured),
        Table.Column("wrong", .measured), Table.Column("numbers", .measured),
        Table.Column("time", unit: "s", .measured), Table.Column("inputs", .parameter),
        Table.Column("problem", .measured),
      ],
      rows: cases.map { one in
        [
          .text(one.name), .text(one.state.word),
          one.state == .notReached ? .missing : .number(Double(one.wrongCount)),
          one.state == .notReached ? .missing : .number(Double(one.count)),
          one.seconds.map { .number($0) } ?? .missing, .text(one.inputs),
          .text(one.problem ?? ""),
        ]
      })
  }

  private static func usage(_ cases: [CaseVerdict]) -> Table? {
    let rows = cases.flatMap { one in
      one.usage.map { usage -> [Value] in
        [
          .text(one.name), .text(usage.name), .number(Double(usage.bytes)),
          .number(Double(usage.allowedBytes)), .truth(usage.isWithin),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      columns: [
        Table.Column("case", .parameter), Table.Column("what", .parameter),
        Table.Column("taken", unit: "B", .measured),
        Table.Column("allowed", unit: "B", .parameter), Table.Column("within", .measured),
      ], rows: rows)
  }
}

extension CodeReport {
  fileprivate init(_ verdict: Verdict, source: String) {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func line(_ number: Int) -> String {
      lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }
    isPassed = verdict.isPassed
    isCompiled = verdict.outcome != .notCompiled
    headline = verdict.headline
    diagnosis = verdict.diagnosis ?? ""
    mistakes = verdict.diagnostics.map {
      Mistake(diagnostic: $0, sourceLine: line($0.line))
    }
    cases = verdict.cases.map {
      Case(
        name: $0.name, state: $0.state, problem: $0.problem ?? "", seconds: $0.seconds,
        usage: $0.usage)
    }
    stoppedAt = verdict.stoppedAtLine.map { number in
      Mistake(
        diagnostic: CompileDiagnostic(
          file: Checker.fileName, line: number, column: 0, severity: .note,
          message: "it stopped here"),
        sourceLine: line(number))
    }
    printed = verdict.printed
    compileSeconds = verdict.compileSeconds
    runSeconds = verdict.runSeconds
  }
}

extension CaseVerdict.State {
  /// The state in words.
  public var word: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .notReached: "not reached"
    }
  }
}
