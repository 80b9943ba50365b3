import Foundation
import Lessons
import Notebook

// How long lessons of 10 MB take to be read, bound and laid out: honest ones, and texts made to be
// slow. Files and folders given as arguments are read too. Prints the slowest first.

let size = 10_000_000
let matter = "---\nid: m\ntitle: M\nsummary: S\n---\n\n"
var times: [(name: String, seconds: Double, diagnostics: Int)] = []

/// A lesson that says the same again and again; `#` is the number of the time.
func repeated(_ text: String) -> String {
  guard text.contains("#N") else {
    return matter + String(repeating: text, count: max(1, size / text.utf8.count))
  }
  return matter
    + (0..<size / text.utf8.count).map { text.replacingOccurrences(of: "#N", with: "\($0)") }
    .joined()
}

@MainActor func measure(_ name: String, _ text: String, binds: Bool = false) {
  var count = 0
  let time = ContinuousClock().measure {
    let lesson = LessonParser.parse(text, file: "measured.md")
    count = lesson.diagnostics.count
    guard binds else { return }
    let bound = BoundLesson(lesson)
    count = bound.diagnostics.count
  }
  times.append((name, time / .seconds(1), count))
}

/// Reads a text as lines, as paragraphs, and as one line.
@MainActor func measure(piece: String) {
  let line = String(repeating: piece, count: max(1, 240 / piece.utf8.count))
  measure("long \(piece.debugDescription)", repeated(piece))
  measure("lines \(piece.debugDescription)", repeated(line + "\n"))
  measure("blocks \(piece.debugDescription)", repeated(line + "\n\n"))
  measure("words \(piece.debugDescription)", repeated(piece + "a\n\n"))
}

for path in CommandLine.arguments.dropFirst() {
  guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
  measure(path, repeated(text), binds: true)
}

for piece in [
  "> ", "- ", "* a ", "[", "![l", "]", "*", "**a ", "_a ", "`", "``` ", "<", "<a", "&", "a@", "~",
  "~~a", "|", "| a ", "\\", "[a](", "[a](<b", "[^", "(", "http://a", "www.a", "\t", " ", "\u{1b}",
  "\u{202e}", "é", "漢", "[ ] ", "1. ", "#", "$", "<!--", "<?", "<![CDATA[", "a*_", "[a]: b ",
  "[a][b]", "![a](b)", "**a**", "`a`", "&amp;", "<b>", "a:b", "\u{0}", "👩‍👩‍👧‍👦", "e\u{301}",
] {
  measure(piece: piece)
}

