/// A labelled place on an axis.
struct Tick: Hashable, Sendable {
  var value: Double
  var label: String
}

/// Ticks whose labels share a unit and a number of decimals, and what the axis label must add.
struct TickSet: Hashable, Sendable {
  var ticks: [Tick] = []
  /// Values marked without a label.
  var minor: [Double] = []
  /// Said behind the axis label: `+1e6`, `K = 1024`.
  var note = ""
}

extension TickSet {
  /// Labels for linear ticks: one prefix, one number of decimals, one offset.
  init(linear numbers: [DecimalNumber], format: Axis.Format, hasUnit: Bool, isASCII: Bool) {
    self.init()
    let largest = numbers.map { abs($0.value) }.max() ?? 0
    let magnitude = numbers.filter { $0.mantissa != 0 }.map(\.magnitude).max() ?? 0
    if format == .binary, let set = TickSet(binary: numbers, largest: largest) {
      self = set
      return
    }
    let percent = format == .percent ? -2 : 0
    let places = numbers.map { $0.decimals(shift: percent) }.max() ?? 0
    let plain = numbers.map { $0.text(shift: percent, decimals: places) }
    let width = plain.map { $0.utf8.count { $0 >= 0x30 && $0 <= 0x39 } }.max() ?? 0
    let span = (numbers.last?.value ?? 0) - (numbers.first?.value ?? 0)
    if width > 7, largest > 1000 * span, let first = numbers.first {
      self.init(offset: first, numbers: numbers, shift: percent)
      return
    }
    var shift = percent
    var suffix = format == .percent ? "%" : ""
    if format == .percent {
      // Beyond a few digits before or behind the point an exponent reads better.
      let size = magnitude - percent
      if size > 6 || size < -4 { (shift, suffix) = (magnitude, "e\(size)%") }
    } else if magnitude >= (format == .si ? 3 : 5) || magnitude < -3
      || format == .si && magnitude < 0
    {
      let step = Int((Double(magnitude) / 3).rounded(.down))
      let prefixed = format == .si || magnitude > 0
      if prefixed, let prefix = Prefixes.si(step, isASCII: isASCII) {
        (shift, suffix) = (step * 3, prefix)
      } else {
        (shift, suffix) = (magnitude, "e\(magnitude)")
      }
    }
    let decimals = numbers.map { $0.decimals(shift: shift) }.max() ?? 0
    ticks = zip(numbers, plain).map { number, plain in
      let text = shift == percent ? plain : number.text(shift: shift, decimals: decimals)
      return Tick(value: number.value, label: number.mantissa == 0 ? "0" : text + suffix)
    }
  }

  /// Differences from the first tick, which the note gives.
  private init(offset first: DecimalNumber, numbers: [DecimalNumber], shift: Int) {
    self.init()
    let suffix = shift == 0 ? "" : "%"
    let exponent = min(first.exponent, numbers.map(\.exponent).min() ?? first.exponent)
    func mantissa(_ number: DecimalNumber) -> Int {
      (0..<max(0, number.exponent - exponent)).reduce(number.mantissa) { sum, _ in sum &* 10 }
    }
    let differences = numbers.map {
      DecimalNumber(mantissa: mantissa($0) &- mantissa(first), exponent: exponent)
    }
    let decimals = differences.map { $0.decimals(shift: shift) }.max() ?? 0
    ticks = zip(numbers, differences).map {
      let text = $1.text(shift: shift, decimals: decimals) + suffix
      return Tick(value: $0.value, label: $1.mantissa == 0 ? "0" : "+" + text)
    }
    note = (first.mantissa < 0 ? "" : "+") + first.text(shift: shift) + suffix
  }

  /// Labels in Ki, Mi, Gi; nil when one of them would not be exact in four digits.
  private init?(binary numbers: [DecimalNumber], largest: Double) {
    self.init()
    var step = 0
    while step < Prefixes.binary.count - 1, largest >= 1024 * Prefixes.power(step) { step += 1 }
    let unit = Prefixes.power(step)
    ticks = numbers.compactMap { number in
      let scaled = number.value / unit
      guard let short = DecimalNumber(scaled, significant: 5), short.value == scaled else {
        return nil
      }
      let label = number.mantissa == 0 ? "0" : short.text() + Prefixes.binary[step]
      return Tick(value: number.value, label: label)
    }
    guard ticks.count == numbers.count else { return nil }
  }
}

/// Letters that stand for powers.
enum Prefixes {
  static let binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]

  /// 1024^step.
  static func power(_ step: Int) -> Double {
    (0..<max(0, step)).reduce(1) { product, _ in product * 1024 }
  }

  /// The letter for 1000^step; nil when there is none.
  static func si(_ step: Int, isASCII: Bool) -> String? {
    let letters = ["a", "f", "p", "n", isASCII ? "u" : "µ", "m", "", "k", "M", "G", "T", "P", "E"]
    return letters.indices.contains(step + 6) ? letters[step + 6] : nil
  }
}
