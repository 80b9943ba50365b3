import Foundation
import Lessons
import Notebook
import Screen
import Testing

@testable import TUI

/// Line mode as somebody hears it: words for everything, a section at a time.
@Suite struct PlainTests {
  private func tutor() -> PlainTutor {
    var layout = LayoutContext(width: 72, isInteractive: false)
    layout.isSpoken = true
    var tutor = PlainTutor(
      library: sampleLibrary(), context: RunContext(threads: 1), progress: Notebook.Progress(),
      layout: layout)
    tutor.lesson = ("sample", sampleLesson)
    for cell in sampleLesson.lesson.cells where cell.isInteractive {
      tutor.states[cell.id] = CellState(cell, sampleLesson.cells[cell.id], nil)
    }
    return tutor
  }

  private func say(_ words: String, to tutor: inout PlainTutor) -> String {
    tutor.answer(words.split(separator: " ").map(String.init)).map(\.text).joined(separator: "\n")
  }

  private static let drawn = Set("╭╮╰╯│─┃▌‹›✓✗·┼█▏┤└┬⠁⣀")

  @Test func `no cell of any kind is drawn`() {
    var tutor = tutor()
    var said = say("read", to: &tutor)
    for words in [
      "section 1", "next", "next", "next", "back", "run cost causal=true", "table cost",
      "answer guess 10", "answer guess 64", "answer pick 1", "answer pick 2", "hint tile",
      "run tile", "run tile blockQ=64", "solution tile", "sections", "hint nothing", "help",
    ] {
      said += say(words, to: &tutor) + "\n"
    }
    for character in said { #expect(!Self.drawn.contains(character), "\(character) in \(said)") }
    for words in [
      "Cell cost, not run.", "Cell broken, cannot be read.", "Cell predict guess, not answered.",
      "Knob headDim is 64; it may be 32, 64, 128.", "kernel: flash2", "Tip:",
      "Cell quiz pick, right.",
      "2 (chosen) two numbers a row", "That is right. Yes.",
      "That is not right. Not in fast memory.",
      "The matrix has n x n entries.", "The goal is not reached yet.", "The goal is reached.",
      "Hint 1 of 1", "Larger tiles move fewer bytes.", "blockQ = 64",
    ] {
      #expect(said.contains(words), "\(words)")
    }
  }

  @Test func `an empty line reads on, and the place is kept`() {
    var tutor = tutor()
    let first = say("section 1", to: &tutor)
    #expect(first.hasPrefix("Section 1 of 4: beginning."))
    #expect(first.hasSuffix("An empty line reads section 2: Reading."))
    #expect(say("", to: &tutor).hasPrefix("Section 2 of 4: Reading."))
    #expect(tutor.progress.lessons["sample"]?.section == "reading")
    #expect(say("next", to: &tutor).contains("Cell cost"))
    #expect(say("back", to: &tutor).hasPrefix("Section 2"))
    #expect(say("section 4", to: &tutor).contains("open second opens The second one."))
    #expect(say("", to: &tutor).hasPrefix("This was the last section."))
    #expect(say("section 1", to: &tutor).contains("beginning"))
    #expect(say("back", to: &tutor) == "This is the first section.")
    for number in ["9", "0", "-1"] {
      #expect(
        say("section \(number)", to: &tutor) == "There is no section \(number); there are 4.")
    }
    #expect(say("section x", to: &tutor) == "'x' is not a number")
  }

  @Test func `a run is told in words, and as a table or a chart when asked`() {
    var tutor = tutor()
    #expect(say("table cost", to: &tutor) == "cost has not been run; run cost does it")
    #expect(say("table nothing", to: &tutor) == "there is no cell 'nothing' here")
    #expect(say("run cost", to: &tutor).hasPrefix("Cell cost, done in"))
    let table = say("table cost", to: &tutor)
    #expect(table.hasPrefix("Table main, 4 rows."))
    #expect(table.contains("n 128") && table.contains("kernel flash2"))
    #expect(say("chart cost", to: &tutor).contains("╭─ cost"))
    #expect(say("sections", to: &tutor).contains("Section 3: Running; cells: cost, done; broken"))
  }

  @Test func `a lesson that is opened again goes on where it was left`() throws {
    try withSampleFile(sampleText) { file in
      var tutor = tutor()
      var record = Notebook.Progress.LessonRecord()
      record.section = "answering"
      tutor.progress.lessons["sample"] = record
      let lines = tutor.open(.file(file)).map(\.text)
      #expect(lines.first == "Lesson: A sample lesson, 5 minutes. Every kind of element once.")
      #expect(lines.contains("Section 4 of 4: Answering."))
      #expect(!lines.contains { $0.contains("one of everything") })
      #expect(tutor.progress.currentLesson == "sample")
    }
  }