let shapes: [(String, String)] = [
  ("prose", "The scores of *one* head take `n * n` numbers.\n\n## Next\n\n"),
  ("one paragraph", "word word word word word word\n"),
  ("headings", "## Same\n\n"),
  ("numbered headings", "## Heading #N\n\n"),
  ("long headings", "## A heading of several words, the #N-th of all of them\n\n"),
  ("headings with text", "## The heading #N\n\nA sentence of some words.\n\n"),
  ("headings of all levels", "# a #N\n## b #N\n### c\n#### d\n##### e\n###### f\n"),
  ("short headings", "##\n"),
  ("underlined headings", "Heading #N\n----------\n\n"),
  ("rules", "---\n\n"),
  ("formulas", "The scale is $1 / \\sqrt{d}$, and $e^{x_i - m}$ a weight.\n\n"),
  ("displayed formulas", "$$\na_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}\n$$\n\n"),
  ("formulas in fences", "```math\na_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}\n```\n\n"),
  ("links", "[a](#nowhere)\n\n"),
  ("numbered links", "[a](#nowhere-#N)\n\n"),
  ("links to files", "[a](file-#N.md)\n\n"),
  ("definitions", "[a#N]: b#N\n"),
  ("same definitions", "[a]: b\n"),
  ("table", "| a | b |\n|---|---|\n" + String(repeating: "| 1 | 2 |\n", count: 50) + "\n"),
  (
    "wide tables",
    String(repeating: "|a", count: 400) + "|\n" + String(repeating: "|-", count: 400)
      + "|\n" + String(repeating: "|1", count: 400) + "|\n\n"
  ),
  ("fences", "```swift\nlet a = 1\n```\n\n"),
  ("long fence", "```\n" + String(repeating: "let a = 1\n", count: 5000) + "```\n\n"),
  ("tasks", "- [ ] a\n- [x] b\n"),
  ("alerts", "> [!NOTE]\n> A note.\n\n"),
  ("nested quotes", (1...20).map { String(repeating: "> ", count: $0) + "a\n" }.joined() + "\n"),
  (
    "nested lists",
    (0..<20).map { String(repeating: "  ", count: $0) + "- a\n" }.joined() + "\n"
  ),
  (
    "deeply nested lists",
    (0..<55).map { String(repeating: "  ", count: $0) + "- a\n" }.joined() + "\n\n\n"
  ),
  ("markup", "<div>\n<p>text</p>\n</div>\n\n"),
  ("comments", "<!-- a comment -->\n\n"),
  ("same cells", "```flash {#a .run}\nexperiment: measure\nn: 1\n```\n\n"),
  ("cells", "```flash {#c#N .run}\nexperiment: model\nn: 64\nexpect: [tiles > 0]\n```\n\n"),
  ("quizzes", "```flash {#q#N .quiz}\nWhich?\n- [x] one\n- [ ] two :: No.\n```\n\n"),
  (
    "predictions",
    "```flash {#p#N .predict}\nquestion: Q?\nanswer: 4 * 2^10\nunit: MiB\n```\n\n"
  ),
  ("hints", "```flash {.hint for=a}\nText.\n```\n\n"),
  (
    "sweeps",
    "```flash {#c#N .run}\nexperiment: model\nover: {n: ["
      + (1...1000).map(String.init).joined(separator: ", ") + "]}\n```\n\n"
  ),
  (
    "knobs",
    "```flash {#c#N .run}\nexperiment: model\nknobs:\n"
      + ["n", "headDim", "batch", "heads", "blockQ", "blockK"].map {
        "  \($0): {range: 1..200, step: 1}\n"
      }.joined() + "```\n\n"
  ),
  (
    "unknown keys",
    "```flash {#c#N .run}\nexperiment: model\n" + (0..<5000).map { "k\($0): 1\n" }.joined()
      + "```\n\n"
  ),
  (
    "expressions",
    "```flash {#c#N .run}\nexperiment: model\nexpect:\n"
      + String(repeating: "  - tiles + 1 + 2 + 3 + 4 + 5 + 6 + 7 > 0\n", count: 90) + "```\n\n"
  ),
  ("brackets in a cell", "```flash {#a .run}\nn: \(String(repeating: "[", count: 9000))\n```\n\n"),
  ("braces in a cell", "```flash {#a .run}\nn: \(String(repeating: "{a: ", count: 2000))\n```\n\n"),
  ("blanks in a cell", "```flash {#a .run}\n\(String(repeating: "? ", count: 4000))\n```\n\n"),
  (
    "quotes in a cell",
    "```flash {#a .run}\nn: \(String(repeating: "\"a\" ", count: 2000))\n```\n\n"
  ),
]
for (name, text) in shapes { measure(name, repeated(text), binds: true) }
measure(
  "front matter", "---\nid: m\n" + (0..<600_000).map { "x-\($0): 1\n" }.joined() + "---\n")
measure("open front matter", "---\n" + String(repeating: "a: b\n", count: size / 5))
measure("settings of dashes", String(repeating: "---\n", count: size / 4))

for (name, seconds, diagnostics) in times.sorted(by: { $0.seconds > $1.seconds }) {
  print(String(format: "%7.3f s  %4d mistakes  ", seconds, diagnostics) + name)
}
for piece in ["(", "-", "not ", "a ^ ", "a + ", "a[b=c] < ", "max(", "1e9", "1 MiB "] {
  let text = String(repeating: piece, count: size / piece.utf8.count)
  let time = ContinuousClock().measure {
    _ = try? Expression.parse(text, at: SourcePosition(line: 1, column: 1))
  }
  print(String(format: "%7.3f s  expression ", time / .seconds(1)) + piece.debugDescription)
}
