import Foundation
import Lessons
import Testing

@testable import Notebook

/// Every kind of mistake that a lesson can have: each is found alone, and all in one pass.
@Suite struct EveryMistakeTests {
  /// What stands in the body of a lesson, and the code of the one mistake in it.
  static let bodies: [(code: String, body: String)] = [
    ("E005", String(repeating: "Some words of a paragraph.\n", count: 400)),
    ("E006", fence("a006", "experiment: [machine")),
    ("E007", fence("a007", "experiment: &x machine")),
    ("E008", String(repeating: "> ", count: 30) + "deep"),
    ("E009", fence("a009", "experiment: machine\nseconds: 1\nseconds: 2")),
    ("E010", fence("a010", model + "figures: [{mark: table, tilte: T}]")),
    ("E011", fence("a011", "kernels: [flash2]")),
    ("E012", fence("a012", model + "timeout: soon")),
    ("E014", fence("A014", "experiment: machine")),
    ("E101", "```flash a101 run\nexperiment: machine\n```"),
    ("E102", fence("a102", "experiment: machine", kind: "runn")),
    ("E103", "```flash {.run}\nexperiment: machine\n```"),
    ("E104", fence("a104", "experiment: machine") + "\n\n" + fence("a104", "experiment: machine")),
    ("E105", "```flash {.hint for=nobody}\nText\n```"),
    ("E107", fence("a107", model + "goal: tiles < 5")),
    ("E110", fence("a110", model + "expect: [1 <]")),
    ("E111", fence("a111", model + "knobs: {n: {range: 8-9}}")),
    ("E112", fence("a112", model + "figures: [{mark: lien, alt: A.}]")),
    ("E113", fence("a113", "Which?", kind: "quiz")),
    ("E114", fence("a114", "Which?\n- [ ] one :: No.\n- [ ] two :: No.", kind: "quiz")),
    ("E115", "- item\n\n  ```flash {#a115 .run}\n  experiment: machine\n  ```"),
    ("E116", "See [there](#no-such-place)."),
    ("E117", fence("a117", "question: Q?\nanswer: 1\ntolerance: about 5", kind: "predict")),
    ("E201", fence("a201", "experiment: modle")),
    ("E202", fence("a202", model + "hedDim: 8")),
    ("E203", fence("a203", "experiment: model\nkernels: [flsh1]")),
    ("E204", fence("a204", model + "headDim: 4096")),
    ("E205", fence("a205", model + "figures: [{mark: table, columns: [tiem]}]")),
    (
      "E206",
      fence(
        "a206",
        "experiment: trace\nfigures: [{mark: heatmap, matrix: scores, colorMap: viridos, alt: A.}]")
    ),
    ("E207", fence("a207", model + "expect: [traffic < 5 ms]")),
    ("E208", fence("a208", model + "n: many")),
    (
      "E210", fence("a210", "experiment: trace\nfigures: [{mark: heatmap, matrix: scors, alt: A.}]")
    ),
    ("E211", fence("a211", model + "over: {n: [16, 32]}\nexpect: ['tiles[n=64] > 0']")),
    ("E212", fence("a212", "experiment: softmax\nvariants: [raw, save]")),
    ("E213", fence("a213", model + "over: {n: 64}")),
    ("E214", fence("a214", model + "knobs: {n: {toggle: true}}")),
    ("E215", fence("a215", model + "heads: 8\nkvHeads: 3")),
    ("E216", fence("a216", model + "figures: [{mark: line, x: n, y: kernel, alt: A.}]")),
    ("E217", fence("a217", model + "expect: [max(tiles)]")),
    (
      "E218",
      fence("a218", "question: Q?\nanswer: 1\nsource: q218", kind: "predict") + "\n\n"
        + fence("q218", "Which?\n- [x] one\n- [ ] two :: No.", kind: "quiz")
    ),
    (
      "E219",
      fence(
        "a219",
        model + "knobs: {blockQ: {range: 8..64, step: 8}}\ngoal: tiles < 5\nsolution: {blockQ: 9}",
        kind: "exercise")
    ),
    ("E220", fence("a220", model + "figures: [{mark: tiles, alt: A.}]")),
    ("E222", fence("a222", "experiment: data\nsource: nobody\nfile: ../numbers.csv")),
    ("E223", fence("a223", "task: save-softmax", kind: "code")),
    (
      "E224",
      fence("a224", "signature: 'func f(_ x: Tensor) -> Tensor'\ncases: [{x: 8x4}]", kind: "task")
    ),
    ("E225", fence("a225", "task: safe-softmax", kind: "code")),
    ("E226", fence("a226", "question: Q?\nanswer: 10^400 - 1", kind: "predict")),
    ("W301", "An escape \u{1B}[31m."),
    ("W302", fence("a302", "Which?\n- [x] one\n- [ ] two", kind: "quiz")),
    ("W303", fence("a303", model + "figures: [{mark: line, x: n, y: tiles}]")),
    ("W304", "```\n" + String(repeating: "x", count: 90) + "\n```"),
  ]

