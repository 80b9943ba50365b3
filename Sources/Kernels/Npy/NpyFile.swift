#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension NpyArray {
  /// Reads a file.
  ///
  /// - Throws: ``NpyError`` with the path.
  public init(path: String) throws(NpyError) {
    do throws(NpyError) {
      self = try NpyArray(bytes: try NpyArray.contents(path))
    } catch {
      throw NpyError(error.problem, path: path)
    }
  }

  /// Writes a file, whole or not at all: to a neighbour first, which then takes its name.
  ///
  /// - Throws: ``NpyError`` with the path.
  public func write(path: String) throws(NpyError) {
    let bytes = encoded()
    let temporary = "\(path).\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw NpyError(.cannotOpen(NpyArray.reason()), path: path) }
    var written = 0
    var failure: String?
    while written < bytes.count, failure == nil {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
        Glibc.write(file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        #else
        Darwin.write(file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        #endif
      }
      if count >= 0 { written += count } else if errno != EINTR { failure = NpyArray.reason() }
    }
    if close(file) != 0, failure == nil { failure = NpyArray.reason() }
    if failure == nil, rename(temporary, path) != 0 { failure = NpyArray.reason() }
    guard let failure else { return }
    unlink(temporary)
    throw NpyError(.cannotWrite(failure), path: path)
  }

  private static func contents(_ path: String) throws(NpyError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw NpyError(.cannotOpen(reason())) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 { bytes += chunk[..<count] }
      // An endless file is told from its first bytes.
      guard bytes.count < 16 || NpyHeader.isBeginning(of: bytes) else { throw NpyError(.notNpy) }
      if count < 0, errno != EINTR { throw NpyError(.cannotRead(reason())) }
    }
  }

  /// What the system says about the last failed call.
  private static func reason() -> String { String(cString: strerror(errno)) }
}
