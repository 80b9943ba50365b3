public import Foundation

extension Progress {
  /// Why a file is no progress that can be taken over, as a sentence.
  public struct ImportFailure: Error, Hashable, Sendable {
    public var sentence: String
  }

  private static let maximumBytes = 16 << 20

  /// The progress as it is kept on disk and carried to another machine.
  public var file: Data? { ProgressStore.encoded(self) }

  /// Reads what another machine has exported.
  ///
  /// - Throws: ``ImportFailure`` when it is something else, or newer than this program.
  public init(imported data: Data) throws(ImportFailure) {
    struct Version: Decodable {
      var version: Int
    }
    guard data.count <= Self.maximumBytes,
      let version = try? JSONDecoder().decode(Version.self, from: data).version
    else { throw ImportFailure(sentence: "this is not a progress file of flashtutor") }
    guard version <= Progress.version else {
      throw ImportFailure(
        sentence: "it was written by a newer flashtutor (version \(version)); update this one")
    }
    do {
      self = try JSONDecoder().decode(Progress.self, from: data)
    } catch {
      throw ImportFailure(sentence: "the file is damaged; export it again")
    }
  }
}
