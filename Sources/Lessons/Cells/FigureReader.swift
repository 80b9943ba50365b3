/// Reads a figure of a run or exercise cell.
enum FigureReader {
  static func figure(_ node: Node, into report: inout Report) -> FigureSpec? {
    guard let entries = report.mapping(node, like: "- {mark: line, x: n, y: time}") else {
      return nil
    }
    report.checkKeys(entries, known: LessonKeys.figure.names, in: "a figure")
    let place = entries.first?.key.range ?? node.range
    guard let mark = mark(node["mark"], at: place, into: &report) else { return nil }
    var figure = FigureSpec(mark: mark, range: place)
    figure.title = report.string(node["title"])?.value ?? ""
    figure.alt = report.string(node["alt"])?.value ?? ""
    figure.x = node["x"].flatMap { channel($0, into: &report) }
    figure.y = report.items(node["y"]).compactMap { channel($0, into: &report) }
    figure.end = node["x2"].flatMap { channel($0, into: &report) }
    figure.text = report.string(node["text"])
    figure.series = report.string(node["series"])
    figure.facet = report.string(node["facet"])
    figure.matrices = report.strings(node["matrix"])
    figure.colorMap = report.string(node["colorMap"])
    figure.center = report.number(node["center"])?.value
    figure.columns = report.strings(node["columns"])
    figure.showsTrend = report.truth(node["trend"]) ?? false
    figure.rules = report.items(node["rules"]).compactMap { rule($0, into: &report) }
    if figure.alt.isEmpty, mark.value != .table, node["alt"] == nil {
      report.add(
        .noAlternative, at: mark.range,
        "the figure has no alternative text; say what it shows with 'alt:'")
    }
    checkChannels(node, mark: mark, into: &report)
    checkUse(of: entries.map(\.key), mark: mark, into: &report)
    return figure
  }

  private static func mark(
    _ node: Node?, at place: SourceRange, into report: inout Report
  ) -> Located<FigureSpec.Mark>? {
    guard let node else {
      report.add(.badFigure, at: place, "the figure has no mark, as in 'mark: line'")
      return nil
    }
    guard let name = report.string(node) else { return nil }
    guard let mark = FigureSpec.Mark(rawValue: name.value) else {
      let known = FigureSpec.Mark.allCases.map(\.rawValue)
      report.addUnknown(.badFigure, name, what: "mark", among: known)
      return nil
    }
    return Located(mark, name.range)
  }

  /// What a mark cannot do without.
  private static func checkChannels(
    _ node: Node, mark: Located<FigureSpec.Mark>, into report: inout Report
  ) {
    let needed: [String] =
      switch mark.value {
      case .line, .point, .step, .bar, .column: ["x", "y"]
      case .timeline: ["x", "x2", "y"]
      case .heatmap: ["matrix"]
      case .table, .tiles, .roofline: []
      }
    for key in needed where node[key] == nil {
      report.add(
        .badFigure, at: mark.range, "a figure of mark \(mark.value.rawValue) needs '\(key)'")
    }
  }

  /// A key that the mark would pass over in silence is a mistake.
  private static func checkUse(
    of keys: [Located<String>], mark: Located<FigureSpec.Mark>, into report: inout Report
  ) {
    let used = FigureSpec.Mark.commonKeys + mark.value.keys
    for key in keys where LessonKeys.figure.names.contains(key.value) && !used.contains(key.value) {
      let others = FigureSpec.Mark.allCases.filter { $0.keys.contains(key.value) }
      report.add(
        .badFigure, at: key.range,
        "a figure of mark \(mark.value.rawValue) draws nothing of '\(key.value)'; it belongs to "
          + others.map(\.rawValue).joined(separator: ", "))
    }
  }

  private static func channel(
    _ node: Node, into report: inout Report
  ) -> FigureSpec.Channel? {
    if node.scalar != nil { return report.string(node).map { FigureSpec.Channel(field: $0) } }
    guard let entries = report.mapping(node, like: "{field: time, scale: log10, unit: ms}") else {
      return nil
    }
    report.checkKeys(entries, known: LessonKeys.channel.names, in: "a channel")
    guard node["field"] != nil else {
      let place = entries.first?.key.range ?? node.range
      report.add(.badFigure, at: place, "the channel has no field, as in '{field: time}'")
      return nil
    }
    guard let field = report.string(node["field"]) else { return nil }
    var channel = FigureSpec.Channel(field: field)
    channel.unit = report.string(node["unit"])
    channel.label = report.string(node["label"])?.value
    if let scale = report.string(node["scale"]) {
      if let known = FigureSpec.Channel.Scale(rawValue: scale.value) {
        channel.scale = known
      } else {
        let names = FigureSpec.Channel.Scale.allCases.map(\.rawValue)
        report.addUnknown(.badFigure, scale, what: "scale", among: names)
      }
    }
    return channel
  }

  private static func rule(_ node: Node, into report: inout Report) -> FigureSpec.Rule? {
    guard let entries = report.mapping(node, like: "{value: 1e-6, label: tolerance}") else {
      return nil
    }
    report.checkKeys(entries, known: LessonKeys.rule.names, in: "a rule")
    guard node["value"] != nil else {
      report.add(
        .badFigure, at: entries.first?.key.range ?? node.range, "the rule has no value")
      return nil
    }
    guard let value = report.expression(node["value"]) else { return nil }
    return FigureSpec.Rule(value: value, label: report.string(node["label"])?.value ?? "")
  }
}
