import Lessons

extension FigureMaker {
  /// Where the numbers come from, and what is not drawn.
  func caption(_ spec: FigureSpec) -> String {
    var sentences = provenances(spec)
    if spec.mark.value == .tiles { sentences += tileSentences }
    if spec.mark.value == .roofline, results.column("peak") == nil {
      sentences.append("no ceiling: it needs 'machine: true'")
    }
    if !refusals.isEmpty, spec.matrices.isEmpty, spec.mark.value != .tiles {
      let shown = refusals.prefix(3).joined(separator: "; ")
      let more = refusals.count > 3 ? "; and \(refusals.count - 3) more" : ""
      sentences.append("refused, not drawn: \(shown)\(more)")
    }
    return sentences.joined(separator: ". ")
  }

  /// One sentence for each provenance among the fields that are drawn.
  private func provenances(_ spec: FigureSpec) -> [String] {
    var fields: [(name: String, provenance: Provenance)] = []
    var names = spec.y.map(\.field.value) + spec.columns.map(\.value)
    if spec.mark.value == .table, names.isEmpty {
      names = results.tables["main"]?.columns.map(\.name) ?? []
    }
    for name in names {
      guard let (_, table, column) = results.column(name),
        table.rows.contains(where: { $0[column].number != nil })
      else { continue }
      fields.append((name, table.columns[column].provenance))
    }
    for name in spec.matrices.map(\.value) {
      guard let matrix = results.matrices.first(where: { $0.name == name }) else { continue }
      fields.append((name, matrix.provenance))
    }
    let found = fields.map(\.provenance).uniqued.filter { $0 != .parameter }
    return found.map { provenance in
      let names = fields.filter { $0.provenance == provenance }.map(\.name).uniqued
      let list = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
      let subject = found.count > 1 ? " (\(list))" : ""
      let detail =
        switch provenance {
        case .measured: measuringDetail(names)
        case .quoted: (cell.experiment as? DataExperiment).map { ": \($0.source)" } ?? ""
        case .model, .parameter: ""
        }
      return "\(provenance.rawValue)\(subject)\(detail)"
    }
  }

  /// How times were measured; empty for what is not timed.
  private func measuringDetail(_ names: [String]) -> String {
    guard names.contains(where: { $0.hasPrefix("time") || $0 == "speed" }),
      let (_, table, column) = results.column("runs")
    else { return "" }
    let counts = table.rows.compactMap { $0[column].number }
    guard let fewest = counts.min() else { return "" }
    let isSame = counts.max() == fewest
    let threads = results.column("threads").flatMap { _, table, column in
      table.rows.compactMap { $0[column].number }.max()
    }
    let count = threads ?? Double(context.threads)
    let word = count == 1 ? "thread" : "threads"
    let least = isSame ? "" : "at least "
    let runs = fewest == 1 ? "run" : "runs"
    let median =
      fewest == 1 && isSame ? "one run" : "median of \(least)\(Format.number(fewest)) \(runs)"
    return ": \(median), \(Format.number(count)) \(word)"
  }

  private var tileSentences: [String] {
    guard let order = results.matrices.first(where: { $0.name == "order" }) else { return [] }
    let skipped = order.values.count { $0.isNaN }
    return [
      "measured: the step at which each tile was visited",
      skipped == 0
        ? "all \(order.values.count) tiles computed"
        : "\(skipped) of \(order.values.count) tiles skipped: wholly masked",
    ]
  }
}
