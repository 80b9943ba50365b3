import Foundation
import Lessons

/// A lesson with faultless front matter (7 lines) around a body.
func lesson(_ body: String, minutes: Int = 60) -> Lesson {
  LessonParser.parse(
    """
    ---
    id: test
    title: Test
    summary: A test.
    minutes: \(minutes)
    ---

    \(body)
    """, file: "test.md")
}

/// The diagnostics as `line:column code message`, one a line.
func summary(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map {
    "\($0.range.start.line):\($0.range.start.column) \($0.code) \($0.message)"
  }.joined(separator: "\n")
}

/// A folder that is removed when the test ends.
func withFolder(_ body: (URL) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("lessons-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder)
}
