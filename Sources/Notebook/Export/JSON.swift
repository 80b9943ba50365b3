/// A JSON value that keeps the order of its keys; numbers that are not finite become null.
public indirect enum JSON: Hashable, Sendable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: JSON

    public init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// An object from pairs.
  static func members(_ pairs: KeyValuePairs<String, JSON>) -> JSON {
    .object(pairs.map { Member($0.key, $0.value) })
  }

  /// The value under a key of an object.
  public subscript(_ key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text of the value; indented, lists of scalars on one line.
  public var text: String {
    var text = ""
    write(to: &text, indent: "")
    return text
  }

  private var isScalar: Bool {
    switch self {
    case .list, .object: false
    default: true
    }
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .truth(let value): text += value ? "true" : "false"
    case .number(let value): text += Self.number(value)
    case .text(let value): text += Self.quoted(value)
    case .list(let items):
      if items.allSatisfy(\.isScalar) {
        text += "["
        for (place, item) in items.enumerated() {
          if place > 0 { text += ", " }
          item.write(to: &text, indent: indent)
        }
        text += "]"
      } else {
        write(items.map { ("", $0) }, "[", "]", to: &text, indent)
      }
    case .object(let members):
      if members.isEmpty {
        text += "{}"
      } else {
        write(members.map { (Self.quoted($0.key) + ": ", $0.value) }, "{", "}", to: &text, indent)
      }
    }
  }

  private func write(
    _ items: [(String, JSON)], _ open: String, _ close: String, to text: inout String,
    _ indent: String
  ) {
    text += open
    for (place, item) in items.enumerated() {
      text += (place > 0 ? "," : "") + "\n" + indent + "  " + item.0
      item.1.write(to: &text, indent: indent + "  ")
    }
    text += "\n" + indent + close
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    return Format.exact(value)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x80..<0xA0) ~= scalar.value:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
