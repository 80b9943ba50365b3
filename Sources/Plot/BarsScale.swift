extension Bars {
  /// The range of the values, with zero in it unless it is logarithmic.
  var projection: Projection {
    let isLog = value.scale != .linear
    let shown = series.flatMap { $0.values.prefix(categories.count) }.filter {
      $0.isFinite && (!isLog || $0 > 0)
    }
    var (low, high) = (shown.min() ?? 0, shown.max() ?? 1)
    if isLog {
      low /= 2
    } else {
      (low, high) = (min(0, low), max(0, high))
      if low == high { high = 1 }
    }
    if let domain = value.domain { (low, high) = (domain.lowerBound, domain.upperBound) }
    return Projection(value.scale, low: low, high: high)
  }

  /// What stands at the tip of a bar: three digits, with a prefix or a percent sign.
  func text(_ number: Double, isASCII: Bool) -> String {
    guard number.isFinite, value.scale == .linear || number > 0 else { return "" }
    if value.format == .percent { return NumberText.short(number * 100) + "%" }
    let magnitude = DecimalNumber(number, significant: 3)?.magnitude ?? 0
    let usesPrefix = value.format == .si ? magnitude >= 3 || magnitude < 0 : magnitude >= 5
    let step = usesPrefix ? Int((Double(magnitude) / 3).rounded(.down)) : 0
    if number != 0, usesPrefix, let prefix = Prefixes.si(step, isASCII: isASCII),
      let decimal = DecimalNumber(number, significant: 3)
    {
      return decimal.text(shift: step * 3) + prefix
    }
    return NumberText.short(number)
  }
}
