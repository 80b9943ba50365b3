import Lessons
import Notebook
import Screen
import Testing

@testable import TUI

/// The reader's place: through sizes, results and starts.
@Suite struct PlaceTests {
  private static let lesson = BoundLesson(
    LessonParser.parse(
      """
      ---
      format: 1
      id: sample
      title: A sample lesson
      minutes: 5
      ---

      ## First

      ```flash {#cost .run}
      experiment: model
      kernels: [standard, flash2]
      over: {n: [128, 256]}
      ```

      \((1...20).map { "Paragraph \($0) is so long that it takes more lines where it is narrow." }
        .joined(separator: "\n\n"))
      """, file: "sample.md"))

  private func tutor(_ progress: Notebook.Progress = Notebook.Progress()) -> Tutor {
    var tutor = sampleTutor(progress: progress, isListing: true)
    _ = tutor.update(.opened(id: "sample", Self.lesson))
    return tutor
  }

  private func top(_ tutor: Tutor) -> String {
    String(tutor.screen.split(separator: "\n", omittingEmptySubsequences: false)[2])
  }

  @Test func `a lesson opens at the same line though the results above it are gone`() throws {
    var before = tutor()
    let run = before.press(.enter).compactMap { effect -> Tutor.RunID? in
      if case .run(let id, _, _) = effect { id } else { nil }
    }
    var outcome = sampleOutcome()
    outcome.messages = (1...15).map { "message \($0)" }
    _ = before.update(.finished(try #require(run.first), outcome))
    while !top(before).contains("Paragraph 7 ") { before.press(.down) }
    _ = before.press(.character("q"))
    #expect(top(tutor(before.progress)) == top(before))
  }

  @Test func `a window that is dragged through many sizes ends where it began`() {
    var dragged = tutor()
    while !top(dragged).contains("Paragraph 9 ") { dragged.press(.down) }
    dragged.press(.down)
    let before = dragged.screen
    for columns in stride(from: 79, through: 20, by: -1) {
      _ = dragged.update(.event(.resized(Size(columns: columns, rows: columns / 3))))
    }
    _ = dragged.update(.event(.resized(Size(columns: 80, rows: 24))))
    #expect(dragged.screen == before)
  }
}

/// The focus through sizes in which its cell had no room.
@Suite struct FocusThroughSizesTests {
  @Test(arguments: [
    Size(columns: 40, rows: 12), Size(columns: 6, rows: 24), Size(columns: 5, rows: 20),
    Size(columns: 1, rows: 1),
  ])
  func `keys act on the same cell in a smaller window and back`(size: Size) {
    var tutor = sampleTutor(rows: 34)
    for id in ["cost", "broken", "guess", "pick", "tile"] {
      tutor.press(.home)
      tutor.goTo(id)
      tutor.reading?.holdFocus()
      let (focus, top) = (tutor.reading?.focus, tutor.reading?.top)
      #expect(focus == id)
      _ = tutor.update(.event(.resized(size)))
      #expect(tutor.reading?.focus == id)
      #expect(tutor.cursor(size) != nil)
      _ = tutor.update(.event(.resized(Size(columns: 80, rows: 34))))
      #expect(tutor.reading?.focus == id)
      #expect(tutor.reading?.top == top)
    }
  }

  @Test func `so does a link`() {
    var tutor = sampleTutor(rows: 34)
    tutor.press(.tab)
    let link = tutor.linkInFocus?.destination
    #expect(link == "#answering")
    for size in [Size(columns: 30, rows: 6), Size(columns: 80, rows: 34)] {
      _ = tutor.update(.event(.resized(size)))
      #expect(tutor.linkInFocus?.destination == link)
    }
  }
}

/// Places that stay although what stands above them comes and goes.
@Suite struct PinnedPlaceTests {
  private func long(_ count: Int = 60) -> CellOutcome {
    var outcome = sampleOutcome()
    outcome.messages = (1...count).map { "message \($0)" }
    return outcome
  }

  private func run(_ tutor: inout Tutor, _ id: String, _ outcome: CellOutcome) throws {
    tutor.goTo(id)
    tutor.press(.enter)
    let run = try #require(tutor.activeRun?.id)
    _ = tutor.update(.finished(run, outcome))
  }

  @Test func `a lesson left at its end opens there again, once its figures are back`() throws {
    var tutor = sampleTutor(rows: 14)
    var outcome = long()
    outcome.settings = tutor.reading?.states["tile"]?.settings ?? [:]
    try run(&tutor, "tile", outcome)
    tutor.press(.end, .character("u"))
    let left = tutor.screen
    for _ in 0..<3 {
      _ = tutor.update(.opened(id: "second", sampleLesson))
      _ = tutor.update(.opened(id: "sample", sampleLesson))
      _ = tutor.update(.recalled(lesson: "sample", cellID: "tile", outcome))
      #expect(tutor.reading?.states["tile"]?.outcome != nil)
      #expect(body(tutor.screen) == body(left))
    }
  }

  @Test func `without its figures it opens no higher each time`() throws {
    var tutor = sampleTutor(rows: 14)
    try run(&tutor, "tile", long())
    tutor.press(.end)
    var tops: [Int] = []
    var progress = tutor.progress
    for _ in 0..<4 {
      _ = tutor.update(.event(.key(.character("L"))))
      progress = tutor.progress
      tutor = sampleTutor(rows: 14, progress: progress)
      tops.append(tutor.reading?.top ?? -1)
    }
    #expect(Set(tops).count == 1, "\(tops)")
  }

  @Test func `what grows above leaves the text where it is`() throws {
    var tutor = sampleTutor(rows: 14)
    tutor.goTo("cost")
    tutor.press(.enter)
    let run = try #require(tutor.activeRun?.id)
    tutor.press(.end)
    let before = body(tutor.screen)
    _ = tutor.update(.finished(run, long()))
    #expect(body(tutor.screen) == before)
  }

  /// Without the lines of title and keys.
  private func body(_ screen: String) -> [Substring] {
    Array(screen.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).dropLast(2))
  }
}
