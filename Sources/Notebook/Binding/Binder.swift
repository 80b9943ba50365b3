import Lessons

/// Binds the cells of one lesson, collecting every mistake.
struct Binder {
  let lesson: Lesson
  private(set) var diagnostics: [Diagnostic] = []
  /// How many mistakes there were, those beyond the limit included.
  private(set) var mistakeCount = 0
  private var seen: Set<Diagnostic> = []
  var cells: [String: BoundCell] = [:]
  var codes: [String: BoundCode] = [:]
  /// What may be named of the results of each cell with a known experiment, by the cell's id.
  private(set) var scopes: [String: FieldScope] = [:]

  init(_ lesson: Lesson) {
    self.lesson = lesson
  }

  /// Notes a mistake, once; of more than can be listed only that there are more.
  mutating func report(_ code: BindingCode, _ range: SourceRange, _ message: String) {
    let isLast = diagnostics.count == Self.maximumDiagnostics - 1
    guard diagnostics.count < Self.maximumDiagnostics else {
      mistakeCount += 1
      return
    }
    let index = range.start.line - 1
    let diagnostic = Diagnostic(
      code: isLast ? DiagnosticCode.tooLarge.code : code.rawValue, file: lesson.file, range: range,
      message: isLast ? "there are more mistakes than can be listed" : message,
      sourceLine: lesson.sourceLines.indices.contains(index) ? lesson.sourceLines[index] : "")
    guard seen.insert(diagnostic).inserted else { return }
    diagnostics.append(diagnostic)
    mistakeCount += 1
  }

  private static let maximumDiagnostics = 200
  private static let maximumPointsChecked = 20_000
  private var pointsChecked = 0
  /// How many values the knobs of the lesson have so far.
  var knobValueCount = 0

  mutating func bind() {
    checkDefaults()
    for cell in lesson.cells {
      switch cell.kind {
      case .run(let spec), .exercise(let spec): bind(cell, spec)
      default: break
      }
    }
    for cell in lesson.partialCells {
      switch cell.kind {
      case .run(let spec), .exercise(let spec): bind(cell, spec, isPartial: true)
      default: break
      }
    }
    for cell in lesson.cells + lesson.partialCells {
      if case .predict(let spec) = cell.kind { check(spec) }
    }
    bindCode()
  }

  private var defaultEntries: [Node.Entry] {
    guard case .mapping(let entries) = lesson.frontMatter.defaults?.content else { return [] }
    return entries
  }

  private mutating func checkDefaults() {
    let known = Catalogue.experiments.flatMap { $0.parameters.map(\.name) }.uniqued
    for entry in defaultEntries
    where entry.key.value != "timeout" && !known.contains(entry.key.value) {
      report(
        .unknownParameter, entry.key.range,
        "no experiment has a parameter '\(entry.key.value)'"
          + Suggestion.text(entry.key.value, among: known))
    }
  }

  /// Binds a cell; of one that could be read in part only the mistakes are noted, other than those
  /// of what may be missing.
  private mutating func bind(_ cell: Cell, _ spec: RunSpec, isPartial: Bool = false) {
    let before = mistakeCount
    guard let declared = Catalogue.experiment(spec.experiment.value) else {
      return report(
        .unknownExperiment, spec.experiment.range,
        "there is no experiment '\(spec.experiment.value)'"
          + Suggestion.text(spec.experiment.value, among: Catalogue.experiments.map(\.name)))
    }
    var experiment = declared
    var settings = declared.standardSettings
    if declared is DataExperiment {
      guard let data = data(spec) else { return }
      experiment = data
      settings["rows"] = data.identity
    }
    var isFixed: Set<String> = []
    for entry in defaultEntries {
      guard let parameter = experiment.parameter(entry.key.value), !parameter.isFree else {
        continue
      }
      settings[parameter.name] = read(parameter, entry.value) ?? settings[parameter.name]
      isFixed.insert(parameter.name)
    }
    for entry in spec.parameters {
      guard let parameter = parameter(entry.key, of: experiment), !parameter.isFree else {
        continue
      }
      settings[parameter.name] = read(parameter, entry.value) ?? settings[parameter.name]
      isFixed.insert(parameter.name)
    }
    let axes = spec.over.compactMap { axis($0, of: experiment) }
    let points = axes.reduce(1.0) { $0 * Double($1.values.count) }
    if points > Double(Sweep.maximumPoints) {
      report(
        .sweep, spec.over.first?.key.range ?? cell.range,
        "this sweep has \(Format.number(points)) points; at most \(Sweep.maximumPoints) are run")
    }
    let sweep = Sweep(axes: points > Double(Sweep.maximumPoints) ? [] : axes)
    let knobs = spec.knobs.compactMap {
      bindKnob($0, of: experiment, settings, isFixed: isFixed, axes: axes)
    }
    var scope = FieldScope(experiment: experiment, axes: spec.over.map(\.key.value))
    scope.values = settledValues(experiment, settings, axes, isFixed: isFixed)
    scopes[cell.id] = scopes[cell.id] ?? scope
    if !isPartial { checkSolution(spec, knobs, experiment) }
    checkFigures(spec, scope, isPartial: isPartial)
    for expectation in spec.expectations { check(claim: expectation, scope) }
    if let goal = spec.goal { check(claim: goal, scope) }
    let timeout = timeout(spec)
    if mistakeCount == before {
      // Of a lesson with more points than people write, the rest is looked at when it runs.
      let left = Self.maximumPointsChecked - pointsChecked
      for point in left > 0 ? sweep.points.prefix(left) : [] {
        pointsChecked += 1
        let settings = settings.merging(point.settings)
        guard let complaint = experiment.complaint(about: settings) else { continue }
        report(.combination, spec.experiment.range, complaint)
        break
      }
    }
    guard mistakeCount == before, !isPartial else { return }
    cells[cell.id] = BoundCell(
      id: cell.id, spec: spec, knobs: knobs, experiment: experiment, base: settings,
      sweep: sweep, timeoutSeconds: timeout, isExercise: spec.goal != nil,
      sourceLines: lesson.sourceLines)
  }

