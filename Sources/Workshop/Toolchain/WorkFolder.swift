import Foundation

/// An empty folder of our own, which vanishes with this value.
public final class WorkFolder: Sendable {
  /// Without symbolic links.
  public let path: String

  /// - Throws: ``BoxError`` when it cannot be made.
  public init() throws(BoxError) {
    let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    let folder = base.appending(path: "flashtutor-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw BoxError(step: "make a folder in \(base.path)", reason: error.localizedDescription)
    }
    path = folder.path(percentEncoded: false)
  }

  /// A new folder inside.
  public func folder(_ name: String) throws(BoxError) -> String {
    let inner = "\(path)/\(name)"
    do {
      try FileManager.default.createDirectory(
        atPath: inner, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw BoxError(step: "make the folder \(inner)", reason: error.localizedDescription)
    }
    return inner
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}
