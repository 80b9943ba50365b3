import Foundation
import Lessons
import Testing

@testable import Notebook

@Suite struct GuideTests {
  @Test func `the lesson that the guide writes keeps its promises`() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../docs/writing-lessons.md").standardized
    let parts = try String(contentsOf: file, encoding: .utf8).split(separator: "````")
    let pieces = parts.filter { $0.hasPrefix("markdown\n") }.map { $0.dropFirst(9) }
    #expect(pieces.count >= 6)
    let bound = BoundLesson(
      LessonParser.parse(pieces.joined(separator: "\n"), file: "first.md"))
    #expect(bound.diagnostics.map(\.description) == [])
    let kinds = Set(bound.lesson.cells.map(\.kindName))
    #expect(kinds.isSuperset(of: ["run", "quiz", "predict", "exercise", "code", "hint"]))
    try withFolder { folder in
      let desk = CodeDesk(store: CodeStore(folder: folder.appending(path: "code")))
      try desk.agree(to: bound.lesson)
      let check = LessonCheck(bound, context, desk: desk)
      let found = check.diagnostics.filter { desk.toolchain != nil || $0.code != "W307" }
      #expect(found.map(\.description) == [])
    }
  }
}
