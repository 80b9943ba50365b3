import Foundation

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
    switch kind(of: url) {
    case nil: return .failure(Fault(code: .unreadableFile, message: "there is no such file"))
    case .typeDirectory:
      return .failure(Fault(code: .unreadableFile, message: "this is a folder, not a file"))
    case .typeRegular: break
    default:
      return .failure(Fault(code: .unreadableFile, message: "this is not an ordinary file"))
    }
    guard let handle = try? FileHandle(forReadingFrom: url) else {
      return .failure(
        Fault(code: .unreadableFile, message: "the file cannot be opened; check its permissions"))
    }
    defer { try? handle.close() }
    do {
      let data = try handle.read(upToCount: limit) ?? Data()
      return text(data, isWhole: data.count < limit)
    } catch {
      return .failure(Fault(code: .unreadableFile, message: "the file cannot be read"))
    }
  }

  /// What lies at a path, symbolic links followed; nil when nothing does.
  static func kind(of url: URL) -> FileAttributeType? {
    let path = url.resolvingSymlinksInPath().path
    return (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  }

  /// UTF-8 as text; a character that the limit has cut in two is dropped.
  static func text(_ data: Data, isWhole: Bool) -> Result<String, Fault> {
    for cut in 0...(isWhole ? 0 : 3) {
      if let text = String(validating: data.dropLast(cut), as: UTF8.self) { return .success(text) }
    }
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
      return .failure(
        Fault(code: .notUTF8, message: "the file is UTF-16; save it as UTF-8"))
    }
    let good = firstFault(Array(data))
    let line = data.prefix(good).count { $0 == 0x0A } + 1
    let lineStart = (data.prefix(good).lastIndex(of: 0x0A) ?? data.startIndex - 1) + 1
    let column = String(decoding: data[lineStart..<(data.startIndex + good)], as: UTF8.self).count
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
