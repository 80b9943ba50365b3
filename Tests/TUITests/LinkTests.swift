import Foundation
import Lessons
import Notebook
import Screen
import Testing

@testable import TUI

/// Links: by Tab and Enter, by the mouse, within a lesson, to another one, outside.
@Suite struct LinkTests {
  private static let text = """
    ---
    format: 1
    id: linked
    title: Linked
    ---

    See [below](#second), [a cell](#ask), [deep](#deep-down), [the other](sample.md#answering),
    [nothing](#nowhere), [a picture](figure.png) and
    [an address that is broken over two lines](https://example.org/a).

    ## First

    | where | to |
    | :-- | :-- |
    | here | [cell](#ask) |

    ```flash {#ask .quiz}
    Which? See [below](#second).
    - [x] this :: Yes.
    - [ ] that [there](#first) :: No.
    ```

    ## Second

    Text.

    ### Deep down

    Deeper text.
    """

  private func tutor(columns: Int = 80, rows: Int = 10) -> Tutor {
    var tutor = sampleTutor(columns: columns, rows: rows, isListing: true)
    var lesson = LessonParser.parse(Self.text, file: "linked.md")
    lesson.folder = FileManager.default.currentDirectoryPath
    _ = tutor.update(.opened(id: "linked", BoundLesson(lesson)))
    return tutor
  }

  /// Puts the focus on the link of that text.
  private func focus(_ destination: String, _ tutor: inout Tutor) {
    // The first cell in sight has the focus at first, and links may stand above it.
    for _ in 0..<20 where tutor.linkInFocus?.destination != destination { tutor.press(.backTab) }
    for _ in 0..<20 where tutor.linkInFocus?.destination != destination { tutor.press(.tab) }
    #expect(tutor.linkInFocus?.destination == destination)
  }

