/// The value of a parameter, read and typed.
enum ParameterValue: Hashable, Sendable {
  case integer(Int)
  case number(Double)
  case truth(Bool)
  case word(String)
  case words([String])
  case numbers([Double])

  /// As it may be written in a lesson or after `--set k=`; reading it gives the same value.
  var text: String {
    switch self {
    case .integer(let value): String(value)
    case .number(let value): Format.exact(value)
    case .truth(let value): value ? "true" : "false"
    case .word(let value): value
    case .words(let values): values.joined(separator: ",")
    case .numbers(let values): values.map(Format.exact).joined(separator: ",")
    }
  }

  /// As an entry of a table.
  var entry: Value {
    switch self {
    case .integer(let value): .number(Double(value))
    case .number(let value): .number(value)
    case .truth(let value): .truth(value)
    case .word, .words, .numbers: .text(text)
    }
  }
}

/// The values of all parameters of one run of an experiment.
struct Settings: Hashable, Sendable {
  var values: [String: ParameterValue]

  init(_ values: [String: ParameterValue] = [:]) {
    self.values = values
  }

  subscript(_ name: String) -> ParameterValue? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func integer(_ name: String) -> Int? {
    guard case .integer(let value) = values[name] else { return nil }
    return value
  }

  func number(_ name: String) -> Double? {
    switch values[name] {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }

  func truth(_ name: String) -> Bool {
    values[name] == .truth(true)
  }

  func word(_ name: String) -> String? {
    guard case .word(let value) = values[name] else { return nil }
    return value
  }

  func words(_ name: String) -> [String] {
    guard case .words(let values) = values[name] else { return [] }
    return values
  }

  func numbers(_ name: String) -> [Double] {
    guard case .numbers(let values) = values[name] else { return [] }
    return values
  }
}
