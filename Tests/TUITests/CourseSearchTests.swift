import Foundation
import Lessons
import Notebook
import Screen
import Testing

@testable import TUI

/// The search of all lessons, and the filter of their list.
@Suite struct CourseSearchTests {
  private func searching(columns: Int = 80, rows: Int = 24, _ text: String = "") -> Tutor {
    var tutor = sampleTutor(columns: columns, rows: rows, isListing: true)
    tutor.press(.character("g"), .character("/"))
    tutor.type(text)
    _ = tutor.update(
      .gathered([
        SearchableLesson(id: "sample", sampleLesson.lesson),
        SearchableLesson(id: "second", sampleLesson.lesson),
      ]))
    return tutor
  }

  @Test func `what is typed before the lessons are read is looked up then`() {
    let tutor = searching("nested")
    guard case .courseSearch(let search) = tutor.overlay else {
      Issue.record("no search")
      return
    }
    #expect(search.found.map(\.lesson) == ["sample", "second"])
    #expect(search.found.map(\.anchor) == ["reading", "reading"])
    #expect(tutor.screen.contains("and a nested one"))
  }

  @Test func `Enter opens the lesson at the place, and n goes on from there`() {
    var tutor = searching()
    tutor.type("ENTER on")
    tutor.press(.down)
    guard case .open("second", _)? = tutor.press(.enter).last else {
      Issue.record("nothing is opened")
      return
    }
    _ = tutor.update(.opened(id: "second", sampleLesson))
    #expect(tutor.screen.contains("Press Enter on a cell."))
    #expect(tutor.search.hits.count == 1)
    #expect(tutor.view(tutor.size).glyphs.contains { $0.style.attributes.contains(.reverse) })
    tutor.press(.character("n"))
    #expect(tutor.notice.contains("1 of 1"))
    // A second search has read the lessons already.
    #expect(tutor.press(.character("g"), .character("/")).isEmpty)
  }

  @Test func `what is found is shown from the beginning of a word`() {
    for text in ["a", "e", "two", "lesson", "things"] {
      guard case .courseSearch(let search) = searching(text).overlay else {
        Issue.record("no search")
        return
      }
      for one in search.found {
        guard
          let section = SearchableLesson(id: "sample", sampleLesson.lesson).sections
            .first(where: { $0.anchor == one.anchor }),
          let place = section.text.range(of: one.before + one.match)
        else {
          Issue.record("\(one.before)\(one.match) stands nowhere")
          continue
        }
        let isWhole =
          place.lowerBound == section.text.startIndex
          || section.text[section.text.index(before: place.lowerBound)].isWhitespace
        #expect(isWhole, "\(one.before)")
      }
    }
  }

  @Test func `hints and solutions are not found`() {
    let tutor = searching("move fewer bytes")
    #expect(tutor.screen.contains("It stands in no lesson."))
  }

  @Test func `Esc and an empty Backspace leave it`() {
    for key in [Key.escape, .backspace] {
      var tutor = searching()
      tutor.press(key)
      #expect(tutor.overlay == nil)
    }
  }

  @Test(arguments: ScreenTests.sizes) func `the search of all lessons`(size: Size) throws {
    let tutor = searching(columns: size.columns, rows: size.rows, "press")
    try expectScreen(tutor, named: "course-search-\(size.columns)x\(size.rows)")
  }

  @Test func `the list is filtered by words and by state, and Esc shows all`() {
    var progress = Notebook.Progress()
    progress.lessons["second"] = Progress.LessonRecord()
    var tutor = sampleTutor(progress: progress, isListing: true)
    tutor.press(.character("/"))
    tutor.type("begun")
    #expect(tutor.listed == [1])
    #expect(tutor.screen.contains("1 shown"))
    guard case .open("second", _)? = tutor.press(.enter).last else {
      Issue.record("nothing is opened")
      return
    }
    tutor.press(.character("/"))
    tutor.press(.backspace, .backspace, .backspace, .backspace, .backspace)
    tutor.type("xyz")
    #expect(tutor.screen.contains("No lesson matches 'xyz'."))
    #expect(tutor.press(.enter).isEmpty)
    tutor.press(.character("/"), .escape)
    #expect(tutor.listed == [0, 1])
  }

  @Test(arguments: ScreenTests.sizes) func `a filtered list`(size: Size) throws {
    var tutor = sampleTutor(columns: size.columns, rows: size.rows, isListing: true)
    tutor.press(.character("/"))
    tutor.type("second")
    try expectScreen(tutor, named: "filter-\(size.columns)x\(size.rows)")
  }
}
