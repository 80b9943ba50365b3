import Foundation
import Lessons
import Notebook
import Plot
import Screen
import Testing

@testable import TUI

/// A lesson with one cell of every kind, and a mistake.
let sampleText = """
  ---
  format: 1
  id: sample
  title: A sample lesson
  summary: Every kind of element once.
  minutes: 5
  order: 1
  ---

  This lesson has *one* of everything, and `code` in its text, and a [way down](#answering).

  ## Reading

  - a list
  - with two items
    1. and a nested one

  | kernel | scratch |
  | :----- | ------: |
  | flash2 | 48 KiB  |
  | naive  | 4 GiB   |

  > [!TIP]
  > Press Enter on a cell.

  ## Running

  ```flash {#cost .run}
  experiment: model
  kernels: [standard, flash2]
  over: {n: [128, 256]}
  knobs:
    headDim: {choices: [32, 64, 128]}
    causal: {toggle: true}
  ```

  ```flash {#broken .run}
  experiment: model
  kernels: [flsh2]
  ```

  ## Answering

  ```flash {#guess .predict}
  question: How many MiB do the scores take at n = 4096 in float32?
  unit: MiB
  answer: 4 * 4096^2 / 2^20
  tolerance: 5%
  feedback:
    - when: value < 33
      say: The matrix has n x n entries.
  ```

  ```flash {#pick .quiz}
  What is stored?
  - [ ] everything :: Not in fast memory.
  - [x] two numbers a row :: Yes.
  ```

  ```flash {#tile .exercise}
  experiment: model
  kernels: [flash1]
  prompt: Let the tiles fit.
  knobs:
    blockQ: {range: 8..64, step: 8, start: 8}
  goal: blockQ > 30
  solution: {blockQ: 64}
  ```

  ```flash {.hint for=tile}
  Larger tiles move fewer bytes.
  ```
  """

let sampleLesson = BoundLesson(LessonParser.parse(sampleText, file: "sample.md"))

/// A library of two lessons; the files are never read.
func sampleLibrary() -> Library {
  var library = Library(folders: [])
  library.entries = [
    Library.Entry(
      frontMatter: FrontMatter(
        id: "sample", title: "A sample lesson", summary: "Every kind of element once.", minutes: 5,
        order: 1), file: URL(fileURLWithPath: "sample.md")),
    Library.Entry(
      frontMatter: FrontMatter(
        id: "second", title: "The second one", summary: "What follows.", minutes: 10, order: 2),
      file: URL(fileURLWithPath: "second.md")),
  ]
  return library
}

/// A tutor at a size, on the sample lesson unless the list is asked for.
func sampleTutor(
  columns: Int = 80, rows: Int = 24, progress: Notebook.Progress = Notebook.Progress(),
  capabilities: Capabilities = Capabilities(), isListing: Bool = false
) -> Tutor {
  var tutor = Tutor(library: sampleLibrary(), progress: progress, capabilities: capabilities)
  _ = tutor.update(.event(.resized(Size(columns: columns, rows: rows))))
  if !isListing { _ = tutor.update(.opened(id: "sample", sampleLesson)) }
  return tutor
}

extension Tutor {
  /// Presses keys one after the other; returns the effects of all.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    keys.flatMap { update(.event(.key($0))) }
  }

  /// Types text.
  @discardableResult
  mutating func type(_ text: String) -> [Effect] {
    text.flatMap { update(.event(.key(.character($0)))) }
  }

  /// Puts the focus on a cell.
  mutating func goTo(_ cellID: String) {
    for _ in 0..<10 where reading?.focus != cellID { press(.tab) }
  }

  var screen: String { view(size).text }
}

/// What a run of the sample's first cell yields.
func sampleOutcome(_ status: RunStatus = .done) -> CellOutcome {
  CellOutcome(
    status: status, seconds: 0.8,
    expectations: [
      ExpectationOutcome(text: "traffic > 0", holds: true),
      ExpectationOutcome(text: "scratch < 1", holds: false, detail: "found 96"),
    ],
    messages: ["counted by formula"])
}

/// Compares a screen with its recording, styles included, and those with 16 and with direct colours;
/// RECORD=1 rewrites the recording.
func expectScreen(
  _ tutor: Tutor, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let text = writtenInAllDepths(tutor)
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Screens/\(name).txt")
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  let recorded = try String(contentsOf: file, encoding: .utf8)
  #expect(text == recorded, sourceLocation: sourceLocation)
}

/// A screen in the colours it has, and below it what is other with 16 and with direct colours: what
/// the letters mean, or where the letters are others too, all of it.
private func writtenInAllDepths(_ tutor: Tutor) -> String {
  let text = written(tutor.view(tutor.size), cursor: tutor.cursor(tutor.size))
  guard tutor.capabilities.colors == .indexed256 else { return text }
  let others = [("16 colours", ColorDepth.ansi16), ("direct colour", .direct)].map { name, depth in
    var other = tutor
    other.capabilities.colors = depth
    other.theme = Theme(depth, for: other.background)
    other.layOut()
    let whole = written(other.view(other.size), cursor: other.cursor(other.size))
    let isTextSame = other.view(other.size).text == tutor.view(tutor.size).text
    return "=== \(name)\n"
      + (whole == text ? "the same\n" : isTextSame ? styles(of: whole) : whole)
  }
  return text + others.joined()
}

/// What stands below the text of a screen.
private func styles(of text: String) -> String {
  text.range(of: "=== styles\n").map { String(text[$0.lowerBound...]) } ?? text
}

/// The text of a grid, below it a letter for the style of each glyph, and what the letters mean.
func written(_ grid: Grid, cursor: Point?) -> String {
  var letters: [Style: Character] = [.plain: " "]
  var legend: [String] = []
  let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
  let rows = (0..<grid.size.rows).map { row -> String in
    var text = ""
    for glyph in grid.row(row) {
      // A blank looks the same in every colour.
      let isBlank =
        glyph.character == " " && glyph.style.background == .standard
        && glyph.style.attributes.isDisjoint(with: [.underline, .reverse])
      let style = isBlank ? .plain : glyph.style
      if letters[style] == nil {
        let letter = alphabet[min(legend.count, alphabet.count - 1)]
        letters[style] = letter
        legend.append("\(letter) \(described(style))")
      }
      text.append(letters[style] ?? "?")
    }
    return text.replacing(#/ +$/#, with: "")
  }
  let place = cursor.map { "cursor \($0.column) \($0.row)" } ?? "no cursor"
  return ([grid.text, "=== styles"] + rows + ["=== legend"] + legend + [place])
    .joined(separator: "\n") + "\n"
}

private func described(_ style: Style) -> String {
  var words: [String] = []
  switch style.foreground {
  case .standard: break
  case .ansi(let index): words.append("color \(index)")
  case .indexed(let index): words.append("color \(index)")
  case .rgb(let red, let green, let blue): words.append("color \(red),\(green),\(blue)")
  }
  switch style.background {
  case .standard: break
  case .ansi(let index), .indexed(let index): words.append("on \(index)")
  case .rgb(let red, let green, let blue): words.append("on \(red),\(green),\(blue)")
  }
  let names: [(Style.Attributes, String)] = [
    (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
    (.reverse, "reverse"),
  ]
  words += names.filter { style.attributes.contains($0.0) }.map(\.1)
  if style.link > 0 { words.append("link \(style.link)") }
  return words.joined(separator: " ")
}

/// A lesson file that is removed when the test ends.
func withSampleFile(_ text: String, _ body: (URL) throws -> Void) throws {
  let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).md")
  try Data(text.utf8).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  try body(file)
}
