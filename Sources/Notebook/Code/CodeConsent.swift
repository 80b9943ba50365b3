import Foundation
import Lessons
import Workshop

/// What the learner has agreed to run: lessons that did not come with the program, by their text.
struct CodeConsent: Sendable {
  let folder: URL

  /// What has to be asked before code of the lesson may run; nil when nothing has to be.
  func question(about lesson: Lesson, _ capability: BoxCapability) -> String? {
    var reasons: [String] = []
    if !Self.isInstalled(lesson) {
      reasons.append("This lesson did not come with flashtutor, and code of it would run here.")
    }
    reasons += capability.gaps
    guard !reasons.isEmpty, !isAgreed(lesson, capability) else { return nil }
    return reasons.joined(separator: " ")
  }

  /// Notes that the learner agreed, for this very text on a machine with these gaps.
  func agree(_ lesson: Lesson, _ capability: BoxCapability) throws(CodeStoreError) {
    let text = Self.text(lesson, capability)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try AtomicFile.write(Data(text.utf8), to: file(text).path(percentEncoded: false))
    } catch {
      throw CodeStoreError(sentence: "what you agreed to cannot be kept in \(folder.path)")
    }
  }

  /// The text itself is compared: that of a file that only shares its hash is another.
  private func isAgreed(_ lesson: Lesson, _ capability: BoxCapability) -> Bool {
    let text = Self.text(lesson, capability)
    return (try? String(contentsOf: file(text), encoding: .utf8)) == text
  }

  private static func text(_ lesson: Lesson, _ capability: BoxCapability) -> String {
    (capability.gaps + lesson.sourceLines).joined(separator: "\n")
  }

  private func file(_ text: String) -> URL {
    folder.appending(path: Fingerprint.of([text]))
  }

  private static func isInstalled(_ lesson: Lesson) -> Bool {
    guard let folder = lesson.folder, let course = Library.installedCourse else { return false }
    return URL(filePath: folder).resolvingSymlinksInPath().standardizedFileURL.path
      == course.resolvingSymlinksInPath().standardizedFileURL.path
  }
}