  @Test func `each cell says what can be typed about it`() {
    var tutor = tutor()
    #expect(
      say("section 3", to: &tutor).contains(
        "Type: run cost runs it; run cost headDim=32 turns a knob first."))
    #expect(say("run cost headDim=32", to: &tutor).contains("table cost reads its numbers."))
    let answering = say("section 4", to: &tutor)
    #expect(answering.contains("Type: answer guess NUMBER answers, in MiB."))
    #expect(answering.contains("Type: answer pick NUMBER answers."))
    #expect(answering.contains("hint tile gives a hint, 1 left; solution tile shows the solution."))
    #expect(say("answer pick 1", to: &tutor).contains("Type: answer pick NUMBER answers again."))
    #expect(!say("answer pick 2", to: &tutor).contains("Type:"))
    // A hint or a solution is heard by itself, not behind its whole cell.
    #expect(say("hint tile", to: &tutor).hasPrefix("Hint 1 of 1\nLarger tiles"))
    #expect(say("solution tile yes", to: &tutor).hasPrefix("Solution\nblockQ = 64"))
  }

  @Test func `who begins is told how, and an empty line opens the first lesson`() throws {
    try withSampleFile(sampleText) { file in
      var tutor = tutor()
      var library = Library(folders: [])
      library.entries = ["first", "second"].map {
        Library.Entry(frontMatter: FrontMatter(id: $0, title: "T", minutes: 5), file: file)
      }
      tutor = PlainTutor(
        library: library, context: tutor.context, progress: Notebook.Progress(),
        layout: tutor.layout)
      let said = tutor.open(.resume).map(\.text)
      #expect(said.first == "first: T, 5 minutes, not started")
      #expect(said.last == "Type: an empty line opens first; open LESSON opens another.")
      #expect(say("", to: &tutor).hasPrefix("Lesson: A sample lesson"))
      #expect(say("list", to: &tutor).hasSuffix("Type: open LESSON opens another."))
      #expect(say("", to: &tutor).hasPrefix("Section 2 of 4"))

      var later = Notebook.Progress()
      var record = Notebook.Progress.LessonRecord()
      record.cells["pick"] = Notebook.Progress.CellRecord()
      record.cells["pick"]?.isDone = true
      later.lessons["first"] = record
      var again = PlainTutor(
        library: library, context: tutor.context, progress: later, layout: tutor.layout)
      #expect(again.open(.list).last?.text.contains("opens second") == true)
    }
  }

  @Test func `what is not understood is said`() {
    var tutor = tutor()
    _ = say("section 4", to: &tutor)
    #expect(say("frobnicate", to: &tutor).hasPrefix("There is no command 'frobnicate'"))
    #expect(
      say("hint", to: &tutor)
        == "hint needs the name of a cell; those of this section are guess, pick, tile.")
    #expect(say("answer guess", to: &tutor).hasPrefix("Type: answer guess NUMBER"))
    #expect(say("run cost q=1", to: &tutor).contains("KNOB is of headDim, causal"))
    #expect(say("help", to: &tutor).split(separator: "\n").count == PlainTutor.help.count)
  }

  @Test func `what is no number is not judged`() {
    var tutor = tutor()
    #expect(say("answer guess sixty", to: &tutor).hasPrefix("'sixty' is not a number"))
    #expect(tutor.states["guess"]?.verdict == nil)
    #expect(tutor.progress.lessons["sample"]?.cells["guess"] == nil)
    #expect(say("answer guess 64 MiB", to: &tutor).contains("Right."))
  }

  @Test func `a run that is stopped says so, and judges nothing`() throws {
    let text = sampleText.replacing("answer: 4 * 4096^2 / 2^20", with: "answer: n[kernel=flash2]")
      .replacing("unit: MiB\n", with: "source: cost\n")
      .replacing("over: {n: [128, 256]}", with: "n: 128")
    let bound = BoundLesson(LessonParser.parse(text, file: "sample.md"))
    var tutor = tutor()
    tutor.lesson = ("sample", bound)
    tutor.isCancelled = { true }
    #expect(tutor.whatStarts(["run", "cost"])?.text == "Running cost; Ctrl-C stops it.")
    #expect(tutor.whatStarts(["table", "cost"]) == nil)
    #expect(say("run cost", to: &tutor).hasPrefix("Cell cost, stopped."))
    #expect(
      tutor.whatStarts(["answer", "guess", "5"])?.text.hasPrefix("Running cost to find out") == true
    )
    #expect(
      say("answer guess 5", to: &tutor)
        == "guess was not judged: cost, which it waits for, was stopped.")
    #expect(tutor.states["guess"]?.verdict == nil)
    tutor.isCancelled = { false }
    #expect(say("answer guess 128", to: &tutor).contains("Right."))
    #expect(say("run cost", to: &tutor).hasPrefix("Cell cost, done in"))
    #expect(tutor.whatStarts(["answer", "guess", "5"]) == nil)
  }
}
