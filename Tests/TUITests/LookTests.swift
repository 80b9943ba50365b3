import Foundation
import Lessons
import Notebook
import Screen
import Testing

@testable import TUI

/// Colours, characters, the mouse: what can be changed while the program runs.
@Suite struct LookTests {
  @Test func `T goes through the backgrounds to no colours and back`() {
    var tutor = sampleTutor()
    var seen: [String] = []
    for _ in 0..<4 {
      tutor.press(.character("T"))
      seen.append(tutor.notice)
    }
    #expect(
      seen == [
        "Colours for a dark background.", "Colours for a light background.", "No colours.",
        "Colours for any background.",
      ])
    tutor.press(.character("T"), .character("T"), .character("T"))
    for glyph in tutor.view(tutor.size).glyphs {
      #expect(glyph.style.foreground == .standard && !glyph.style.attributes.contains(.dim))
    }
    var plain = sampleTutor(capabilities: Capabilities(colors: .none))
    plain.press(.character("T"))
    #expect(plain.notice == "This terminal shows no colours, or NO_COLOR is set.")
  }

  @Test func `a message that is too long for its line stands above the keys, whole`() {
    var tutor = sampleTutor(columns: 24, rows: 6)
    tutor.press(.character("+"))
    let lines = tutor.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let words = lines[3...4].map { $0.split(separator: " ").joined(separator: " ") }
    #expect(words == ["+ does nothing here; ?", "lists the keys."])
    #expect(lines[5].hasPrefix(" ? keys   "))
    tutor.press(.escape)
    #expect(!tutor.screen.contains("lists the keys."))

    // What has the focus stays in sight.
    for _ in 0..<12 {
      tutor.press(.tab)
      guard let place = tutor.cursor(tutor.size) else { continue }
      let said = tutor.screen.split(separator: "\n", omittingEmptySubsequences: false)
      tutor.notice = ""
      let silent = tutor.screen.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(said[place.row] == silent[place.row])
    }
  }

  @Test func `a question that is too long for its line is asked whole`() {
    var tutor = sampleTutor(columns: 24, rows: 8)
    tutor.goTo("tile")
    tutor.press(.character("S"))
    let lines = tutor.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let words = lines.suffix(3).map { $0.split(separator: " ").joined(separator: " ") }
    #expect(words.joined(separator: " ").contains("Show the solution of tile now? y/n"))
    #expect(tutor.cursor(tutor.size)?.row == 7)
    tutor.press(.character("y"))
    #expect(tutor.reading?.states["tile"]?.showsSolution == true)
  }

  @Test func `a number beyond the answers of a quiz counts sections`() {
    var tutor = sampleTutor()
    tutor.goTo("pick")
    tutor.press(.character("4"), .character("G"))
    #expect(tutor.section == 3)
    tutor.goTo("pick")
    tutor.press(.character("2"))
    #expect(tutor.reading?.states["pick"]?.chosen == [1])
  }

  @Test(arguments: [ColorDepth.ansi8, .ansi16, .indexed256])
  func `the frame of the cell in focus has a colour of its own, the words in it keep theirs`(
    colors: ColorDepth
  ) throws {
    var tutor = sampleTutor(rows: 40, capabilities: Capabilities(colors: colors))
    tutor.goTo("pick")
    let lines = tutor.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains("quiz pick") })
    let line = tutor.view(tutor.size).line(row)
    let words = try #require(line.spans.first { $0.text.contains("quiz") })
    let frame = try #require(line.spans.first { $0.text.contains("──") })
    #expect(words.style == tutor.theme.muted)
    #expect(frame.style == tutor.theme.focus)
  }

  @Test(arguments: [ColorDepth.ansi8, .ansi16, .indexed256])
  func `both ends of every line of the frame in focus have its colour, whatever stands between`(
    colors: ColorDepth
  ) throws {
    var tutor = sampleTutor(rows: 40, capabilities: Capabilities(colors: colors))
    tutor.goTo("cost")
    for words in ["Not run yet.", "0 % · 0.0 s"] {
      let grid = tutor.view(tutor.size)
      let row = try #require((0..<grid.size.rows).first { grid.line($0).text.contains(words) })
      let glyphs = grid.row(row)
      let left = try #require(glyphs.first { $0.character == "│" })
      let right = try #require(glyphs.last { $0.character == "│" })
      #expect(left.style == tutor.theme.focus && right.style == tutor.theme.focus)
      let secondary = glyphs.filter { "Notrunye.0%s─".contains($0.character) }
      #expect(!secondary.isEmpty)
      for glyph in secondary {
        #expect(glyph.style == (glyph.character == "─" ? tutor.theme.track : tutor.theme.muted))
      }
      tutor.press(.enter)
    }
  }

  @Test func `A shows ASCII only and all characters again`() {
    var tutor = sampleTutor()
    let before = tutor.screen
    tutor.press(.character("A"))
    let isASCII = tutor.screen.allSatisfy(\.isASCII)
    #expect(isASCII)
    tutor.press(.character("A"), .escape)
    #expect(
      tutor.screen.split(separator: "\n").dropLast() == before.split(separator: "\n").dropLast())
    var poor = sampleTutor(capabilities: Capabilities(glyphs: .ascii))
    poor.press(.character("A"))
    #expect(poor.notice == "Only ASCII can be shown here.")
  }

  @Test func `the Linux console gets only what its font has`() {
    var tutor = sampleTutor(capabilities: Capabilities(glyphs: .block, colors: .ansi8))
    tutor.goTo("pick")
    tutor.press(.character("1"), .enter, .character("?"))
    // Code page 437, as far as frames and marks use it.
    let console = Set("─│┌┐└┘┼•·√▌█░▒▓▀▄≤≥±°²½αßΓπΣσµτΦΘΩδ∞φε∩≡÷≈∙ⁿ")
    for character in tutor.screen where !character.isASCII && character != "\n" {
      let isArrow = "↑↓←→".contains(character)
      #expect(console.contains(character) || isArrow, "\(character)")
    }
  }

  @Test func `where ambiguous characters are wide, wide ones stay and the rest is ASCII`() {
    let capabilities = Capabilities(isAmbiguousWide: true)
    #expect(Transliteration.shown("漢字 → α × 2", capabilities) == "漢字 -> alpha x 2")
    let tutor = sampleTutor(capabilities: capabilities)
    for character in tutor.screen where character != "\n" {
      #expect(character.isASCII || TextWidth.columns(of: character) == 2, "\(character)")
    }
  }

  @Test func `a click on the bottom line does what it names`() throws {
    var tutor = sampleTutor()
    tutor.press(.down)
    let line = tutor.view(tutor.size).line(tutor.size.rows - 1).text
    let place = try #require(line.range(of: "contents") ?? line.range(of: "search"))
    let column = line.distance(from: line.startIndex, to: place.lowerBound)
    _ = tutor.update(.event(.mouse(.click(Point(column: column, row: tutor.size.rows - 1)))))
    #expect(tutor.overlay != nil)
  }

  @Test func `a click on an answer chooses it, and one in the contents goes there`() throws {
    var tutor = sampleTutor()
    tutor.goTo("pick")
    let grid = tutor.view(tutor.size)
    let row = try #require((0..<24).first { grid.line($0).text.contains("2 ( ) two numbers") })
    _ = tutor.update(.event(.mouse(.click(Point(column: 20, row: row)))))
    #expect(tutor.focusedState?.chosen == [1])
    tutor.press(.character("t"))
    let box = tutor.view(tutor.size)
    let line = try #require((0..<24).first { box.line($0).text.contains("│   Reading") })
    _ = tutor.update(.event(.mouse(.click(Point(column: 20, row: line)))))
    #expect(tutor.overlay == nil)
    #expect(tutor.reading?.top == tutor.reading?.start(ofSection: 1))
  }

  @Test func `Ctrl-R in the contents runs the cells of the section`() {
    var tutor = sampleTutor()
    tutor.press(.character("t"))
    tutor.type("running")
    guard case .run? = tutor.press(.control("r")).last else {
      Issue.record("nothing runs")
      return
    }
    #expect(tutor.activeRun?.cellID == "cost")
  }

  @Test func `X forgets the lesson after yes only`() {
    var tutor = sampleTutor()
    tutor.goTo("pick")
    tutor.press(.character("2"), .enter)
    tutor.press(.character("X"), .character("n"))
    #expect(tutor.progress.lessons["sample"]?.cells["pick"]?.isDone == true)
    tutor.press(.character("X"), .character("y"))
    #expect(tutor.progress.lessons["sample"]?.cells.isEmpty == true)
    #expect(tutor.screen.contains("0/4 done"))
  }

  @Test func `a run says how long the last one took until it can tell how long it takes`() throws {
    var tutor = sampleTutor()
    tutor.goTo("cost")
    tutor.press(.enter)
    _ = tutor.update(.finished(try #require(tutor.activeRun?.id), sampleOutcome()))
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    _ = tutor.update(.event(.tick(1)))
    #expect(tutor.screen.contains("0 % · 0.0 s, last time 0.8 s"))
    _ = tutor.update(.progressed(id, share: 0.5))
    _ = tutor.update(.event(.tick(3)))
    #expect(tutor.screen.contains("50 % · 2.0 s, about 2.0 s left"))
  }

  @Test func `points of a sweep are seen as they arrive`() throws {
    var tutor = sampleTutor()
    tutor.goTo("cost")
    tutor.press(.enter)
    let id = try #require(tutor.activeRun?.id)
    var partial = CellOutcome(status: .done)
    partial.messages = ["2 of 5 points"]
    _ = tutor.update(.arrived(id, partial))
    #expect(tutor.screen.contains("2 of 5 points"))
    #expect(tutor.reading?.states["cost"]?.isRunning == true)
  }

  @Test func `films and figures are helped too, and help goes back to them`() throws {
    var tutor = sampleTutor()
    tutor.overlay = .address("https://example.org")
    tutor.press(.character("?"))
    #expect(tutor.screen.contains("Keys that work here"))
    tutor.press(.escape)
    #expect(tutor.address == "https://example.org")
  }

  @Test(arguments: [20, 22, 24, 26, 40]) func `the list shows entries whole, all where they fit`(
    rows: Int
  ) {
    var library = Library(folders: [])
    library.entries = (1...6).map { number in
      Library.Entry(
        frontMatter: FrontMatter(
          id: "l\(number)", title: "Title \(number)", summary: "Summary \(number).", minutes: 20,
          order: number), file: URL(fileURLWithPath: "\(number).md"))
    }
    var tutor = Tutor(
      library: library, progress: Notebook.Progress(), capabilities: Capabilities())
    _ = tutor.update(.event(.resized(Size(columns: 80, rows: rows))))
    for place in 0..<6 {
      let screen = tutor.screen
      #expect(screen.contains("Title \(place + 1)") && screen.contains("Summary \(place + 1)."))
      for number in 1...6 {
        #expect(screen.contains("Title \(number)") == screen.contains("Summary \(number)."))
        if rows >= 24 { #expect(screen.contains("Summary \(number).")) }
      }
      tutor.press(.down)
    }
  }

  @Test(arguments: [Size(columns: 24, rows: 6), Size(columns: 30, rows: 8)])
  func `the smallest screens say what to do next`(size: Size) throws {
    var tutor = sampleTutor(columns: size.columns, rows: size.rows, isListing: true)
    #expect(tutor.screen.contains("Enter open"))
    #expect(tutor.screen.contains("A sample lesson"))
    _ = tutor.update(.opened(id: "sample", sampleLesson))
    tutor.goTo("cost")
    tutor.press(.down, .up)
    #expect(tutor.screen.contains("Enter run"))
  }

  @Test(arguments: [Size(columns: 24, rows: 6), Size(columns: 40, rows: 12)])
  func `boxes list something on the smallest screens, inside of their frames`(size: Size) {
    let openings: [(Key, String)] = [
      (.character("?"), "Ctrl-R"), (.character(":"), "Ctrl-R"), (.character("t"), "Running"),
    ]
    for (key, expected) in openings {
      var tutor = sampleTutor(columns: size.columns, rows: size.rows)
      tutor.goTo("cost")
      tutor.press(key)
      let screen = tutor.screen
      #expect(screen.contains(expected), "\(screen)")
      for row in screen.split(separator: "\n") where row.contains("│") || row.contains("╮") {
        #expect(row.last == "│" || row.last == "╮", "\(screen)")
      }
      tutor.type("qqqq")
      #expect(tutor.screen.contains("fits") || size.columns < 40)
    }
  }
}
