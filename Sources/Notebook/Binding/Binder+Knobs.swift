import Lessons

extension Binder {
  /// A knob with every value that it permits.
  mutating func bindKnob(
    _ knob: Knob, of experiment: any Experiment, _ settings: Settings, isFixed: Set<String>,
    axes: [Sweep.Axis]
  ) -> BoundKnob? {
    guard let parameter = parameter(knob.parameter, of: experiment) else { return nil }
    if axes.contains(where: { $0.parameter == parameter.name }) {
      report(
        .knob, knob.parameter.range,
        "'\(parameter.name)' is swept by 'over', so a knob cannot turn it; remove one of them")
      return nil
    }
    guard let values = values(of: knob, parameter) else { return nil }
    knobValueCount += values.count
    guard knobValueCount <= Self.maximumKnobValues else {
      report(
        .knob, knob.parameter.range,
        "the knobs of a lesson may have \(Self.maximumKnobValues) values together; remove some")
      return nil
    }
    let texts = values.map(\.text).uniqued
    guard let start = start(of: knob, parameter, settings, isFixed: isFixed, texts) else {
      return nil
    }
    return BoundKnob(
      parameter: parameter.name, explanation: parameter.sentence, unit: parameter.unit,
      values: texts, start: start)
  }

  static let maximumKnobValues = 20_000

  private mutating func values(of knob: Knob, _ parameter: Parameter) -> [ParameterValue]? {
    guard knobValueCount <= Self.maximumKnobValues else { return [] }
    switch knob.domain {
    case .toggle:
      guard parameter.kind == .toggle else {
        report(
          .knob, knob.parameter.range,
          "'\(parameter.name)' takes \(parameter.domainText), so it cannot be a toggle")
        return nil
      }
      return [.truth(false), .truth(true)]
    case .choices(let nodes):
      guard !nodes.isEmpty else {
        report(.knob, knob.parameter.range, "the knob '\(parameter.name)' has no choices")
        return nil
      }
      let values = nodes.compactMap { read(parameter, $0) }
      return values.count == nodes.count ? values : nil
    case .range(let range, let step):
      let count = ((range.upperBound - range.lowerBound) / step).rounded(.down) + 1
      guard step > 0, count.isFinite, count <= 1000 else {
        report(
          .knob, knob.parameter.range,
          "the knob '\(parameter.name)' needs a step above 0 and at most 1000 values")
        return nil
      }
      var values: [ParameterValue] = []
      for place in 0..<Int(count) {
        let value = range.lowerBound + Double(place) * step
        let node = Node(.scalar(Format.exact(value)), range: knob.parameter.range)
        guard let value = read(parameter, node) else { return nil }
        values.append(value)
      }
      return values
    }
  }

  private mutating func start(
    of knob: Knob, _ parameter: Parameter, _ settings: Settings, isFixed: Set<String>,
    _ texts: [String]
  ) -> String? {
    if let node = knob.start {
      guard let text = read(parameter, node)?.text else { return nil }
      if texts.contains(text) { return text }
      report(
        .knob, node.range,
        "the knob '\(parameter.name)' starts at \(text), which is none of its values")
      return nil
    }
    guard let text = settings[parameter.name]?.text, texts.contains(text) else {
      if isFixed.contains(parameter.name), let text = settings[parameter.name]?.text {
        report(
          .knob, knob.parameter.range,
          "the cell sets '\(parameter.name)' to \(text), which is none of its knob's values")
        return nil
      }
      return texts.first
    }
    return text
  }

  /// A solution sets knobs, each to a value that its knob permits.
  mutating func checkSolution(
    _ spec: RunSpec, _ knobs: [BoundKnob], _ experiment: any Experiment
  ) {
    for entry in spec.solution {
      guard spec.knobs.contains(where: { $0.parameter.value == entry.key.value }) else {
        report(
          .solution, entry.key.range,
          "the solution sets '\(entry.key.value)', which is no knob of this exercise"
            + Suggestion.text(entry.key.value, among: spec.knobs.map(\.parameter.value)))
        continue
      }
      guard let parameter = experiment.parameter(entry.key.value),
        let value = read(parameter, entry.value),
        let knob = knobs.first(where: { $0.parameter == parameter.name })
      else { continue }
      if !knob.values.contains(value.text) {
        report(
          .solution, entry.value.range,
          "the solution sets '\(parameter.name)' to \(value.text), which its knob does not permit")
      }
    }
  }
}
