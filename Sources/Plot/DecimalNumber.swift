/// A decimal number, mantissa × 10^exponent: what a tick is, so that its label can say it exactly.
struct DecimalNumber: Hashable, Sendable {
  var mantissa: Int
  var exponent: Int

  /// The nearest double.
  var value: Double {
    // Both operands exact, so one rounding: as good as reading the text, and far faster.
    if mantissa.magnitude < 1 << 53, exponent.magnitude < Self.powers.count {
      let power = Self.powers[abs(exponent)]
      return exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
    }
    return Double("\(mantissa)e\(exponent)") ?? 0
  }

  /// The powers of ten that a double holds exactly.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The exponent of the leading digit; 0 for zero.
  var magnitude: Int {
    var (digits, rest) = (0, mantissa.magnitude)
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    return mantissa == 0 ? 0 : exponent + digits
  }

  /// Without trailing zeros in the mantissa.
  var reduced: DecimalNumber {
    guard mantissa != 0 else { return DecimalNumber(mantissa: 0, exponent: 0) }
    var result = self
    while result.mantissa % 10 == 0 {
      result.mantissa /= 10
      result.exponent += 1
    }
    return result
  }

  /// How many digits stand after the point when the number is written divided by 10^shift.
  func decimals(shift: Int = 0) -> Int { mantissa == 0 ? 0 : max(0, shift - reduced.exponent) }

  /// The number divided by 10^shift, with at least so many digits after the point, exactly.
  func text(shift: Int = 0, decimals: Int = 0) -> String {
    let number = reduced
    let places = max(0, shift - number.exponent, decimals)
    let digits = String(number.mantissa.magnitude).utf8
    // Bytes, because ticks are written for every candidate of an axis.
    var bytes: [UInt8] = []
    if number.mantissa < 0 { bytes.append(UInt8(ascii: "-")) }
    let trailing = number.mantissa == 0 ? places : max(0, number.exponent - shift + places)
    let leading = max(0, places + 1 - digits.count - trailing)
    bytes += repeatElement(UInt8(ascii: "0"), count: leading)
    bytes += digits
    bytes += repeatElement(UInt8(ascii: "0"), count: trailing)
    if places > 0 { bytes.insert(UInt8(ascii: "."), at: bytes.count - places) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// As `2.5e-7`, with so many digits, the exponent written even when it is zero.
  func power(digits: Int) -> String {
    text(shift: magnitude, decimals: digits - 1) + "e\(magnitude)"
  }

  /// As `25e-7`: the fewest digits with an exponent of ten.
  var scientific: String {
    let number = reduced
    guard number.mantissa != 0 else { return "0" }
    let shift = number.magnitude
    return number.text(shift: shift) + (shift == 0 ? "" : "e\(shift)")
  }
}

extension DecimalNumber {
  /// The shortest decimal that reads back as the double, rounded half up to that many significant
  /// digits when asked; nil when not finite.
  init?(_ value: Double, significant: Int = 17) {
    guard value.isFinite else { return nil }
    let text = "\(value.magnitude)"
    let parts = text.split(separator: "e")
    guard let head = parts.first else { return nil }
    var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    var digits: [UInt8] = []
    var isAfterPoint = false
    for byte in head.utf8 {
      if byte == 0x2E {
        isAfterPoint = true
      } else {
        digits.append(byte - 0x30)
        if isAfterPoint { exponent -= 1 }
      }
    }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    let dropped = max(0, digits.count - max(1, significant))
    var mantissa = 0
    for digit in digits.dropLast(dropped) { mantissa = mantissa * 10 + Int(digit) }
    if dropped > 0, digits[digits.count - dropped] >= 5 { mantissa += 1 }
    self.init(mantissa: value < 0 ? -mantissa : mantissa, exponent: exponent + dropped)
    self = reduced
  }
}

/// Numbers as texts.
enum NumberText {
  /// The fewest digits that read back as the same double.
  static func exact(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A few significant digits, plain or with an exponent, whichever reads better.
  static func short(_ value: Double, digits: Int = 3) -> String {
    guard let number = DecimalNumber(value, significant: digits) else {
      return value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf"
    }
    return short(number)
  }

  static func short(_ number: DecimalNumber) -> String {
    let magnitude = number.magnitude
    return magnitude < -3 || magnitude > 5 ? number.scientific : number.text()
  }

  /// As people say it: below a billion every digit before the point, and three at least.
  static func spoken(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let isWhole = value == value.rounded() || abs(value) >= 1000
    return isWhole && abs(value) < 1e9 ? exact(value.rounded()) : short(value)
  }
}
