#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Small text files in which the system tells about itself.
enum SystemFile {
  /// The first 64 KiB of a file; nil when it cannot be read.
  static func text(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        read(file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      filled += count
    }
    return String(decoding: bytes[..<filled], as: UTF8.self)
  }

  /// What stands after a key and a colon, without the white space around it.
  static func value(of key: String, in text: String) -> String? {
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      if trimmed(line[..<colon]) == key { return trimmed(line[line.index(after: colon)...]) }
    }
    return nil
  }

  /// The whole number that a text begins with, after white space; nil without one.
  static func number(_ text: String) -> Int? {
    Int(text.drop { $0.isWhitespace }.prefix { $0.isASCII && $0.isNumber })
  }

  static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