  @Test func `Tab visits links and cells in order, and the cursor follows`() throws {
    var tutor = tutor()
    var seen: [String] = []
    for _ in 0..<11 {
      tutor.press(.tab)
      seen.append(tutor.linkInFocus?.destination ?? tutor.reading?.focus ?? "")
    }
    #expect(
      seen == [
        "#second", "#ask", "#deep-down", "sample.md#answering", "#nowhere", "figure.png",
        "https://example.org/a", "#ask", "ask", "#second", "#first",
      ])
    tutor.press(.tab)
    #expect(tutor.notice == "This was the last cell.")
    for _ in 0..<10 { tutor.press(.backTab) }
    _ = tutor.update(.event(.resized(Size(columns: 80, rows: 24))))
    #expect(tutor.cursor(tutor.size) == Point(column: 6, row: 2))
    #expect(tutor.notice == "Enter goes there; Backspace comes back.")
    let glyph = tutor.view(tutor.size)[6, 2]
    #expect(glyph.character == "b" && glyph.style.attributes.contains(.reverse))
  }

  @Test(arguments: [("#second", "Second"), ("#ask", "╭─ quiz ask"), ("#deep-down", "Deep down")])
  func `Enter goes to a heading or a cell, and Backspace back`(destination: String, line: String) {
    var tutor = tutor()
    focus(destination, &tutor)
    let stop = tutor.reading?.stop
    tutor.press(.enter)
    #expect(tutor.screen.contains(line))
    #expect((tutor.reading?.top ?? 0) > 0)
    tutor.press(.backspace)
    #expect(tutor.reading?.top == 0)
    #expect(tutor.reading?.stop == stop)
  }

  @Test func `a link to another lesson opens it at the heading`() throws {
    var tutor = tutor()
    tutor.library.entries[0].file = URL(
      fileURLWithPath: FileManager.default.currentDirectoryPath + "/sample.md")
    focus("sample.md#answering", &tutor)
    guard case .open("sample", _)? = tutor.press(.enter).last else {
      Issue.record("nothing is opened")
      return
    }
    _ = tutor.update(.opened(id: "sample", sampleLesson))
    #expect(tutor.reading?.top == tutor.reading?.start(ofSection: 3))
    guard case .open("linked", _)? = tutor.press(.backspace).last else {
      // The file is in no library, so there is nothing to go back to but the first lesson.
      #expect(tutor.history.isEmpty)
      return
    }
  }

  @Test func `what leads nowhere says so`() {
    var tutor = tutor()
    focus("#nowhere", &tutor)
    tutor.press(.enter)
    #expect(tutor.notice == "There is no heading or cell 'nowhere' in this lesson.")
    focus("figure.png", &tutor)
    #expect(tutor.press(.enter).isEmpty)
    #expect(tutor.notice.hasPrefix("figure.png is no lesson"))
  }

  @Test func `an address is shown whole and copied, never opened`() {
    var tutor = tutor(columns: 50)
    focus("https://example.org/a", &tutor)
    #expect(tutor.linkInFocus?.pieces.count == 2)
    #expect(tutor.notice == "Enter shows the address: https://example.org/a")
    #expect(tutor.press(.enter).isEmpty)
    #expect(tutor.screen.contains("│ https://example.org/a"))
    guard case .copy("https://example.org/a")? = tutor.press(.character("y")).last else {
      Issue.record("nothing is copied")
      return
    }
    tutor.press(.escape)
    #expect(tutor.overlay == nil)
  }

  @Test func `a click follows a link`() throws {
    var tutor = tutor()
    let link = try #require(tutor.reading?.document.links(ofBlock: 0).first)
    let piece = try #require(link.pieces.first)
    let place = Point(
      column: tutor.layout.textColumn + piece.columns.lowerBound,
      row: tutor.layout.bodyTop + piece.row)
    _ = tutor.update(.event(.mouse(.click(place))))
    #expect(tutor.reading?.top == tutor.reading?.start(ofSection: 2))
  }

  @Test func `resizing keeps the link in focus`() {
    var tutor = tutor()
    focus("https://example.org/a", &tutor)
    for (columns, rows) in [(30, 8), (120, 36), (80, 10)] {
      _ = tutor.update(.event(.resized(Size(columns: columns, rows: rows))))
    }
    #expect(tutor.linkInFocus?.destination == "https://example.org/a")
  }

  @Test(arguments: ScreenTests.sizes) func `an address in its box`(size: Size) throws {
    var tutor = tutor(columns: size.columns, rows: size.rows)
    focus("https://example.org/a", &tutor)
    try expectScreen(tutor, named: "link-\(size.columns)x\(size.rows)")
    tutor.press(.enter)
    try expectScreen(tutor, named: "address-\(size.columns)x\(size.rows)")
  }
}

/// Addresses that terminals open themselves.
@Suite struct HyperlinkTests {
  private func grid(_ address: String) -> Grid {
    var grid = Grid(Size(columns: 20, rows: 2))
    grid.addresses = ["", address]
    let style = Style(attributes: .underline, link: 2)
    grid.write("inside", column: 0, row: 0, style: Style(link: 1))
    grid.write("a 漢", column: 3, row: 1, style: style)
    return grid
  }

  @Test func `only addresses outside are written, in their places`() {
    let text = Hyperlinks.written(grid("https://example.org"), rows: [0, 1], .none)
    #expect(
      text
        == "\u{1B}7\u{1B}[0m\u{1B}[2;4H\u{1B}]8;;https://example.org\u{1B}\\\u{1B}[4ma 漢\u{1B}[0m"
        + "\u{1B}]8;;\u{1B}\\\u{1B}8")
    #expect(Hyperlinks.written(grid("https://example.org"), rows: [0], .none).isEmpty)
  }

  @Test(arguments: [
    "javascript:x", "file:///etc/passwd", "https://a\u{1B}\\b", "https://a b", "https://é",
  ])
  func `what could do harm is no link`(address: String) {
    #expect(Hyperlinks.written(grid(address), rows: [0, 1], .none).isEmpty)
  }

  @Test func `terminals that would show it as text are spared`() {
    #expect(TerminalFamily(name: "xterm-256color").isModern)
    for name in ["linux", "vt100", "screen", "ansi", ""] {
      #expect(!TerminalFamily(name: name).isModern)
    }
  }
}
