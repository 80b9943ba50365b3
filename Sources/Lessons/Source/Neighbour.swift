import Foundation

extension Lesson {
  /// Why a file beside a lesson is not read, as a sentence.
  public struct NeighbourFault: Error, Hashable, Sendable {
    public var sentence: String
  }

  private static let neighbourBytes = 1 << 20

  /// Whether a path is written as one within the lesson's folder.
  public static func isNeighbour(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.hasPrefix("~") && !path.contains("\0")
      && !path.split(separator: "/", omittingEmptySubsequences: false).contains("..")
  }

  /// The text of a file in the lesson's folder or below it; of any other nothing is read.
  ///
  /// - Parameter path: relative, with slashes, without `..`; a symbolic link may not lead out.
  /// - Returns: the text, cleaned of control characters, or why not.
  public func neighbour(_ path: String) -> Result<String, NeighbourFault> {
    func fault(_ sentence: String) -> Result<String, NeighbourFault> {
      .failure(NeighbourFault(sentence: sentence))
    }
    guard Self.isNeighbour(path) else {
      return fault("'\(path)' is not a path within the lesson's folder")
    }
    guard let folder else { return fault("the lesson lies in no folder, so no file is read") }
    let root = URL(fileURLWithPath: folder, isDirectory: true).resolvingSymlinksInPath()
    let file = root.appendingPathComponent(path).resolvingSymlinksInPath()
    guard file.path.hasPrefix(root.path.hasSuffix("/") ? root.path : root.path + "/") else {
      return fault("'\(path)' is a link that leads out of the lesson's folder")
    }
    switch LessonFile.read(file, atMost: Self.neighbourBytes + 1) {
    case .failure(let fault):
      return .failure(NeighbourFault(sentence: "'\(path)': \(fault.message)"))
    case .success(let text):
      guard text.utf8.count <= Self.neighbourBytes else {
        return fault("'\(path)' is larger than 1 MiB")
      }
      // A byte order mark, as spreadsheets write it, is no part of the text.
      let content =
        text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
      let lines = content.replacingOccurrences(of: "\r\n", with: "\n")
        .replacingOccurrences(of: "\r", with: "\n")
      return .success(SafeText.clean(lines))
    }
  }
}
