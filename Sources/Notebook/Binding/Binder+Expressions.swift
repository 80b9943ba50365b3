import Lessons

extension Binder {
  /// An assertion: the names in it, and that it holds or does not.
  mutating func check(claim expression: Located<Expression>, _ scope: FieldScope) {
    check(expression.value, scope)
    var typing = ExpressionTyping(scope, within: expression.range)
    typing.expectTruth(expression.value)
    report(typing)
  }

  /// A number: the names in it, and that it is one; its unit when that is known.
  @discardableResult
  mutating func check(number expression: Located<Expression>, _ scope: FieldScope) -> String? {
    check(expression.value, scope)
    var typing = ExpressionTyping(scope, within: expression.range)
    let unit = typing.expectNumber(expression.value)
    report(typing)
    return unit
  }

  private mutating func report(_ typing: ExpressionTyping) {
    for mistake in typing.mistakes { report(mistake.code, mistake.range, mistake.message) }
  }

  private mutating func check(_ expression: Expression, _ scope: FieldScope) {
    switch expression {
    case .number, .truth: break
    case .field(let name, let selectors):
      check(field: name, scope)
      for selector in selectors { check(selector, on: name.value, scope) }
    case .call(_, let arguments, let selectors):
      for argument in arguments { check(argument, scope) }
      let first = arguments.lazy.compactMap(\.firstField).first ?? ""
      for selector in selectors { check(selector, on: first, scope) }
    case .negate(let inner), .not(let inner):
      check(inner, scope)
    case .binary(_, let left, let right):
      check(left, scope)
      check(right, scope)
    case .within(let inner, let low, let high):
      for part in [inner, low, high] { check(part, scope) }
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
    report(.unknownField, name.range, scope.complaint(about: name.value, among: scope.names))
  }

  private mutating func check(
    _ selector: Expression.Selector, on field: String, _ scope: FieldScope
  ) {
    let columns = scope.columns(besides: field)
    guard !columns.contains(selector.column.value) else {
      return check(value: selector, on: field, scope)
    }
    report(
      .unknownField, selector.column.range,
      "the results have no field '\(selector.column.value)' to choose rows by"
        + Suggestion.text(selector.column.value, among: columns))
  }

  /// A selector must pick some row, where the values of its column are settled.
  private mutating func check(
    value selector: Expression.Selector, on field: String, _ scope: FieldScope
  ) {
    let column = selector.column.value
    guard let values = scope.values[column] else { return }
    let unit = scope.fields[column]?.unit ?? ""
    guard !values.contains(where: { $0.matches(selector.value.value, unit: unit) }) else { return }
    let texts = values.map(\.text).uniqued
    let remedy =
      Suggestion.text(selector.value.value, among: texts)
    report(
      .noRow, selector.value.range, "no row has \(column)=\(selector.value.value)\(remedy)")
  }

  /// A predict cell: its source, and the names in its answer and feedback.
  mutating func check(_ spec: PredictSpec) {
    let before = mistakeCount
    var scope = FieldScope()
    if let source = spec.source {
      // One that is not there, or could not be read, has been reported as that.
      let cells = lesson.cells + lesson.partialCells
      guard let cell = cells.first(where: { $0.id == source.value }) else { return }
      guard case .run = cell.kind else {
        let runs = lesson.cells.filter { if case .run = $0.kind { true } else { false } }
        return report(
          .unknownSource, source.range,
          "there is no run cell '\(source.value)'"
            + Suggestion.text(source.value, among: runs.map(\.id)))
      }
      // A source that could not be bound has its own mistakes; its fields are unknown.
      guard let known = scopes[cell.id] else { return }
      scope = known
    }
    let unit = check(number: spec.answer, scope)
    if let unit, !spec.unit.isEmpty, Units.factor(of: spec.unit, base: unit) != 1 {
      let remedy =
        Units.factor(of: spec.unit, base: unit) == nil ? "" : "; divide it by 1 \(spec.unit)"
      report(
        .unknownUnit, spec.answer.range,
        "the answer is measured in \(unit), and the question asks for \(spec.unit)\(remedy)")
    }
    scope.variables = ["value", "answer"]
    for feedback in spec.feedback { check(claim: feedback.condition, scope) }
    if spec.source == nil, mistakeCount == before {
      let (answer, why) = Grading.answer(of: spec)
      if answer == nil { report(.noAnswer, spec.answer.range, why.joined(separator: "; ")) }
    }
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
