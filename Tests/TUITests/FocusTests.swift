import Foundation
import Lessons
import Notebook
import Screen
import Testing

@testable import TUI

/// Where the focus goes by itself, by Tab and by a search.
@Suite struct FocusTests {
  @Test func `the first Tab finds the link above the first cell in sight`() {
    let text = """
      ---
      format: 1
      id: links
      title: Links
      ---

      A [first](https://a.example) and a [second](https://b.example).

      ```flash {#one .run}
      experiment: model
      ```

      ```flash {#two .run}
      experiment: model
      ```
      """
    var tutor = sampleTutor(isListing: true)
    _ = tutor.update(
      .opened(id: "links", BoundLesson(LessonParser.parse(text, file: "links.md"))))
    #expect(tutor.reading?.focus == "one")
    let untouched = tutor
    tutor.press(.tab)
    #expect(tutor.linkInFocus?.destination == "https://a.example")
    tutor.press(.tab, .tab)
    #expect(tutor.reading?.focus == "one")
    tutor.press(.tab)
    #expect(tutor.reading?.focus == "two")

    // Once its reader has worked with the cell, Tab goes on from there.
    tutor = untouched
    tutor.press(.enter, .tab)
    #expect(tutor.reading?.focus == "two")
  }

  @Test func `without a link above, the first Tab goes to the second cell`() {
    var tutor = sampleTutor(rows: 40)
    tutor.press(.character("l"), .character("l"))
    #expect(tutor.reading?.focus == "cost")
    tutor.press(.tab)
    #expect(tutor.reading?.focus == "broken" || tutor.reading?.focus == "guess")
  }

  @Test func `a search puts focus and cursor on what it finds`() throws {
    var tutor = sampleTutor(rows: 40)
    #expect(tutor.reading?.focus == "cost")
    tutor.press(.character("/"))
    tutor.type("everything")
    tutor.press(.enter)
    // The first hit is in the prose, the second in the quiz.
    #expect(tutor.reading?.focus == "cost" && tutor.reading?.isFocusHeld == false)
    tutor.press(.character("n"))
    #expect(tutor.reading?.focus == "pick" && tutor.reading?.isFocusHeld == true)
    let place = try #require(tutor.cursor(tutor.size))
    let row = tutor.screen.split(separator: "\n", omittingEmptySubsequences: false)[place.row]
    #expect(row.dropFirst(place.column).hasPrefix("everything"))
    tutor.press(.character("2"))
    #expect(tutor.reading?.states["pick"]?.chosen == [1])

    tutor.press(.character("/"))
    tutor.type("way down")
    tutor.press(.enter)
    #expect(tutor.linkInFocus?.destination == "#answering")
  }

  @Test func `L in the list goes back to the lesson`() {
    var tutor = sampleTutor()
    tutor.press(.character("L"))
    guard case .open("sample", _)? = tutor.press(.character("L")).last else {
      Issue.record("L leads nowhere")
      return
    }
    var fresh = sampleTutor(isListing: true)
    #expect(fresh.press(.character("L")).isEmpty)
  }

  @Test func `contents at the side are broken, not cut, and can be clicked on every row`() throws {
    let title = "How large is to be what neither the first nor the second can hold"
    let text = sampleText.replacing("## Running", with: "## \(title)")
    var tutor = sampleTutor(columns: 120, rows: 30, isListing: true)
    _ = tutor.update(
      .opened(id: "sample", BoundLesson(LessonParser.parse(text, file: "sample.md"))))
    let rows = tutor.screen.split(separator: "\n").map { $0.prefix(29) }
    let side = rows.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: " ")
    for word in title.split(separator: " ") { #expect(side.contains(word)) }
    let last = try #require(rows.lastIndex { $0.contains("hold") })
    _ = tutor.update(.event(.mouse(.click(Point(column: 5, row: last)))))
    #expect(tutor.section == 2)
    let answering = try #require(rows.lastIndex { $0.contains("Answering") })
    _ = tutor.update(.event(.mouse(.click(Point(column: 5, row: answering)))))
    #expect(tutor.section == 3)
  }

  @Test func `what finds no room here goes to the home of the environment`() {
    #expect(FileExport.home(["HOME": "/tmp/ada"]).path == "/tmp/ada")
    let account = FileManager.default.homeDirectoryForCurrentUser
    #expect(FileExport.home([:]) == account)
    #expect(FileExport.home(["HOME": ""]) == account)
  }

  @Test func `what is saved never replaces a file`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "saves-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func save(_ text: String) -> String {
      FileExport.write(
        [
          ExportedFile(name: "a-b.txt", content: text),
          ExportedFile(name: "a-b.csv", content: text),
          ExportedFile(name: "a-b-2.svg", content: text),
        ], into: [folder.appending(path: "none"), folder])
    }
    #expect(save("1") == "Saved a-b.txt, .csv, -2.svg in \(folder.path)")
    #expect(save("2") == "Saved a-b-2.txt, .csv, -2.svg in \(folder.path)")
    #expect(save("3").hasPrefix("Saved a-b-3.txt"))
    let kept = try String(contentsOf: folder.appending(path: "a-b.csv"), encoding: .utf8)
    #expect(kept == "1")
    #expect(
      FileExport.write([], into: []) == "Could not save: neither here nor the home folder can be "
        + "written to.")
  }
}
