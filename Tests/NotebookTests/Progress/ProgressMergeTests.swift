import Testing

@testable import Notebook

/// What comes of progress that two instances changed since they had the same.
@Suite struct ProgressMergeTests {
  private typealias Cells = [String: Notebook.Progress.CellRecord]

  private func cell(_ attempts: Int, _ answer: String = "", isDone: Bool = false)
    -> Notebook.Progress.CellRecord
  {
    var record = Notebook.Progress.CellRecord()
    record.attempts = attempts
    record.answer = answer
    record.isDone = isDone
    return record
  }

  private func progress(_ cells: Cells?, section: String = "") -> Notebook.Progress {
    var progress = Notebook.Progress()
    guard let cells else { return progress }
    progress.lessons["tiling", default: Notebook.Progress.LessonRecord()].cells = cells
    progress.lessons["tiling"]?.section = section
    return progress
  }

  @Test func `each side's cells are there, and what one removed is gone`() {
    let base = progress(["old": cell(1), "gone": cell(1)])
    let ours = progress(["old": cell(2), "gone": cell(1), "here": cell(1)])
    let theirs = progress(["old": cell(1), "there": cell(3)])
    let merged = ours.merged(with: theirs, since: base)
    #expect(merged == progress(["old": cell(2), "here": cell(1), "there": cell(3)]))
    #expect(merged == theirs.merged(with: ours, since: base))
  }

  @Test func `a cell that both changed keeps this answer, the counts and being done`() {
    let base = progress(["q": cell(1, "1")])
    let ours = progress(["q": cell(2, "2")])
    let theirs = progress(["q": cell(4, "3", isDone: true)])
    #expect(
      ours.merged(with: theirs, since: base) == progress(["q": cell(4, "2", isDone: true)]))
  }

  @Test(arguments: [true, false]) func `an answer outlives a removal elsewhere`(isOurs: Bool) {
    let base = progress(["q": cell(1, "1"), "p": cell(1)])
    let answered = progress(["q": cell(2, "2"), "p": cell(1)])
    for removed in [progress(nil), progress([:]), progress(["p": cell(1)])] {
      let merged =
        isOurs
        ? answered.merged(with: removed, since: base)
        : removed.merged(with: answered, since: base)
      #expect(merged.lessons["tiling"]?.cells["q"] == cell(2, "2"))
      #expect(merged.lessons["tiling"]?.cells["p"] == removed.lessons["tiling"]?.cells["p"])
    }
  }

  @Test func `to read on does not bring back what was forgotten elsewhere`() {
    let base = progress(["q": cell(1)], section: "one")
    let merged = progress(["q": cell(1)], section: "two").merged(
      with: progress(nil), since: base)
    #expect(merged == progress([:], section: "two"))
    #expect(progress(nil).merged(with: base, since: base) == progress(nil))
  }

  @Test func `others' work is taken over, their place is not`() {
    var mine = progress(["q": cell(1)], section: "one")
    mine.currentLesson = "tiling"
    let base = mine
    var other = progress(["q": cell(1), "p": cell(1)], section: "two")
    other.currentLesson = "scaling"
    mine.lessons["tiling"]?.cells["r"] = cell(1)
    var expected = progress(["q": cell(1), "p": cell(1), "r": cell(1)], section: "one")
    expected.currentLesson = "tiling"
    #expect(mine.adopting(other, since: base) == expected)
  }
}
