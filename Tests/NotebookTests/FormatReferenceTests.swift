import Foundation
import Testing

@testable import Notebook

@Suite struct FormatReferenceTests {
  @Test func `the reference in docs is what the declarations say`() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../docs/lesson-format.md").standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(
      text == FormatReference.markdown,
      "out of date: swift run flashtutor experiments --markdown > docs/lesson-format.md")
  }
}
