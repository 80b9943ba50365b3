import Lessons

extension FigureMaker {
  /// Where the numbers come from, and what is not drawn.
  func caption(_ spec: FigureSpec) -> String {
    var sentences = provenances(spec)
    if spec.mark.value == .tiles { sentences += tileSentences }
    if spec.showsTrend { sentences += fitSentence(spec) }
    if spec.mark.value == .roofline, results.column("peak") == nil {
      sentences.append("no ceiling: it needs 'machine: true'")
    }
    if !refusals.isEmpty, spec.matrices.isEmpty, spec.mark.value != .tiles {
      let shown = refusals.prefix(3).joined(separator: "; ")
      let more = refusals.count > 3 ? "; and \(refusals.count - 3) more" : ""
      let deed = isRefusalDrawn(spec) ? "refused" : "refused, not drawn"
      sentences.append("\(deed): \(shown)\(more)")
    }
    return sentences.joined(separator: ". ")
  }

  /// One sentence for each provenance among the fields that are drawn.
  private func provenances(_ spec: FigureSpec) -> [String] {
    var fields: [(name: String, provenance: Provenance)] = []
    let drawn = spec.mark.value == .timeline ? [spec.x, spec.end].compactMap(\.self) : spec.y
    var names = drawn.map(\.field.value) + spec.columns.map(\.value)
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
    let threads =
      results.column("threads").map { _, table, column in
        table.rows.compactMap { $0[column].number }
      } ?? []
    let most = threads.max() ?? Double(context.threads)
    let least = threads.min() ?? most
    let count = (least < most ? "\(Format.number(least)) to " : "") + Format.number(most)
    let word = most == 1 ? "thread" : "threads"
    let atLeast = isSame ? "" : "at least "
    let runs = fewest == 1 ? "run" : "runs"
    let median =
      fewest == 1 && isSame ? "one run" : "median of \(atLeast)\(Format.number(fewest)) \(runs)"
    return ": \(median), \(count) \(word)"
  }

  /// Whether a figure shows something of the rows that were refused.
  private func isRefusalDrawn(_ spec: FigureSpec) -> Bool {
    guard let source = try? source(spec), let status = source.table.index(of: "status") else {
      return false
    }
    return source.table.rows.contains { $0[status] == .text("refused") }
  }

  /// How well each fitted power law explains its points.
  private func fitSentence(_ spec: FigureSpec) -> [String] {
    guard let x = spec.x, let source = try? source(spec),
      let xColumn = source.table.index(of: x.field.value, in: source.tableName)
    else { return [] }
    var parts = [("", source)]
    if let series = spec.series, let groups = try? source.grouped(by: series.value) {
      parts = groups
    }
    var shares: [String] = []
    for y in spec.y {
      guard let yColumn = source.table.index(of: y.field.value, in: source.tableName),
        y.scale != .linear, x.scale != .linear
      else { continue }
      for (name, part) in parts {
        let points = zip(part.numbers(xColumn), part.numbers(yColumn))
          .filter { $0.isFinite && $1.isFinite }
        // As many points as a trend that is drawn must have.
        guard points.count >= 3,
          let fit = Regression.powerLaw(y: points.map(\.1), x: points.map(\.0))
        else { continue }
        let subject = name.isEmpty ? y.label ?? y.field.value : name
        shares.append("\(subject) \(Format.number((fit.r2 * 1000).rounded() / 1000))")
      }
    }
    return shares.isEmpty ? [] : ["R² of the fits: \(shares.joined(separator: ", "))"]
  }

  private var tileSentences: [String] {
    guard let order = results.matrices.first(where: { $0.name == "order" }) else { return [] }
    let skipped = order.values.count { $0.isNaN }
    return [
      "measured: the step at which each tile was visited",
      skipped == 0
        ? "All \(order.values.count) tiles computed"
        : "\(skipped) of \(order.values.count) tiles skipped: wholly masked",
    ]
  }
}
