import Screen

/// What a terminal tells of the mouse, byte by byte: what follows `ESC [ <` or `ESC [ M`.
///
/// Both forms are described in "XTerm Control Sequences", under "Mouse Tracking".
struct MouseReport {
  enum Form {
    /// Numbers in digits, closed by `M` for a press and `m` for a release (mode 1006).
    case digits
    /// Three bytes, each 32 more than its number: what terminals without that mode send.
    case bytes
  }

  enum Progress: Equatable {
    case more
    /// Complete; nil for what is no click and no turn of the wheel.
    case done(Mouse?)
    /// This byte belongs to no report.
    case broken
  }

  private static let longest = 32

  private let form: Form
  private var received: [UInt8] = []

  init(_ form: Form) { self.form = form }

  mutating func take(_ byte: UInt8) -> Progress {
    received.append(byte)
    switch form {
    case .bytes:
      guard received.count == 3 else { return .more }
      let numbers = received.map { Int($0) - 32 }
      // In this form a released button is a button of its own.
      return .done(Self.mouse(button: numbers[0], column: numbers[1], row: numbers[2]))
    case .digits:
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"):
        return received.count < Self.longest ? .more : .broken
      case UInt8(ascii: "M"):
        let numbers = String(decoding: received.dropLast(), as: UTF8.self)
          .split(separator: ";", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard numbers.count == 3 else { return .done(nil) }
        return .done(Self.mouse(button: numbers[0], column: numbers[1], row: numbers[2]))
      case UInt8(ascii: "m"): return .done(nil)
      default: return .broken
      }
    }
  }

  /// What a report means.
  ///
  /// - Parameters:
  ///   - button: The button in the two lowest bits, modifiers above; 32 for movement, 64 for wheels.
  ///   - column: Counted from 1.
  ///   - row: Counted from 1.
  /// - Returns: nil for what is no click and no turn of the wheel.
  private static func mouse(button: Int, column: Int, row: Int) -> Mouse? {
    let modifiers = 4 | 8 | 16
    guard button >= 0, column > 0, row > 0 else { return nil }
    switch button & ~modifiers {
    case 0: return .click(Point(column: column - 1, row: row - 1))
    case 64: return .wheelUp
    case 65: return .wheelDown
    default: return nil
    }
  }
}
