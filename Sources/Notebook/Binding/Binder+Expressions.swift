import Lessons

extension Binder {
  /// Names and functions of an expression.
  mutating func check(_ expression: Located<Expression>, _ scope: FieldScope) {
    check(expression.value, scope, within: expression.range)
  }

  private mutating func check(
    _ expression: Expression, _ scope: FieldScope, within range: SourceRange
  ) {
    switch expression {
    case .number, .truth: break
    case .field(let name, let selectors):
      check(field: name, scope)
      for selector in selectors { check(selector, on: name.value, scope) }
    case .call(let name, let arguments, let selectors):
      check(call: name, count: arguments.count)
      for argument in arguments { check(argument, scope, within: range) }
      let first = arguments.lazy.compactMap(\.firstField).first ?? ""
      for selector in selectors { check(selector, on: first, scope) }
    case .negate(let inner), .not(let inner):
      check(inner, scope, within: range)
    case .binary(_, let left, let right):
      check(left, scope, within: range)
      check(right, scope, within: range)
    case .within(let inner, let low, let high):
      for part in [inner, low, high] { check(part, scope, within: range) }
    }
  }

  private mutating func check(field name: Located<String>, _ scope: FieldScope) {
    guard scope.field(name.value) == nil, !scope.variables.contains(name.value) else { return }
    if scope.fields.isEmpty {
      let known =
        scope.variables.isEmpty ? "" : " but \(scope.variables.sorted().joined(separator: ", "))"
      return report(
        .unknownField, name.range,
        "'\(name.value)' is unknown here: this expression has no results\(known); "
          + "'source:' names the run cell that has them")
    }
    report(
      .unknownField, name.range,
      "the results have no field '\(name.value)'" + Suggestion.text(name.value, among: scope.names))
  }

  private mutating func check(
    _ selector: Expression.Selector, on field: String, _ scope: FieldScope
  ) {
    let columns = scope.columns(besides: field)
    guard !columns.contains(selector.column.value) else { return }
    report(
      .unknownField, selector.column.range,
      "the results have no field '\(selector.column.value)' to choose rows by"
        + Suggestion.text(selector.column.value, among: columns))
  }

  private mutating func check(call name: Located<String>, count: Int) {
    guard let function = Function(rawValue: name.value) else {
      return report(
        .expression, name.range,
        "there is no function '\(name.value)'"
          + Suggestion.text(name.value, among: Function.allCases.map(\.rawValue)))
    }
    guard !function.takes(count) else { return }
    report(
      .expression, name.range,
      "'\(name.value)' takes \(function.countText), and has \(count) here")
  }

  /// A predict cell: its source, and the names in its answer and feedback.
  mutating func check(_ spec: PredictSpec) {
    var scope = FieldScope()
    if let source = spec.source {
      guard let cell = lesson.cells.first(where: { $0.id == source.value }),
        case .run(let run) = cell.kind
      else {
        let runs = lesson.cells.filter { if case .run = $0.kind { true } else { false } }
        return report(
          .unknownSource, source.range,
          "there is no run cell '\(source.value)'"
            + Suggestion.text(source.value, among: runs.map(\.id)))
      }
      // A source that could not be bound has its own mistakes; its fields are unknown.
      guard let experiment = Catalogue.experiment(run.experiment.value) else { return }
      scope = FieldScope(experiment: experiment, axes: run.over.map(\.key.value))
    }
    check(spec.answer, scope)
    scope.variables = ["value", "answer"]
    for feedback in spec.feedback { check(feedback.condition, scope) }
  }
}

extension Expression {
  /// The first field that an expression names, from left to right.
  var firstField: String? {
    switch self {
    case .number, .truth: nil
    case .field(let name, _): name.value
    case .call(_, let arguments, _): arguments.lazy.compactMap(\.firstField).first
    case .negate(let inner), .not(let inner): inner.firstField
    case .binary(_, let left, let right): left.firstField ?? right.firstField
    case .within(let inner, let low, let high):
      inner.firstField ?? low.firstField ?? high.firstField
    }
  }
}