  /// Whole files with a mistake that leaves room for no other, or lies in the front matter.
  static let files: [(code: String, text: String)] = [
    ("E003", "# No settings\n\nText.\n"),
    ("E004", "---\nid: a\ntitle: A\n"),
    ("E010", "---\nid: a\ntitel: A\ntitle: A\nsummary: S.\n---\n"),
    ("E013", "---\nformat: 2\nid: a\ntitle: A\nsummary: S.\n---\n"),
    ("E014", "---\nid: My Lesson!\ntitle: A\nsummary: S.\n---\n"),
    ("E016", "---\nid: a\ntitle: A\nsummary: S.\nrequires: [b, a]\n---\n"),
    ("E106", whole("```flash {#a .run}\nexperiment: machine\n")),
    ("E202", "---\nid: a\ntitle: A\nsummary: S.\ndefaults: {sead: 1}\n---\n"),
    (
      "E221",
      "---\nid: a\ntitle: A\nsummary: S.\ndefaults: {timeout: 0}\n---\n\n" + fence("a", model)
    ),
    (
      "W305",
      "---\nid: a\ntitle: A\nsummary: S.\nminutes: 1\n---\n\n"
        + String(repeating: String(repeating: "word ", count: 100) + "\n\n", count: 20)
    ),
    ("W306", "---\nid: a\ntitle: A\n---\n"),
  ]

  /// Found only when the lesson is run.
  static let runs: [(code: String, body: String)] = [
    ("R301", fence("a", "experiment: measure\nkernels: [naive]\nn: 4096\ntimeout: 0.05")),
    ("R302", fence("a", model + "expect: [tiles < 1]")),
    (
      "R303",
      fence(
        "a", model + "knobs: {blockQ: {range: 8..64, step: 8}}\ngoal: tiles > 0", kind: "exercise")
    ),
    (
      "R304",
      fence(
        "a",
        model + "knobs: {blockQ: {range: 8..64, step: 8}}\ngoal: tiles < 0\nsolution: {blockQ: 64}",
        kind: "exercise")
    ),
    (
      "W307",
      fence("a", "task: safe-softmax", kind: "code")
        + "\n\n```swift {.starter for=a}\nlet x = 1\n```\n\n```swift {.solution for=a}\nlet x = 1\n```"
    ),
  ]

  /// Found by `flashtutor check` in a folder, or with a compiler: tested where those are at hand.
  static let elsewhere: Set<String> = ["E001", "E002", "E015", "R305", "W308"]

  private static let model = "experiment: model\nkernels: [flash2]\n"

  private static func fence(_ id: String, _ yaml: String, kind: String = "run") -> String {
    "```flash {#\(id) .\(kind)}\n\(yaml)\n```"
  }

  private static func whole(_ body: String) -> String {
    "---\nid: mistakes\ntitle: Mistakes\nsummary: All of them.\nminutes: 600\n---\n\n\(body)"
  }

  private func codes(_ text: String) -> [String] {
    BoundLesson(LessonParser.parse(text, file: "mistakes.md")).diagnostics.map(\.code)
  }

