import Foundation
import Lessons
import Testing

@testable import Notebook

@Suite struct TranscriptTests {
  private static let body = """
    Prose with <b>markup</b>, `a < b` and [a link](javascript:alert(1)).

    ```flash {#tiles .run}
    experiment: model
    kernels: [flash2]
    n: 64
    knobs:
      blockQ: {choices: [16, 32]}
    figures:
      - {mark: table, columns: [blockQ, tiles], title: "Tiles <1>", alt: "Tiles & sizes."}
    expect:
      - tiles == 99
    ```

    ```flash {#which .quiz}
    Which?
    - [ ] left :: Not *that* one.
    - [x] right :: Yes.
    - [ ] none :: Secret.
    ```

    ```flash {#order .quiz type=order}
    Order?
    1. one :: The first.
    2. two :: The second.
    3. three :: The third.
    ```

    ```flash {#guess .predict}
    question: How many MiB?
    unit: MiB
    answer: 4 * 16
    feedback:
      - {when: value < 64, say: More than that.}
    explanation: It is 64.
    ```

    ```flash {.hint for=guess}
    The first hint.
    ```

    ```flash {.hint for=guess}
    The second hint.
    ```

    ```flash {#try .exercise}
    experiment: model
    kernels: [flash2]
    n: 64
    prompt: Have few tiles.
    knobs:
      blockQ: {choices: [16, 32, 64]}
    goal: tiles <= 1
    solution: {blockQ: 64}
    ```
    """

  private func record(
    _ attempts: Int, done: Bool = false, answer: String = "", hints: Int = 0,
    settings: [String: String] = [:]
  ) -> Notebook.Progress.CellRecord {
    var record = Notebook.Progress.CellRecord()
    record.attempts = attempts
    record.isDone = done
    record.answer = answer
    record.hintsShown = hints
    record.settings = settings
    return record
  }

  private func transcript(_ cells: [String: Notebook.Progress.CellRecord]?) -> Transcript {
    let bound = bind(Self.body)
    let work = cells.map { cells in
      var lesson = Notebook.Progress.LessonRecord()
      lesson.cells = cells
      return Transcript.Work(record: lesson)
    }
    let outcomes = Transcript.outcomes(of: bound, work: work, context, RunObserver())
    return Transcript(of: bound, outcomes: outcomes, work: work, remark: "Made by a test.")
  }

  @Test func `answers, attempts, hints and settings of the learner are told`() throws {
    let text = transcript([
      "tiles": record(2, done: true, settings: ["blockQ": "32"]),
      "which": record(1, answer: "0"), "order": record(3, answer: "1,0,2"),
      "guess": record(2, answer: "32", hints: 1),
      "try": record(1, settings: ["blockQ": "32"]),
    ]).markdown()
    for part in [
      "# A fixture", "Done: 1 of 5 cells.", "Made by a test.",
      "**tiles** · run · done · 2 attempts", "Knobs: blockQ = 32", "Tiles <1>",
      "**which** · quiz · tried, not done · 1 attempt", "- [x] left", "*Not \\*that\\* one.*",
      "- [ ] right", "Not right yet.",
      "1. two", "2. one", "Not right yet: 1 of 3 stand in their place.",
      "**guess** · predict · tried, not done · 2 attempts · 1 of 2 hints used",
      "Answer: **32 MiB**", "More than that.", "The answer is 64 MiB.", "It is 64.",
      "3. three\n", "The first hint.", "The goal is not reached yet.",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("Secret.") && !text.contains("The second hint."))
  }

  @Test func `what was not answered is not told`() {
    for text in [transcript([:]).markdown(), transcript(nil).markdown(), transcript([:]).html] {
      #expect(!text.contains("Secret.") && !text.contains("The first hint."))
      #expect(!text.contains("The answer is 64") && !text.contains("It is 64."))
      #expect(!text.contains("[x]") && !text.contains("The goal is not reached"))
      #expect(text.contains("Knobs: blockQ = 16"))
    }
    #expect(transcript([:]).markdown().contains("Not answered."))
    #expect(transcript(nil).markdown().contains("Does not hold here: `tiles == 99`"))
    #expect(!transcript(nil).markdown().contains("Not answered."))
  }

  @Test func `the page loads nothing and runs nothing`() throws {
    var cells = ["guess": record(1, answer: "<img src=x>\u{1B}[2J")]
    cells["which"] = record(1, answer: "nonsense,99,-1")
    let page = transcript(cells).html
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("javascript:") && !page.contains("<b>") && !page.contains("<img src=x"))
    #expect(page.contains("&lt;img src=x&gt;") && page.contains("<code>a &lt; b</code>"))
    #expect(!page.unicodeScalars.contains("\u{1B}"))
    let data = try #require(page.firstMatch(of: /src="data:image\/svg\+xml;base64,([^"]+)"/)?.1)
    let svg = try #require(Data(base64Encoded: String(data)))
    #expect(isWellFormed(svg))
    #expect(String(decoding: svg, as: UTF8.self).contains("Tiles &lt;1&gt;"))
  }

  @Test func `code that the learner wrote is told, and the starter is not`() throws {
    let bound = bind(
      """
      ```flash {#write .code}
      task: safe-softmax
      prompt: Make it safe.
      ```

      ```swift {.starter for=write}
      func safeSoftmax(_ scores: [Float]) -> [Float] { scores }
      ```

      ```swift {.solution for=write}
      func safeSoftmax(_ scores: [Float]) -> [Float] { [] }
      ```
      """)
    try withFolder { folder in
      let store = CodeStore(folder: folder)
      let code = try #require(bound.codes["write"])
      let before = Transcript(
        of: bound, outcomes: [:],
        work: Transcript.Work(in: bound, progress: Notebook.Progress(), store: store))
      #expect(before.markdown().contains("Not begun."))
      try store.keep("// mine ``` \u{1B}\n", of: code)
      let after = Transcript(
        of: bound, outcomes: [:],
        work: Transcript.Work(in: bound, progress: Notebook.Progress(), store: store))
      #expect(after.markdown().contains("> ````swift\n> // mine ``` \u{FFFD}\n> ````"))
    }
  }

  @Test func `a cell with a mistake says which`() {
    let bound = bind(cell("experiment: measur"))
    let text = Transcript(of: bound, outcomes: [:], work: nil).markdown()
    #expect(text.contains("fixture.md:13:13: error[") && text.contains("did you mean 'measure'?"))
  }
}

/// Whether everything that is opened is closed: Foundation's parser is a package of its own on Linux.
private func isWellFormed(_ data: Data) -> Bool {
  var open: [Substring] = []
  let text = String(decoding: data, as: UTF8.self)
  for match in text.matches(of: /<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/) where match.3.isEmpty {
    if match.1.isEmpty {
      open.append(match.2)
    } else if open.popLast() != match.2 {
      return false
    }
  }
  return open.isEmpty
}
