import Foundation
import Testing

@testable import Screen

@Suite struct TextWidthTests {
  @Test func `agrees with wcwidth for every scalar`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "widths.txt")
    var wrong: [String] = []
    for row in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let parts = row.split(separator: " ")
      let first = try #require(UInt32(parts[0], radix: 16))
      let last = try #require(UInt32(parts[1], radix: 16))
      for value in first...last {
        guard let scalar = Unicode.Scalar(value) else { continue }
        if "\(TextWidth.columns(of: scalar))" != parts[2] { wrong.append("\(value)") }
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: [
    ("e\u{301}", 1), ("한", 2), ("👨‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("❤️", 2), ("👍🏽", 2), ("\u{1B}", 0), ("\r\n", 0),
    ("\u{202E}", 0), ("\u{AD}", 1), ("⣿", 1), ("漢字", 4),
  ]) func `counts graphemes, not scalars`(text: String, columns: Int) {
    #expect(TextWidth.columns(of: text) == columns)
  }

  @Test func `clips at grapheme borders`() {
    #expect(TextWidth.clip("abcdef", to: 4) == "abc~")
    #expect(TextWidth.clip("漢字漢字", to: 4) == "漢~")
    #expect(TextWidth.clip("abc", to: 3) == "abc")
    #expect(TextWidth.clip("abc", to: 0) == "")
  }
}
