import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Gets text out of files that may be anything.
enum LessonFile {
  /// Why a file is no text.
  struct Fault: Error {
    var code: DiagnosticCode
    var line = 1
    var column = 1
    var message: String

    func diagnostic(file: String) -> Diagnostic {
      Diagnostic(
        code, file: SafeText.clean(file),
        range: SourceRange(start: SourcePosition(line: line, column: column)), message: message,
        sourceLine: "")
    }
  }

  /// The text of a file, or of its first bytes; only ordinary files are read, so that a pipe or a
  /// device named like a lesson cannot keep the program waiting.
  static func read(_ url: URL, atMost limit: Int = SourceText.Limit.bytes + 1) -> Result<
    String, Fault
  > {
    func fault(_ message: String) -> Result<String, Fault> {
      .failure(Fault(code: .unreadableFile, message: message))
    }
    let path = url.path
    switch kind(of: path) {
    case nil: return fault("there is no such file")
    case S_IFDIR: return fault("this is a folder, not a file")
    case S_IFREG: break
    default: return fault("this is not an ordinary file")
    }
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return fault("the file cannot be opened; check its permissions") }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return fault("this is not an ordinary file")
    }
    guard let bytes = bytes(of: descriptor, expecting: Int(status.st_size), atMost: limit) else {
      return fault("the file cannot be read")
    }
    return text(bytes, isWhole: bytes.count < limit)
  }

  /// What lies at a path, symbolic links followed, as in `st_mode`; nil when nothing does.
  static func kind(of path: String) -> mode_t? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT
  }

  static func isFolder(_ url: URL) -> Bool { kind(of: url.path) == S_IFDIR }

  /// The file from here on, up to the limit; nil when it cannot be read.
  private static func bytes(of descriptor: Int32, expecting size: Int, atMost limit: Int)
    -> [UInt8]?
  {
    // One more than there should be, to see the end without growing.
    var room = min(limit, max(size, 0) + 1)
    var bytes: [UInt8] = []
    while bytes.count < limit {
      var count = 0
      let part = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        repeat {
          #if canImport(Glibc)
          count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
          #else
          count = unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
          #endif
        } while count < 0 && errno == EINTR
        filled = max(count, 0)
      }
      guard count >= 0 else { return nil }
      guard count > 0 else { break }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      room = min(limit - bytes.count, 64 << 10)
    }
    return bytes
  }

  /// UTF-8 as text; a character that the limit has cut in two is dropped.
  static func text(_ data: [UInt8], isWhole: Bool) -> Result<String, Fault> {
    for cut in 0...(isWhole ? 0 : 3) {
      if let text = String(validating: data.dropLast(cut), as: UTF8.self) { return .success(text) }
    }
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
      return .failure(
        Fault(code: .notUTF8, message: "the file is UTF-16; save it as UTF-8"))
    }
    let good = firstFault(data)
    let line = data.prefix(good).count { $0 == 0x0A } + 1
    let lineStart = (data.prefix(good).lastIndex(of: 0x0A) ?? -1) + 1
    let column = String(decoding: data[lineStart..<good], as: UTF8.self).count
    return .failure(
      Fault(
        code: .notUTF8, line: line, column: column + 1,
        message: "the file is not UTF-8 from here on; save it as UTF-8"))
  }

  /// The offset of the first byte that is not UTF-8.
  private static func firstFault(_ bytes: [UInt8]) -> Int {
    var offset = 0
    var decoder = UTF8()
    var input = bytes.makeIterator()
    while true {
      switch decoder.decode(&input) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return min(offset, bytes.count)
      }
    }
  }
}
