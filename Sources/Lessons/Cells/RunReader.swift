extension RunSpec {
  /// The keys that every run and exercise cell knows; all others are its experiment's.
  public static let commonKeys = LessonKeys.run.names + LessonKeys.exercise.names
}

/// Reads the settings of a run or exercise cell.
struct RunReader {
  let isExercise: Bool
  let fence: SourceRange

  func spec(_ entries: [Node.Entry], into report: inout Report) -> RunSpec? {
    let settings = Node(.mapping(entries), range: fence)
    guard settings["experiment"] != nil else {
      let near = entries.first { Spelling.nearest(to: $0.key.value, among: ["experiment"]) != nil }
      report.add(
        .missingKey, at: near?.key.range ?? fence,
        "the key 'experiment' is missing" + (near == nil ? ", as in 'experiment: measure'" : ""))
      return nil
    }
    guard let experiment = report.string(settings["experiment"]) else { return nil }
    var spec = RunSpec(experiment: experiment)
    spec.parameters = entries.filter { !RunSpec.commonKeys.contains($0.key.value) }
    spec.over = report.mapping(settings["over"], like: "over: {n: [128, 256]}") ?? []
    for entry in spec.over where report.items(entry.value).isEmpty {
      report.add(.wrongValue, at: entry.value.range, "expected a list of values")
    }
    spec.knobs = knobs(settings["knobs"], into: &report)
    for figure in items(settings["figures"], atMost: Self.maximumFigures, "figures", &report) {
      if let figure = FigureReader.figure(figure, into: &report) { spec.figures.append(figure) }
    }
    spec.expectations = items(
      settings["expect"], atMost: Self.maximumExpectations, "expectations", &report
    ).compactMap { report.expression($0) }
    spec.timeoutSeconds = report.number(settings["timeout"])
    if isExercise {
      readExercise(settings, into: &spec, &report)
    } else {
      refuseExercise(entries, into: &report)
    }
    return spec
  }

  private static let maximumFigures = 16
  private static let maximumExpectations = 100

  /// The items of a list that costs time when the cell runs.
  private func items(
    _ node: Node?, atMost limit: Int, _ what: String, _ report: inout Report
  ) -> ArraySlice<Node> {
    let items = report.items(node)
    if items.count > limit {
      report.add(
        .tooLarge, at: items[limit].range, "a cell may have \(limit) \(what), not \(items.count)")
    }
    return items.prefix(limit)
  }

  private func readExercise(
    _ settings: Node, into spec: inout RunSpec, _ report: inout Report
  ) {
    if settings["goal"] == nil {
      report.add(.missingKey, at: fence, "an exercise needs a goal, as in 'goal: time < 1 ms'")
    }
    if spec.knobs.isEmpty, settings["knobs"] == nil {
      report.add(.missingKey, at: fence, "an exercise needs knobs that the learner turns")
    }
    spec.goal = report.expression(settings["goal"])
    spec.prompt = report.string(settings["prompt"])?.value ?? ""
    spec.solution =
      report.mapping(settings["solution"], like: "solution: {blockQ: 64, blockK: 64}") ?? []
    // Those that could not be read have been reported.
    var knobs = spec.knobs.map(\.parameter.value)
    if case .mapping(let entries) = settings["knobs"]?.content { knobs = entries.map(\.key.value) }
    for entry in spec.solution where !knobs.isEmpty && !knobs.contains(entry.key.value) {
      report.addUnknown(.unknownKey, entry.key, what: "knob", among: knobs)
    }
  }

  private func refuseExercise(_ entries: [Node.Entry], into report: inout Report) {
    for entry in entries where LessonKeys.exercise.names.contains(entry.key.value) {
      report.add(
        .foreignKey, at: entry.key.range,
        "'\(entry.key.value)' belongs to exercises; make this cell .exercise or leave it out")
    }
  }

  // MARK: Knobs

  private func knobs(_ node: Node?, into report: inout Report) -> [Knob] {
    let example = "knobs: {headDim: {choices: [32, 64]}}"
    return (report.mapping(node, like: example) ?? []).compactMap { entry in
      guard let settings = report.mapping(entry.value, like: "{choices: [32, 64]}") else {
        return nil
      }
      report.checkKeys(
        settings, known: LessonKeys.knob.names, in: "a knob")
      guard let domain = domain(entry.value, into: &report) else { return nil }
      let start = entry.value["start"]
      check(start, in: domain, into: &report)
      return Knob(parameter: entry.key, domain: domain, start: start)
    }
  }

  private func domain(_ node: Node, into report: inout Report) -> Knob.Domain? {
    let given = ["choices", "range", "toggle"].filter { node[$0] != nil }
    guard given.count == 1 else {
      report.add(.badKnob, at: node.range, "a knob has one of choices, range and toggle")
      return nil
    }
    if let choices = node["choices"] {
      guard case .sequence(let values) = choices.content, values.count > 1 else {
        report.add(.badKnob, at: choices.range, "expected a list of at least two choices")
        return nil
      }
      return .choices(values)
    }
    if let toggle = node["toggle"] {
      guard report.truth(toggle) != nil else { return nil }
      return .toggle
    }
    return range(node, into: &report)
  }

  private func range(_ node: Node, into report: inout Report) -> Knob.Domain? {
    guard let range = node["range"] else { return nil }
    guard let bounds = Self.bounds(range.scalar ?? "") else {
      report.add(.badKnob, at: range.range, "expected a range such as 8..256")
      return nil
    }
    let step = report.number(node["step"]) ?? Located(1, range.range)
    guard step.value > 0, step.value <= bounds.upperBound - bounds.lowerBound else {
      report.add(.badKnob, at: step.range, "a step is larger than 0 and fits into the range")
      return nil
    }
    return .range(bounds, step: step.value)
  }

  private func check(_ start: Node?, in domain: Knob.Domain, into report: inout Report) {
    guard let start else { return }
    switch domain {
    case .choices(let values):
      if !values.contains(where: { $0.scalar == start.scalar }) {
        report.add(.badKnob, at: start.range, "the start is not one of the choices")
      }
    case .toggle: _ = report.truth(start)
    case .range(let bounds, let step):
      guard let value = report.number(start)?.value else { return }
      let steps = (value - bounds.lowerBound) / step
      if !bounds.contains(value) || abs(steps - steps.rounded()) > 1e-9 {
        report.add(.badKnob, at: start.range, "the start does not lie on a step of the range")
      }
    }
  }

  /// `8..256`, with or without blanks.
  private static func bounds(_ text: String) -> ClosedRange<Double>? {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    guard parts.count == 2, let low = Double(parts[0].trimmingBlanks),
      let high = Double(parts[1].trimmingBlanks), low < high, low.isFinite, high.isFinite
    else { return nil }
    return low...high
  }
}
