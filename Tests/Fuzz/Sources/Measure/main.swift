import Foundation

import Lessons

/// Times the parser on a lesson of 10 MB and on texts made to be slow.

func measure(_ name: String, _ text: String) {
  let clock = ContinuousClock()
  var count = 0
  let time = clock.measure {
    count = LessonParser.parse(text, file: "measured.md").diagnostics.count
  }
  print("\(name): \(text.utf8.count) bytes, \(time), \(count) diagnostics")
}

let size = 10_000_000
let matter = "---\nid: m\ntitle: M\nsummary: S\n---\n\n"

func repeated(_ text: String) -> String {
  matter + String(repeating: text, count: size / text.utf8.count)
}

measure("unended markup", repeated(String(repeating: "<?", count: 60) + "\n"))
measure("unended comment", repeated(String(repeating: "<!--", count: 60) + "\n"))

for path in CommandLine.arguments.dropFirst() {
  if !path.hasSuffix(".md") {
    let folder = URL(fileURLWithPath: path)
    var count = 0
    let time = ContinuousClock().measure { count = Library(folders: [folder]).entries.count }
    print("listing \(path): \(count) lessons, \(time)")
    continue
  }
  guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
  measure(path, text)
  measure("\(path) repeated", repeated(text))
}
measure("prose", repeated("The scores of *one* head take `n * n` numbers.\n\n## Next\n\n"))
measure("one line", repeated("word "))
measure("one paragraph", repeated("word word word word word word\n"))
for piece in [
  "> ", "- ", "* a ", "[", "![l", "]", "*", "**a ", "_a ", "`", "``` ", "<", "<a", "&", "a@", "~",
  "~~a", "|", "| a ", "\\", "[a](", "[a](<b", "[^", "(", "http://a", "www.a", "\t", " ", "\u{1b}",
  "\u{202e}", "é", "漢", "[ ] ", "1. ", "#", "$", "<!--", "<?", "<![CDATA[", "a*_", "[a]: b ",
] {
  measure("long \(piece.debugDescription)", repeated(piece))
  let line = String(repeating: piece, count: 60)
  measure("lines \(piece.debugDescription)", repeated(line + "\n"))
  measure("blocks \(piece.debugDescription)", repeated(line + "\n\n"))
}
measure(
  "nested list",
  repeated((0..<55).map { String(repeating: "  ", count: $0) + "- a\n" }.joined() + "\n\n\n"))
measure(
  "table", repeated("| a | b |\n|---|---|\n" + String(repeating: "| 1 | 2 |\n", count: 50) + "\n"))
measure("definitions", matter + (0..<600_000).map { "[a\($0)]: b\($0)\n" }.joined())
measure("same definitions", repeated("[a]: b\n"))
measure("cells", repeated("```flash {#a .run}\nexperiment: measure\nn: 1\n```\n\n"))
measure(
  "brackets in a cell",
  repeated("```flash {#a .run}\nn: \(String(repeating: "[", count: 9000))\n```\n\n"))
measure(
  "long words in a cell",
  repeated("```flash {#a .run}\n\(String(repeating: "? ", count: 4000))\n```\n\n"))
measure("headings", repeated("## Same\n\n"))
measure("links", repeated("[a](#nowhere)\n\n"))
for piece in ["(", "-", "not ", "a ^ ", "a + ", "a[b=c] < ", "max(", "1e9"] {
  let text = String(repeating: piece, count: size / piece.utf8.count)
  let clock = ContinuousClock()
  let time = clock.measure { _ = try? Expression.parse(text, at: .init(line: 1, column: 1)) }
  print("expression \(piece.debugDescription): \(time)")
}
