/// Reads the part of Python's literals that `.npy` headers use: a dictionary from strings to
/// strings, truth values and tuples of whole numbers.
struct PythonLiteral {
  enum Value: Hashable {
    case text(String)
    case flag(Bool)
    case tuple([Int])
  }

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The whole text, which must be one dictionary.
  ///
  /// - Throws: ``NpyError``.
  mutating func dictionary() throws(NpyError) -> [String: Value] {
    var entries: [String: Value] = [:]
    try expect("{")
    while !accept("}") {
      guard case .text(let key) = try value() else { throw malformed("a key is not a string") }
      try expect(":")
      guard entries.updateValue(try value(), forKey: key) == nil else {
        throw malformed("'\(key)' is there twice")
      }
      guard accept(",") else {
        try expect("}")
        break
      }
    }
    skipSpace()
    guard position == bytes.endIndex else { throw malformed("something follows the dictionary") }
    return entries
  }

  private mutating func value() throws(NpyError) -> Value {
    skipSpace()
    switch peek {
    case "'", "\"": return .text(try text())
    case "(": return .tuple(try tuple())
    case "T" where accept(word: "True"): return .flag(true)
    case "F" where accept(word: "False"): return .flag(false)
    default: throw malformed("a value is neither a string, a truth value nor a tuple of numbers")
    }
  }

  private mutating func text() throws(NpyError) -> String {
    let quote = bytes[position]
    let start = position + 1
    guard let end = bytes[start...].firstIndex(of: quote) else {
      throw malformed("a string does not end")
    }
    position = end + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func tuple() throws(NpyError) -> [Int] {
    var numbers: [Int] = []
    try expect("(")
    while !accept(")") {
      skipSpace()
      let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
      guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
        throw malformed("an extent of the shape is not a whole number within 64 bits")
      }
      numbers.append(number)
      position = digits.endIndex
      guard accept(",") else {
        try expect(")")
        break
      }
    }
    return numbers
  }

  private var peek: Unicode.Scalar? {
    position < bytes.endIndex ? Unicode.Scalar(bytes[position]) : nil
  }

  private mutating func skipSpace() {
    while let next = peek, next == " " || next == "\n" || next == "\t" { position += 1 }
  }

  private mutating func accept(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == mark else { return false }
    position += 1
    return true
  }

  private mutating func accept(word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func expect(_ mark: Unicode.Scalar) throws(NpyError) {
    guard accept(mark) else {
      throw malformed("'\(mark)' is missing at byte \(position - bytes.startIndex)")
    }
  }

  private func malformed(_ reason: String) -> NpyError { NpyError(.malformedHeader(reason)) }
}
