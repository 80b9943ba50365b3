import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that `-o` names; written in place, so that a device or a pipe stays what it is.
enum OutputFile {
  /// Whether the file can be written, asked before anything is run.
  ///
  /// - Throws: `Failure` with code 2.
  static func require(_ path: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("-o: the path is empty") }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard !isFolder.boolValue else {
        throw .usage("-o: '\(path)' is a folder; name a file in it")
      }
      guard access(path, W_OK) == 0 else { throw .usage("-o: '\(path)' may not be written") }
      return
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else { throw .usage("-o: there is no folder '\(folder)'; create it first") }
    guard access(folder, W_OK) == 0 else {
      throw .usage("-o: the folder '\(folder)' may not be written")
    }
  }

  /// Writes a text as the whole content.
  ///
  /// - Throws: `Failure` with code 4 and the reason.
  static func write(_ text: String, to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    let isWritten = descriptor >= 0 && Bytes.write(text, to: descriptor)
    let reason = String(cString: strerror(errno))
    // Some file systems tell only here that the disk is full.
    let isClosed = descriptor >= 0 && close(descriptor) == 0
    guard isWritten, isClosed else {
      throw Failure(
        code: .runFailed, message: "flashtutor: can't write '\(path)': \(reason)")
    }
  }
}
