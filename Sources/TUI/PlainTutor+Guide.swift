import Lessons
import Notebook
import Screen

/// How a run in line mode is stopped from outside, as by Ctrl-C.
public struct PlainInterruption {
  /// Called before a run, and after it.
  public var begin: () -> Void
  public var end: () -> Void
  /// Whether the run shall stop; may be called from any thread.
  public var hasHappened: @Sendable () -> Bool

  public init(
    begin: @escaping () -> Void = {}, end: @escaping () -> Void = {},
    hasHappened: @escaping @Sendable () -> Bool = { false }
  ) {
    self.begin = begin
    self.end = end
    self.hasHappened = hasHappened
  }
}

/// What can be typed: all of it, and what suits a cell.
extension PlainTutor {
  static let greeting =
    "An empty line reads on, help lists what can be typed, quit ends. "
    + "Cells say what can be done with them."

  static let help = [
    "An empty line, or next: the next section.",
    "back: the section before.",
    "section N: section number N.",
    "sections: all sections, their cells and what is done.",
    "read: the whole lesson.",
    "list: all lessons.",
    "open LESSON: another lesson, by its short name.",
    "run CELL, or run CELL KNOB=VALUE: runs a cell, its knob turned. Ctrl-C stops it.",
    "table CELL: the numbers of a cell that was run.",
    "chart CELL: its figures as they are drawn for the eye.",
    "answer CELL VALUE: answers a question.",
    "check CELL: compiles and checks your code.",
    "hint CELL: the next hint.",
    "solution CELL: the solution.",
    "quit: ends; what you did is kept.",
  ].map { Line($0) }

  private static let cellCommands = [
    "run", "table", "chart", "answer", "check", "agree", "hint", "solution",
  ]

  /// What is wrong with a line that is no command.
  func misunderstood(_ words: [String]) -> [Line] {
    let command = words.first ?? ""
    if command == "answer", words.count == 2, let cell = cell(words[1]), cell.isInteractive {
      return guide(words[1])
    }
    guard Self.cellCommands.contains(command) else {
      return [
        Line(
          layout.shown("There is no command '\(words.joined(separator: " "))'; help lists them."))
      ]
    }
    let ids =
      lesson?.bound.lesson.sections.indices.contains(section) == true ? cells(in: section) : []
    let names =
      ids.isEmpty ? "" : "; those of this section are \(ids.map(\.id).joined(separator: ", "))"
    return [Line(layout.shown("\(command) needs the name of a cell\(names)."))]
  }

  /// What is about to take a while; nil for what does not.
  func whatStarts(_ words: [String]) -> Line? {
    guard words.count > 1, let lesson, let cell = cell(words[1]) else { return nil }
    switch (words[0], cell.kind) {
    case ("run", _) where lesson.bound.cells[cell.id] != nil:
      return Line("Running \(cell.id); Ctrl-C stops it.")
    case ("answer", .predict(let spec)) where words.count > 2:
      let text = words.dropFirst(2).joined(separator: " ")
      guard let source = spec.source?.value, outcomeAsWritten(source) == nil,
        Grading.number(text, unit: spec.unit) != nil
      else { return nil }
      return Line("Running \(source) to find out; Ctrl-C stops it.")
    case ("check", .code), ("agree", .code): return Line("Checking \(cell.id).")
    default: return nil
    }
  }

  private func cell(_ id: String) -> Cell? {
    lesson?.bound.lesson.cells.first { $0.id == id }
  }

  func cells(in section: Int) -> [Cell] {
    guard let sections = lesson?.bound.lesson.sections, sections.indices.contains(section) else {
      return []
    }
    return sections[section].elements.compactMap {
      guard case .cell(let cell) = $0, cell.isInteractive else { return nil }
      return cell
    }
  }

  /// What can be typed about a cell as it stands; nothing for one that cannot be read.
  func guide(_ id: String) -> [Line] {
    guard let lesson, let cell = cell(id), let content = content(of: id), let state = states[id]
    else { return [] }
    var ways: [String] = []
    switch cell.kind {
    case .run, .exercise:
      guard let bound = lesson.bound.cells[id] else { return [] }
      ways.append("run \(id) \(state.outcome == nil ? "runs it" : "runs it again")")
      if let knob = bound.knobs.first,
        let other = knob.values.first(where: { $0 != state.settings[knob.parameter] })
      {
        ways.append("run \(id) \(knob.parameter)=\(other) turns a knob first")
      }
      if state.outcome?.results.tables.isEmpty == false {
        ways.append("table \(id) reads its numbers")
      }
    case .predict, .quiz:
      // Who is right is done with it.
      if state.verdict?.isRight != true {
        ways.append(wayToAnswer(cell, isAgain: state.verdict != nil))
      }
    case .code:
      guard lesson.bound.codes[id] != nil else { return [] }
      ways.append(
        state.outcome == nil
          ? "check \(id) makes your copy of the code, says where it is, and checks it"
          : "check \(id) checks what you have saved")
    case .task, .starter, .reference, .hint, .solution: return []
    }
    let left = content.hints.count - min(state.hintsShown, content.hints.count)
    if left > 0 { ways.append("hint \(id) gives a hint, \(left) left") }
    if content.hasSolution, !state.showsSolution {
      ways.append("solution \(id) shows the solution")
    }
    guard !ways.isEmpty else { return [] }
    return [Line(layout.shown("Type: \(ways.joined(separator: "; "))."), layout.theme.muted)]
  }

  private func wayToAnswer(_ cell: Cell, isAgain: Bool) -> String {
    let again = isAgain ? " again" : ""
    switch cell.kind {
    // An example might be the answer.
    case .quiz(let spec) where spec.isOrdering:
      return
        "answer \(cell.id) with all \(spec.choices.count) numbers in their order answers\(again)"
    case .quiz(let spec) where spec.allowsSeveral:
      return "answer \(cell.id) with the numbers of all right ones answers\(again)"
    case .predict(let spec) where !spec.unit.isEmpty:
      return "answer \(cell.id) NUMBER answers\(again), in \(spec.unit)"
    default: return "answer \(cell.id) NUMBER answers\(again)"
    }
  }

  /// What a cell yielded with its knobs as they are written, which is what questions mean.
  func outcomeAsWritten(_ id: String) -> CellOutcome? {
    guard let bound = lesson?.bound.cells[id], let outcome = states[id]?.outcome,
      outcome.status == .done, outcome.settings == bound.initialSettings
    else { return nil }
    return outcome
  }
}
