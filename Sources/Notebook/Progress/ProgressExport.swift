public import Foundation

/// What a learner takes to another machine: the progress, and the code written in code cells.
///
/// The file is that of the progress with one more member, which a program that knows nothing of it
/// leaves out.
public struct ProgressExport: Sendable {
  public var progress: Progress
  /// Texts by the names of their files: `tiling/c-merge.swift`.
  public var code: [String: String]

  public init(_ progress: Progress, code: [String: String]) {
    self.progress = progress
    self.code = code
  }

  /// Reads what another machine has exported.
  ///
  /// - Throws: ``Progress/ImportFailure`` when it is something else, or newer than this program.
  public init(imported data: Data) throws(Progress.ImportFailure) {
    struct Code: Decodable {
      var code: [String: String]?
    }
    progress = try Progress(imported: data)
    do {
      code = try JSONDecoder().decode(Code.self, from: data).code ?? [:]
    } catch {
      throw Progress.ImportFailure(sentence: "the code in the file is damaged; export it again")
    }
  }

  /// The content of the file.
  public var file: Data? { ProgressStore.encoded(self) }
}

extension ProgressExport: Encodable {
  private enum Key: String, CodingKey {
    case code
  }

  public func encode(to encoder: any Encoder) throws {
    try progress.encode(to: encoder)
    guard !code.isEmpty else { return }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(code, forKey: .code)
  }
}
