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
