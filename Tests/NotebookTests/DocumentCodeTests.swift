import Screen
import Testing

@testable import Notebook

@Suite struct DocumentCodeTests {
  private static let samples = [
    ("swift", "let a = \"b // c\" // comment\nfunc f() -> Int { 42 }\n"),
    ("python", "def f(x):\n    return 'it\\'s' # why\n"),
    ("c", "/* two\nlines */ int x = 0x1F; char *s = \"open\n"),
    ("sh", "for f in *; do echo \"$f\"; done # all"),
  ]

  @Test(arguments: samples) func `no character is lost`(language: String, code: String) throws {
    let rules = try #require(CodeHighlighting(language: language))
    let text = rules.lines(code).map { $0.map(\.text).joined() }.joined(separator: "\n")
    #expect(text == code)
  }

  @Test func `words, texts, comments and numbers are told apart`() throws {
    let rules = try #require(CodeHighlighting(language: "swift"))
    let words = rules.lines("let a = \"let\" + 4.5 // let").flatMap(\.self)
    #expect(words.first?.kind == .keyword)
    #expect(words.contains { $0.text == "\"let\"" && $0.kind == .text })
    #expect(words.contains { $0.text == "4.5" && $0.kind == .number })
    #expect(words.last?.kind == .comment)
  }

  @Test func `an unknown language is left alone`() {
    #expect(CodeHighlighting(language: "cobol") == nil)
  }
}