  @Test(arguments: bodies) func `a mistake in the body is found`(code: String, body: String) {
    #expect(codes(Self.whole(body)) == [code])
  }

  @Test(arguments: files) func `a mistake of the file is found`(code: String, text: String) {
    #expect(codes(text) == [code])
  }

  @Test(arguments: runs) func `a mistake that only a run shows is found`(
    code: String, body: String
  ) throws {
    let bound = BoundLesson(LessonParser.parse(Self.whole(body), file: "mistakes.md"))
    #expect(bound.diagnostics.map(\.description) == [])
    try withFolder { folder in
      let desk = CodeDesk(store: CodeStore(folder: folder))
      #expect(LessonCheck(bound, context, desk: desk).diagnostics.map(\.code) == [code])
    }
  }

  @Test func `all mistakes of a body are found in one pass, each on its own lines`() {
    let text = Self.whole(Self.bodies.map(\.body).joined(separator: "\n\n"))
    let found = BoundLesson(LessonParser.parse(text, file: "mistakes.md")).diagnostics
    #expect(found.map(\.code) == Self.bodies.map(\.code))
    for (place, diagnostic) in found.enumerated() where place < Self.bodies.count {
      let before = Self.whole(Self.bodies.prefix(place).map { $0.body + "\n\n" }.joined())
      let first = before.split(separator: "\n", omittingEmptySubsequences: false).count
      let lines = Self.bodies[place].body.split(separator: "\n", omittingEmptySubsequences: false)
      #expect((first..<first + lines.count).contains(diagnostic.range.start.line), "\(diagnostic)")
    }
  }

  @Test func `one cell may have mistakes of every kind, and tells them all`() {
    let cell = Self.fence(
      "a",
      """
      experiment: model
      kernels: [flsh2]
      over: {n: [16, 32]}
      hedDim: 8
      knobs:
        blockQ: {range: 8-64}
        blockK: {range: 8..64, step: 8}
      figures:
        - {mark: line, x: {feld: n}, y: tiem, alt: A.}
      expect:
        - tiles <
        - tiles[n=64] > 0
        - tiles < 5 ms
      goal: max(tiles)
      solution: {blockQ: 16, blockK: 16}
      """, kind: "exercise")
    let prediction = Self.fence(
      "p", "question: Q?\nunti: s\nanswer: tiem\nsource: r", kind: "predict")
    let source = Self.fence("r", "experiment: model\nfigures: [{mark: lien, alt: A.}]")
    let found = codes(Self.whole(cell + "\n\n" + prediction + "\n\n" + source))
    #expect(
      found == [
        "E203", "E202", "E111", "E010", "E112", "E205", "E110", "E211", "E217", "E010", "E205",
        "E112",
      ])
  }

  @Test func `every code is found by some test and has its page`() {
    let tested = Set(
      Self.bodies.map(\.code) + Self.files.map(\.code) + Self.runs.map(\.code)
        + Self.elsewhere)
    #expect(Set(DiagnosticCode.all.map(\.code)).symmetricDifference(tested) == [])
    for code in DiagnosticCode.all {
      #expect(code.page.hasPrefix("\(code.code): \(code.title)\n"))
      #expect(code.page.contains("Wrong:") && code.page.contains("Right:"))
    }
  }

  @Test func `files that are no text are found out`() throws {
    try withFolder { folder in
      let folderNamedLikeALesson = folder.appending(path: "a.md")
      try FileManager.default.createDirectory(
        at: folderNamedLikeALesson, withIntermediateDirectories: true)
      #expect(LessonParser.load(folderNamedLikeALesson).diagnostics.map(\.code) == ["E001"])
      #expect(
        LessonParser.load(folder.appending(path: "no.md")).diagnostics.map(\.code) == ["E001"])
      let latin = folder.appending(path: "latin.md")
      try Data([0x2D, 0x2D, 0x2D, 0x0A, 0xE9, 0x0A]).write(to: latin)
      let found = LessonParser.load(latin).diagnostics
      #expect(found.map(\.code) == ["E002"])
      #expect(found.first?.range.start == SourcePosition(line: 2, column: 1))
    }
  }
}
