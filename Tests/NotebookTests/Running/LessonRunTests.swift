import Foundation
import Lessons
import Testing

@testable import Notebook

@Suite struct LessonRunTests {
  private let body = """
    ```flash {#time .run}
    experiment: measure
    kernels: [flash2]
    over: {n: [16, 32]}
    headDim: 8
    seconds: 0.01
    expect:
      - error.max < 1e-4
    ```

    ```flash {#p .predict}
    question: How many rows?
    answer: count(n)
    source: time
    ```

    ```flash {#q .quiz}
    Which?
    - [x] this
    - [ ] that :: No.
    ```

    ```flash {#x .exercise}
    experiment: model
    kernels: [flash1]
    knobs:
      blockQ: {range: 8..64, step: 8, start: 8}
    goal: blockQ >= 64
    prompt: Large tiles.
    solution: {blockQ: 64}
    ```
    """

  @Test func `a lesson runs from top to bottom`() throws {
    let bound = bind(body)
    #expect(bound.diagnostics.map(\.message) == [])
    let run = LessonRun(bound, context: context)
    #expect(run.complaints == [])
    let report = run.run()
    #expect(report.cells.map(\.id) == ["time", "p", "q", "x"])
    #expect(report.cells.map(\.outcome.status) == [.done, .done, .done, .done])
    #expect(report.cells[1].answer == 2)
    #expect(report.cells[3].outcome.isGoalMet == true)
    #expect(report.exitCode == 0)
  }

  @Test(arguments: [
    ["n": "64"], ["n": "16"], ["kernels": "naive"], ["headDim": "4"], ["seconds": "0.02"],
  ]) func `claims are left out of a run with other values`(overrides: [String: String]) {
    let run = LessonRun(bind(body), only: "time", overrides: overrides, context: context)
    #expect(run.complaints == [])
    #expect(run.run().cells.first?.outcome.expectations == [])
  }

  @Test(arguments: [["n": "16,32"], ["headDim": "8"], [:]])
  func `claims are checked in a run with the same values`(overrides: [String: String]) {
    let run = LessonRun(bind(body), only: "time", overrides: overrides, context: context)
    #expect(run.run().cells.first?.outcome.expectations.map(\.holds) == [true])
  }

  @Test func `the sound cells of a lesson with a mistake are run and checked`() {
    let bound = bind(
      body.replacing("experiment: model", with: "experiment: modle")
        .replacing("error.max < 1e-4", with: "error.max < 0"))
    #expect(codes(bound) == ["E201"])
    #expect(!LessonRun(bound, context: context).runsNothing)
    #expect(!LessonRun(bound, only: "time", context: context).runsNothing)
    #expect(LessonRun(bound, only: "x", context: context).runsNothing)
    let check = LessonCheck(bound, context)
    #expect(check.diagnostics.map(\.code) == ["R302"])
    #expect(check.report.cells.map(\.outcome.status) == [.done, .done, .done, .failed])
  }

  @Test func `an answer that cannot be computed is reported where it stands`() throws {
    let bound = bind(body.replacing("answer: count(n)", with: "answer: n"))
    let found = try #require(LessonCheck(bound, context).diagnostics.first)
    #expect(found.code == "R301")
    #expect(found.message.contains("there are 2 values where one is needed"))
    #expect(found.sourceLine == "answer: n")
    #expect(found.range.start.column == 9)
  }

  @Test func `the report is JSON of format 1`() throws {
    let report = LessonRun(bind(body), only: "time", context: context).run()
    let object = try JSONSerialization.jsonObject(with: Data(report.json.text.utf8))
    let root = try #require(object as? [String: Any])
    #expect(root["format"] as? Int == 1)
    #expect(root["lesson"] as? String == "fixture")
    #expect((root["machine"] as? [String: Any])?["cores"] is Int)
    let cells = try #require(root["cells"] as? [[String: Any]])
    #expect(cells.count == 1)
    #expect(cells[0]["status"] as? String == "done")
    let main = try #require((cells[0]["tables"] as? [String: [String: Any]])?["main"])
    let columns = try #require(main["columns"] as? [[String: String]])
    let time = try #require(columns.firstIndex { $0["name"] == "time" })
    #expect(columns[time] == ["name": "time", "unit": "s", "provenance": "measured"])
    #expect((main["rows"] as? [[Any]])?.count == 2)
    #expect((cells[0]["expectations"] as? [[String: Any]])?.first?["holds"] as? Bool == true)
    #expect(report.csv.hasPrefix("kernel,n,queries,"))
    #expect(report.csv.contains("time [s]"))
  }

  @Test func `an override that fits no cell is a complaint`() {
    let bound = bind(body)
    #expect(
      LessonRun(bound, overrides: ["hedDim": "8"], context: context).complaints == [
        "--set hedDim: no cell here has such a parameter; did you mean 'headDim'?"
      ])
    #expect(
      LessonRun(bound, only: "tiem", context: context).complaints == [
        "lesson 'fixture' has no cell 'tiem'; did you mean 'time'?"
      ])
    #expect(
      LessonRun(bound, only: "time", overrides: ["headDim": "0"], context: context).complaints
        == [
          "cell 'time': 'headDim' is 0, out of range; it takes a whole number, 1 to 512"
        ])
  }

  @Test func `a failing expectation and a solved exercise are found by a check`() {
    let bad = body.replacing("error.max < 1e-4", with: "error.max > 1")
      .replacing("start: 8", with: "start: 64")
    let check = LessonCheck(bind(bad), context)
    #expect(check.diagnostics.map(\.code) == ["R302", "R303"])
    #expect(check.diagnostics.first?.sourceLine == "  - error.max > 1")
    #expect(check.report.exitCode == 1)
  }

  @Test func `a claim of an exercise is checked as the learner finds it`() {
    let bound = bind(
      body.replacing("goal:", with: "expect:\n  - blockQ == 8\n  - blockQ == 64\ngoal:"))
    let check = LessonCheck(bound, context)
    #expect(check.diagnostics.map(\.code) == ["R302"])
    #expect(check.diagnostics.first?.sourceLine == "  - blockQ == 64")
  }

  @Test func `text that is not printable is escaped in JSON`() {
    #expect(JSON.text("a\"\u{1B}[31m\n").text == "\"a\\\"\\u001b[31m\\n\"")
    #expect(JSON.list([.number(.nan), .number(1.5), .number(128)]).text == "[null, 1.5, 128]")
  }

  @Test func `a solution that misses the goal says what it reaches`() {
    let bound = bind(
      cell(
        """
        experiment: model
        kernels: [flash2]
        n: 64
        knobs: {blockQ: {choices: [8, 16, 32]}}
        goal: tiles == 1 and n == 64
        solution: {blockQ: 16}
        """, kind: "exercise"))
    let check = LessonCheck(bound, context)
    #expect(check.diagnostics.map(\.code) == ["R304"])
    #expect(check.diagnostics.first?.message.contains("goal: tiles is ") == true)
  }
}
