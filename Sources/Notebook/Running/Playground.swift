import Lessons

extension BoundLesson {
  /// A cell alone, to play with: every parameter of its experiment is a knob, and nothing is claimed
  /// or asked.
  ///
  /// Parameters that follow from others, that are swept, or that are read as a whole stay as they
  /// are.
  ///
  /// - Parameters:
  ///   - cellID: A cell that runs.
  ///   - settings: Where its knobs stand now.
  /// - Returns: A lesson of one cell of the same id; nil for cells that do not run.
  public func playground(of cellID: String, settings: [String: String]) -> BoundLesson? {
    guard let cell = cells[cellID], let place = lesson.cells.first(where: { $0.id == cellID })
    else { return nil }
    let free = cell.freed(settings)
    let text =
      "Every setting of the experiment '\(cell.experiment.name)' is a knob here. What you try is "
      + "not kept with the lesson."
    var section = Section(id: "play", title: [], range: place.range)
    section.append(.paragraph([.text(text)]), line: place.range.start.line)
    section.append(
      .cell(Cell(id: cellID, kind: .run(free.spec), range: place.range)),
      line: place.range.start.line)
    var playground = self
    playground.lesson = Lesson(
      file: lesson.file,
      frontMatter: FrontMatter(id: lesson.id, title: "Play with \(cellID)"), sections: [section],
      diagnostics: [], sourceLines: lesson.sourceLines)
    playground.cells = [cellID: free]
    playground.codes = [:]
    playground.diagnostics = []
    return playground
  }
}

extension BoundCell {
  /// The same without claims, a goal or a prompt, and with all the knobs that there can be.
  fileprivate func freed(_ settings: [String: String]) -> BoundCell {
    let current = base.values.mapValues(\.text).merging(knobSettings(settings)) { $1 }
    var spec = spec
    spec.expectations = []
    spec.goal = nil
    spec.prompt = ""
    spec.solution = []
    let swept = sweep.axes.map(\.parameter)
    // Those that the author thought of come first, with the author's values.
    let known = knobs.map { knob in
      var knob = knob
      let parameter = experiment.parameter(knob.parameter)
      knob.start = current[knob.parameter] ?? knob.start
      knob.values = Self.merged(knob.values, parameter?.ladder(around: knob.start) ?? [])
      knob.numbers = parameter?.numbers
      return knob
    }
    let others = experiment.parameters.compactMap { parameter -> BoundKnob? in
      guard !swept.contains(parameter.name),
        !knobs.contains(where: { $0.parameter == parameter.name }),
        let value = current[parameter.name]
      else { return nil }
      let values = parameter.ladder(around: value)
      guard values.count > 1 else { return nil }
      return BoundKnob(
        parameter: parameter.name, explanation: parameter.sentence, unit: parameter.unit,
        values: values, start: value, numbers: parameter.numbers)
    }
    return BoundCell(
      id: id, spec: spec, knobs: known + others, experiment: experiment, base: base, sweep: sweep,
      timeoutSeconds: timeoutSeconds, isExercise: false, sourceLines: sourceLines)
  }

  /// Both lists without what stands twice, numbers in their order.
  private static func merged(_ values: [String], _ others: [String]) -> [String] {
    let all = (values + others).uniqued
    return all.allSatisfy({ Double($0) != nil })
      ? all.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) } : all
  }
}

extension Parameter {
  /// The numbers that it takes; nil when it takes none.
  fileprivate var numbers: BoundKnob.Numbers? {
    switch kind {
    case .integer(let range):
      BoundKnob.Numbers(
        range: Double(range.lowerBound)...Double(range.upperBound), isWhole: true)
    case .number(let range): BoundKnob.Numbers(range: range, isWhole: false)
    default: nil
    }
  }

  /// Values to choose from, the given one among them; empty when there is nothing to choose.
  fileprivate func ladder(around value: String) -> [String] {
    switch kind {
    case .toggle: return ["false", "true"]
    case .word(let words): return words
    case .words(let words): return ([value] + words + [words.joined(separator: ",")]).uniqued
    case .integer(let range):
      var numbers = [range.lowerBound, range.upperBound].filter { abs($0) <= 1_048_576 }
      var power = 1
      while power <= min(range.upperBound, 1_048_576) {
        if range.contains(power) { numbers.append(power) }
        power *= 2
      }
      return sorted(numbers.map { String($0) } + [value])
    case .number(let range) where unit == "B":
      let sizes = (5...20).map { Double(1 << (2 * $0)) }.filter(range.contains)
      return sorted(["0"] + sizes.map(Format.exact) + [value])
    case .number(let range):
      // From thousandths to thousands of what it is now.
      let middle = Double(value).map(abs) ?? 1
      let scale = middle > 0 && middle.isFinite ? middle : 1
      let numbers = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100, 1000].map { $0 * scale }
        .filter(range.contains)
      return sorted(numbers.map(Format.exact) + [value])
    case .numbers, .free: return []
    }
  }

  private func sorted(_ values: [String]) -> [String] {
    values.uniqued.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
  }
}
