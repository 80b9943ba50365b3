import Notebook

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Standard output, written whole or not at all; a closed pipe ends the program quietly.
enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes text for people: in ASCII where the locale has no more.
  static func show(_ text: String) { write(Locale.shown(text)) }

  static func write(_ text: String) {
    guard !Bytes.write(text, to: STDOUT_FILENO) else { return }
    guard errno != EPIPE else { exit(Code.fine.rawValue) }
    StandardError.write("flashtutor: can't write the output: \(String(cString: strerror(errno)))")
    exit(Code.runFailed.rawValue)
  }
}

/// Standard error, a line at a time.
enum StandardError {
  static func write(_ message: String) {
    let message = Locale.shown(message)
    _ = Bytes.write(message.hasSuffix("\n") ? message : message + "\n", to: STDERR_FILENO)
  }
}

/// Writing to a descriptor without buffers in between.
enum Bytes {
  /// Whether everything was written; `errno` says why not.
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = systemWrite(descriptor, rest)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return true
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}

/// What the locale's characters can show.
enum Locale {
  static let isUnicode = Environment().isUnicode

  static func shown(_ text: String) -> String {
    isUnicode ? text : Transliteration.ascii(text)
  }
}
