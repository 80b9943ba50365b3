import Foundation
import Testing

@testable import TUI

@Suite struct KeyReferenceTests {
  private static let manual = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/flashtutor.1").standardized
  private static let start = ".\\\" The keys, as `flashtutor keys --format man` writes them.\n"
  private static let end = ".\\\" The end of the keys.\n"

  /// RECORD=1 rewrites the section.
  @Test func `the manual has the keys of the table`() throws {
    var text = try String(contentsOf: Self.manual, encoding: .utf8)
    let start = try #require(text.range(of: Self.start))
    let end = try #require(text.range(of: Self.end))
    let section = start.upperBound..<end.lowerBound
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      text.replaceSubrange(section, with: KeyReference.man())
      try Data(text.utf8).write(to: Self.manual)
    } else {
      #expect(String(text[section]) == KeyReference.man())
    }
  }

  @Test func `every action is in the list, with its keys`() {
    let text = KeyReference.text()
    for action in Action.all {
      let line = text.split(separator: "\n").first { $0.hasPrefix("  \(action.name) ") }
      #expect(line?.contains(KeyMap.standard.names(action.id, isASCII: true)) == true)
      #expect(line?.contains(action.explanation) == true)
    }
  }
}
