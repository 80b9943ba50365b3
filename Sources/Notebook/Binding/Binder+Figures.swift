import Lessons
import Plot

extension Binder {
  mutating func checkFigures(_ spec: RunSpec, _ scope: FieldScope, isPartial: Bool) {
    for figure in spec.figures {
      if !isPartial { checkChannels(figure, scope) }
      check(figure, scope)
    }
  }

  private mutating func check(_ figure: FigureSpec, _ scope: FieldScope) {
    for channel in [figure.x, figure.end].compactMap(\.self) + figure.y {
      check(channel, figure, scope)
    }
    checkUnits(of: figure.y, scope)
    checkUnits(of: [figure.x, figure.end].compactMap(\.self), scope)
    for name in [figure.series, figure.facet, figure.text].compactMap(\.self) + figure.columns {
      _ = field(name, scope)
    }
    for matrix in figure.matrices where !scope.matrices.contains(where: { $0.name == matrix.value })
    {
      report(
        .unknownMatrix, matrix.range,
        "there is no matrix '\(matrix.value)'"
          + Suggestion.text(matrix.value, among: scope.matrices.map(\.name)))
    }
    if let map = figure.colorMap, ColorMap(rawValue: map.value) == nil {
      report(
        .unknownColorMap, map.range,
        "there is no colour map '\(map.value)'"
          + Suggestion.text(map.value, among: ColorMap.allCases.map(\.rawValue)))
    }
    checkRules(of: figure, scope)
  }

  /// A rule is a number that measures what the vertical axis does.
  private mutating func checkRules(of figure: FigureSpec, _ scope: FieldScope) {
    let axis = figure.y.first?.field.value ?? "speed"
    for rule in figure.rules {
      guard let unit = check(number: rule.value, scope), let field = scope.fields[axis],
        unit != field.unit
      else { continue }
      let measure = field.unit.isEmpty ? "has no unit" : "is measured in \(field.unit)"
      report(
        .unknownUnit, rule.value.range,
        "the rule is measured in \(unit), and '\(axis)' on its axis \(measure)")
    }
  }

  private mutating func checkChannels(_ figure: FigureSpec, _ scope: FieldScope) {
    let mark = figure.mark.value
    switch mark {
    case .roofline:
      if figure.x == nil || figure.y.isEmpty,
        scope.fields["intensity"] == nil || scope.fields["speed"] == nil
      {
        report(.channel, figure.mark.range, "a roofline needs x and y, or the experiment 'measure'")
      }
    case .line, .point, .step, .bar, .column:
      if figure.x == nil || figure.y.isEmpty {
        report(.channel, figure.mark.range, "a figure of mark '\(mark.rawValue)' needs x and y")
      }
    case .timeline:
      if figure.x == nil || figure.end == nil || figure.y.count != 1 {
        report(.channel, figure.mark.range, "a timeline needs x, x2 and one field for y")
      }
    case .heatmap:
      if figure.matrices.isEmpty {
        report(.channel, figure.mark.range, "a heatmap needs 'matrix:'")
      }
    case .tiles:
      if !scope.matrices.contains(where: { $0.name == "order" }) {
        report(.channel, figure.mark.range, "a tile map needs the experiment 'trace'")
      }
    case .table: break
    }
  }

  private mutating func check(
    _ channel: FigureSpec.Channel, _ figure: FigureSpec, _ scope: FieldScope
  ) {
    guard let field = field(channel.field, scope) else { return }
    let isCategory =
      switch figure.mark.value {
      case .bar, .column: channel == figure.x
      case .timeline: figure.y.contains(channel)
      default: false
      }
    if field.isText, !isCategory {
      report(
        .textField, channel.field.range,
        "'\(channel.field.value)' holds texts; an axis needs numbers")
    }
    if let unit = channel.unit, Units.factor(of: unit.value, base: field.unit) == nil {
      let names = Units.names(base: field.unit).filter { !$0.isEmpty }
      report(
        .unknownUnit, unit.range,
        "'\(channel.field.value)' cannot be shown in '\(unit.value)'"
          + (names.isEmpty ? "" : "; it can be in \(names.joined(separator: ", "))"))
    }
  }

  /// Several fields on one axis must measure the same.
  private mutating func checkUnits(of channels: [FigureSpec.Channel], _ scope: FieldScope) {
    guard let first = channels.first, let unit = scope.fields[first.field.value]?.unit else {
      return
    }
    for channel in channels.dropFirst() {
      guard let other = scope.fields[channel.field.value]?.unit, other != unit else { continue }
      report(
        .unknownUnit, channel.field.range,
        "'\(channel.field.value)' and '\(first.field.value)' measure different things and cannot "
          + "share an axis")
    }
  }

  mutating func field(_ name: Located<String>, _ scope: FieldScope) -> FieldDeclaration? {
    if let field = scope.fields[name.value] { return field }
    let names = scope.fields.keys.sorted()
    report(.unknownField, name.range, scope.complaint(about: name.value, among: names))
    return nil
  }
}
