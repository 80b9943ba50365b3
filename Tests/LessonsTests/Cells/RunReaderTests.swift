import Foundation
import Lessons
import Testing

@Suite struct RunReaderTests {
  private let text = """
    ```flash {#time-vs-n .run}
    experiment: measure
    kernels: [standard, flash2]
    over: {n: [128, 256, 512, 1024, 2048]}
    batch: 2
    headDim: 64
    knobs:
      headDim: {choices: [32, 64, 128]}
      causal: {toggle: true}
      blockQ: {range: 8..256, step: 8, start: 16}
    figures:
      - mark: line
        title: Execution time against sequence length
        x: {field: n, scale: log2, label: sequence length}
        y: {field: time, scale: log10, unit: ms}
        series: kernel
        trend: true
        alt: Both grow with the square of the length; flash2 lies below.
        rules: [{value: 2 * 5 ms, label: budget}]
    expect:
      - error.max[kernel=flash2] < 2e-6
      - slope(time, n)[kernel=flash2] in 1.7 .. 2.3
    ```
    """

  @Test func `reads every part of a run`() throws {
    let lesson = lesson(text)
    #expect(summary(lesson.diagnostics) == "")
    let cell = try #require(lesson.cells.first)
    guard case .run(let spec) = cell.kind else {
      Issue.record("not a run")
      return
    }
    #expect(cell.id == "time-vs-n")
    #expect(spec.experiment.value == "measure")
    #expect(spec.parameters.map(\.key.value) == ["kernels", "batch", "headDim"])
    #expect(spec.over.map(\.key.value) == ["n"])
    #expect(spec.knobs.map(\.parameter.value) == ["headDim", "causal", "blockQ"])
    #expect(spec.knobs.last?.domain == .range(8...256, step: 8))
    #expect(spec.knobs.last?.start?.scalar == "16")
    #expect(spec.expectations.count == 2)
    let figure = try #require(spec.figures.first)
    #expect(figure.mark.value == .line)
    #expect(figure.x?.scale == .log2)
    #expect(figure.y.map(\.unit?.value) == ["ms"])
    #expect(figure.showsTrend)
    #expect(figure.rules.map(\.label) == ["budget"])
  }

  @Test func `every key and value knows its place in the file`() throws {
    guard case .run(let spec) = lesson(text).cells.first?.kind else {
      Issue.record("not a run")
      return
    }
    #expect(spec.experiment.range == SourceRange(start: .init(line: 9, column: 13), length: 7))
    #expect(spec.parameters[0].key.range.start == SourcePosition(line: 10, column: 1))
    guard case .sequence(let kernels) = spec.parameters[0].value.content else {
      Issue.record("not a list")
      return
    }
    #expect(kernels[1].range == SourceRange(start: .init(line: 10, column: 21), length: 6))
    guard
      case .binary(.less, .field(let field, let selectors), .number(2e-6, unit: "")) =
        spec.expectations[0].value
    else {
      Issue.record("\(spec.expectations[0].value)")
      return
    }
    #expect(field.range == SourceRange(start: .init(line: 28, column: 5), length: 9))
    #expect(selectors[0].value.range == SourceRange(start: .init(line: 28, column: 22), length: 6))
  }

  @Test func `an exercise has a goal, knobs and a solution`() throws {
    let lesson = lesson(
      """
      ```flash {#x-tile .exercise}
      experiment: model
      kernels: [standard, flash1]
      knobs:
        blockQ: {range: 8..256, step: 8, start: 8}
      goal: traffic[kernel=flash1] < 0.25 * traffic[kernel=standard] and scratch[kernel=flash1] <= 98304
      prompt: Fit the tile.
      solution: {blockQ: 64}
      ```

      ```flash {.hint for=x-tile}
      What shrinks when blockQ grows?
      ```

      ```flash {.solution for=x-tile}
      64.
      ```
      """)
    #expect(summary(lesson.diagnostics) == "")
    #expect(lesson.cells.map(\.id) == ["x-tile", "x-tile-hint-1", "x-tile-solution"])
    guard case .exercise(let spec) = lesson.cells.first?.kind else {
      Issue.record("not an exercise")
      return
    }
    #expect(spec.goal != nil)
    #expect(spec.solution.first?.value.scalar == "64")
    #expect(spec.prompt == "Fit the tile.")
  }

  @Test(arguments: [
    ("bar, x: n, y: time, rules: [{value: 1}]", "bar", "rules", "line, point, step, roofline"),
    (
      "table, columns: [n], facet: n", "table", "facet",
      "line, point, step, bar, column, timeline, roofline"
    ),
    ("line, x: n, y: time, colorMap: reds", "line", "colorMap", "heatmap, tiles"),
    ("heatmap, matrix: scores, trend: true", "heatmap", "trend", "line, point, step, roofline"),
  ])
  func `a key that the mark does not draw is a mistake`(
    figure: String, mark: String, key: String, others: String
  ) throws {
    let text = "  - {mark: \(figure), alt: A.}"
    let lesson = lesson("```flash {#a .run}\nexperiment: model\nfigures:\n\(text)\n```")
    let column = try #require(text.range(of: key + ":")).lowerBound
    #expect(
      summary(lesson.diagnostics)
        == "11:\(text.distance(from: text.startIndex, to: column) + 1) E112 a figure of mark \(mark) "
        + "draws nothing of '\(key)'; it belongs to \(others)")
  }

  @Test func `every key of a figure belongs to a mark`() {
    let used = Set(FigureSpec.Mark.commonKeys + FigureSpec.Mark.allCases.flatMap(\.keys))
    #expect(used == Set(LessonKeys.figure.names))
  }
}
