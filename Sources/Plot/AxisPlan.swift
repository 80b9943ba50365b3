import Screen

/// An axis settled for an area: its range, its ticks and what is written beside it.
struct AxisPlan: Sendable {
  let axis: Axis
  let projection: Projection
  let ticks: TickSet
  private let isASCII: Bool

  /// Label, unit and note on one line.
  var title: String {
    var text = axis.label
    if !axis.unit.isEmpty { text += text.isEmpty ? axis.unit : " [\(axis.unit)]" }
    if !ticks.note.isEmpty { text += text.isEmpty ? ticks.note : " (\(ticks.note))" }
    return text
  }

  /// A value in the notation of the ticks, to three digits unless it is a tick itself.
  func text(_ value: Double) -> String {
    if let tick = ticks.ticks.first(where: { $0.value == value }) { return tick.label }
    guard value != 0, let number = DecimalNumber(value, significant: 3) else {
      return NumberText.short(value)
    }
    if axis.format == .percent {
      let hundredfold = DecimalNumber(mantissa: number.mantissa, exponent: number.exponent + 2)
      return NumberText.short(hundredfold) + "%"
    }
    let labels = ticks.ticks.map(\.label)
    if let power = labels.lazy.compactMap({ $0.split(separator: "e").dropFirst().first }).first {
      let shift = projection.isLog ? number.magnitude : Int(power) ?? number.magnitude
      guard abs(number.magnitude - shift) < 7 else { return number.scientific }
      return number.text(shift: shift) + "e\(shift)"
    }
    // Letters of a thousand's powers; those of 1024's do not suit other values.
    let step = Int((Double(number.magnitude) / 3).rounded(.down))
    guard axis.format != .binary, ticks.note.isEmpty, step != 0,
      labels.contains(where: { $0.last?.isLetter ?? false }),
      let prefix = Prefixes.si(step, isASCII: isASCII)
    else { return NumberText.short(value) }
    return number.text(shift: step * 3) + prefix
  }

  /// A horizontal axis over so many columns.
  static func horizontal(
    _ axis: Axis, _ projection: Projection, columns: Int, isASCII: Bool, isWhole: Bool = false
  ) -> AxisPlan {
    let wanted = max(2, min(10, columns / 12))
    return AxisPlan(axis, projection, wanted: wanted, isASCII: isASCII, isWhole) { ticks in
      var end = -columns - 99
      for tick in ticks {
        let width = TextWidth.columns(of: tick.label)
        let centre = Projection.cell(projection.fraction(tick.value), of: columns)
        let start = centre - width / 2
        if start < end + 2 { return nil }
        end = start + width
      }
      return 1
    }
  }

  /// A vertical axis over so many rows.
  static func vertical(
    _ axis: Axis, _ projection: Projection, rows: Int, isASCII: Bool, isWhole: Bool = false
  ) -> AxisPlan {
    let wanted = max(2, min(8, rows / 3))
    return AxisPlan(axis, projection, wanted: wanted, isASCII: isASCII, isWhole) { ticks in
      let places = ticks.map { Projection.cell(projection.fraction($0.value), of: rows) }
      let gaps = zip(places, places.dropFirst()).map { $1 - $0 }
      guard gaps.allSatisfy({ $0 >= (rows >= 8 ? 2 : 1) }) else { return nil }
      return Set(gaps).count <= 1 ? 1 : 0
    }
  }

  private init(
    _ axis: Axis, _ projection: Projection, wanted: Int, isASCII: Bool, _ isWhole: Bool,
    fits: ([Tick]) -> Double?
  ) {
    self.axis = axis
    self.projection = projection
    self.isASCII = isASCII
    let hasUnit = !axis.unit.isEmpty
    if case .log(let base) = axis.scale {
      let set = LogTicks.best(
        low: projection.low, high: projection.high, base: base, format: axis.format,
        isASCII: isASCII
      ) { fits($0) != nil }
      if !set.ticks.isEmpty {
        ticks = set
        return
      }
    }
    func label(_ numbers: [DecimalNumber]) -> TickSet {
      TickSet(linear: numbers, format: axis.format, hasUnit: hasUnit, isASCII: isASCII)
    }
    let numbers = LinearTicks.best(
      low: projection.low, high: projection.high, count: wanted, isWhole: isWhole
    ) { fits(label($0).ticks) }
    ticks = label(numbers)
  }
}