  mutating func parameter(_ name: Located<String>, of experiment: any Experiment) -> Parameter? {
    if let parameter = experiment.parameter(name.value) { return parameter }
    report(
      .unknownParameter, name.range,
      "\(experiment.name) has no parameter '\(name.value)'"
        + Suggestion.text(name.value, among: experiment.parameters.map(\.name)))
    return nil
  }

  mutating func read(_ parameter: Parameter, _ node: Node) -> ParameterValue? {
    do throws(ParameterMistakes) {
      return try parameter.read(node)
    } catch {
      for mistake in error.all { report(mistake.code, mistake.range, mistake.message) }
      return nil
    }
  }

  /// Columns whose values are settled before the run: what is swept, and lists such as `kernels`,
  /// which fill the column `kernel`.
  private func settledValues(
    _ experiment: any Experiment, _ settings: Settings, _ axes: [Sweep.Axis], isFixed: Set<String>
  ) -> [String: [Value]] {
    var values: [String: [Value]] = [:]
    for axis in axes { values[axis.parameter] = axis.values.map(\.entry) }
    // The column n has the number of keys, where that is given by itself.
    if isFixed.contains("keys") || values["keys"] != nil { values["n"] = nil }
    for parameter in experiment.parameters where parameter.name.hasSuffix("s") {
      guard case .words = parameter.kind else { continue }
      values[String(parameter.name.dropLast())] = settings.words(parameter.name).map { .text($0) }
    }
    return values
  }

  private mutating func axis(_ entry: Node.Entry, of experiment: any Experiment) -> Sweep.Axis? {
    guard let parameter = parameter(entry.key, of: experiment) else { return nil }
    guard parameter.isSweepable else {
      report(
        .sweep, entry.key.range,
        "'\(parameter.name)' cannot be swept; give it one value beside 'over'")
      return nil
    }
    guard case .sequence(let nodes) = entry.value.content else {
      report(
        .sweep, entry.value.range, "'\(parameter.name)' under 'over' needs a list of values")
      return nil
    }
    // An empty list has been reported by the parser.
    guard !nodes.isEmpty else { return nil }
    let values = nodes.compactMap { read(parameter, $0) }
    return values.count == nodes.count
      ? Sweep.Axis(parameter: parameter.name, values: values) : nil
  }

  private mutating func timeout(_ spec: RunSpec) -> Double {
    if let timeout = spec.timeoutSeconds {
      guard timeout.value > 0, timeout.value <= 600 else {
        report(.timeout, timeout.range, "the timeout must lie between 0 and 600 s")
        return BoundCell.standardTimeout
      }
      return timeout.value
    }
    guard let entry = defaultEntries.first(where: { $0.key.value == "timeout" }) else {
      return BoundCell.standardTimeout
    }
    guard let text = entry.value.scalar, let seconds = Units.parse(text, base: "s"), seconds > 0,
      seconds <= 600
    else {
      report(.timeout, entry.value.range, "the timeout must lie between 0 and 600 s")
      return BoundCell.standardTimeout
    }
    return seconds
  }
}

extension Settings {
  /// These values, with others in place of them.
  func merging(_ other: [String: ParameterValue]) -> Settings {
    Settings(values.merging(other) { $1 })
  }
}
