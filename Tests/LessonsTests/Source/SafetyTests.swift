import Foundation
import Lessons
import Testing

@Suite struct SafetyTests {
  private func isSafe(_ lesson: Lesson) -> Bool {
    var text = ""
    dump(lesson, to: &text)
    for diagnostic in lesson.diagnostics { text += diagnostic.description }
    return text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A: true
      case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
      default: true
      }
    }
  }

  @Test(arguments: [
    "Text \u{1B}[31mred\u{7} \u{202E}desrever\u{9B}1m",
    "Text &#27;[31m &#x202e; `&#27;` [a](<#&#27;>)",
    "```flash {#a .run}\nexperiment: \"\\e[31m\\u202e\\0\"\nx\u{1B}: 1\n```",
    "```flash {#a\u{1B} .run}\n```",
    "```flash {#a .quiz}\nq&#7;\n- [x] &#27;a :: \u{1B}\n```",
    "## &#27;[2J\n\n```a\u{1B}\n\u{1B}\n```",
  ])
  func `no control character leaves the parser`(body: String) {
    #expect(isSafe(lesson(body)))
  }

  @Test func `a replaced character is warned of at its place`() {
    #expect(
      summary(lesson("ab\u{1B}c").diagnostics)
        == "8:3 W301 the character U+001B could steer a terminal; it is shown as U+FFFD")
  }

  @Test(arguments: ["> ", "- ", "[", "*a ", "`", "<", "\t", "a", "#", "![a](", "| "])
  func `deep nesting and long lines end in a lesson`(piece: String) {
    let deep = lesson(String(repeating: piece, count: 20_000))
    #expect(deep.diagnostics.contains { $0.code == "E005" || $0.code == "E008" })
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "&a ", "*a ", "!!a ", "'", "|\n "])
  func `deep settings end in a diagnostic`(piece: String) {
    let text = "```flash {#a .run}\na: \(String(repeating: piece, count: 900))\n```"
    #expect(!lesson(text).diagnostics.isEmpty)
  }

  @Test func `any mutation of a lesson is read without a trap`() throws {
    let folder = try #require(Library.installedCourse)
    var random = Generator(state: 42)
    let pieces = Array("`{}[]#.-:|>&*\"'\n\t\r\u{1B}é漢\u{202E} 09~=^(),%").map(String.init)
    for entry in Library(folders: [folder]).entries {
      let text = try String(contentsOf: entry.file, encoding: .utf8)
      for _ in 0..<40 {
        var characters = Array(text)
        for _ in 0..<Int.random(in: 1...12, using: &random) where !characters.isEmpty {
          let index = Int.random(in: 0..<characters.count, using: &random)
          switch Int.random(in: 0..<4, using: &random) {
          case 0: characters.remove(at: index)
          case 1:
            characters.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: index)
          case 2: characters.removeSubrange(index..<min(index + 40, characters.count))
          default: characters.insert(contentsOf: characters[index...].prefix(60), at: index)
          }
        }
        let lesson = LessonParser.parse(String(characters), file: "mutation.md")
        for diagnostic in lesson.diagnostics {
          #expect(diagnostic.range.start.line >= 1 && diagnostic.range.start.column >= 1)
          #expect(DiagnosticCode.named(diagnostic.code) != nil)
          #expect(!diagnostic.description.isEmpty)
        }
      }
    }
  }

  /// SplitMix64, so that a failure can be repeated.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
