/// The records of a CSV text by RFC 4180: fields may be quoted, and hold commas, line breaks and
/// doubled quotes then.
///
/// Blanks around a field are left out, as are empty lines; a line break in a field becomes a blank.
struct CSVText {
  struct Record: Hashable {
    /// The line of the text that it begins on, from 1.
    var line: Int
    var fields: [String]
  }

  /// Why a text is no CSV.
  struct Fault: Error, Hashable {
    var line: Int
    var sentence: String
  }

  private(set) var records: [Record] = []
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  /// - Parameters:
  ///   - text: Its lines end with `\n` or `\r\n`.
  ///   - limit: So many records are read at most, and one more to tell that there are more.
  /// - Throws: ``Fault`` for a quote that is not closed, or closed too early.
  init(_ text: String, atMost limit: Int) throws(Fault) {
    bytes = Array(text.utf8)
    while place < bytes.count, records.count <= limit {
      let record = Record(line: line, fields: try fields())
      if record.fields != [""] { records.append(record) }
    }
  }

  /// The fields up to the end of the record, which is passed.
  private mutating func fields() throws(Fault) -> [String] {
    var fields: [String] = []
    while true {
      skipBlanks()
      fields.append(at(Self.quote) ? try quoted() : plain())
      guard at(Self.comma) else { break }
      place += 1
    }
    // At the end of the text, or of the line.
    if place < bytes.count {
      place += 1
      line += 1
    }
    return fields
  }

  private mutating func plain() -> String {
    let start = place
    while place < bytes.count, bytes[place] != Self.comma, bytes[place] != Self.newline {
      place += 1
    }
    return String(decoding: bytes[start..<place], as: UTF8.self).trimmed
  }

  private mutating func quoted() throws(Fault) -> String {
    let opening = line
    var content: [UInt8] = []
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == Self.newline { line += 1 }
      if byte != Self.quote {
        content.append(byte == Self.newline ? Self.blank : byte)
      } else if at(Self.quote) {
        content.append(byte)
        place += 1
      } else {
        skipBlanks()
        guard place == bytes.count || at(Self.comma) || at(Self.newline) else {
          throw Fault(
            line: line,
            sentence: "has text behind a closing quote; a quote within quotes is written twice")
        }
        return String(decoding: content, as: UTF8.self)
      }
    }
    throw Fault(line: opening, sentence: "opens a quote that is never closed")
  }

  private func at(_ byte: UInt8) -> Bool { place < bytes.count && bytes[place] == byte }

  private mutating func skipBlanks() {
    while at(Self.blank) || at(Self.tab) || at(Self.carriageReturn) { place += 1 }
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")
  private static let blank = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  private static let carriageReturn = UInt8(ascii: "\r")
}
