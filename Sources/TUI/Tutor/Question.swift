import Lessons
import Notebook
import Screen

/// What the learner must say yes to.
enum Question: Hashable {
  /// Whether to forget what was done with a cell.
  case reset(cellID: String)
  case resetLesson
  /// Whether to put the starter back.
  case restore(cellID: String)
  /// Whether to see the solution of a cell that has neither passed nor been tried often enough.
  case solution(cellID: String)
  /// Whether code may run, and why that is asked.
  case consent(cellID: String, reason: String)

  /// As the bottom line asks it.
  var sentence: String {
    switch self {
    case .reset(let cellID): "Forget the answer and the results of \(cellID)? y/n "
    case .resetLesson: "Forget all answers and results of this lesson? y/n "
    case .restore(let cellID): "Put the starter of \(cellID) back? Your text stays beside it. y/n "
    case .solution(let cellID): "Show the solution of \(cellID) now? y/n "
    case .consent: "Let code of this lesson run? y/n "
    }
  }
}

extension Tutor {
  mutating func answer(_ question: Question, _ key: Key) -> [Effect] {
    overlay = nil
    guard key == .character("y") || key == .character("Y") else {
      switch question {
      case .consent: notice = "Nothing was run."
      case .solution: notice = ""
      case .reset, .resetLesson, .restore: notice = "Nothing was changed."
      }
      return []
    }
    switch question {
    case .reset(let cellID): return reset(cellID)
    case .resetLesson: return resetLesson()
    case .restore(let cellID): return restore(cellID)
    case .solution(let cellID):
      showSolution(cellID)
      return []
    case .consent(let cellID, _):
      guard let code = reading?.bound.codes[cellID] else { return [] }
      return [.agree(code)] + checkCode(cellID)
    }
  }

  /// Shows the solution; asks first while the cell has neither passed nor been tried often enough.
  mutating func askForSolution() {
    guard let reading, let focus = reading.focus else { return }
    let record = progress.lessons[reading.id]?.cells[focus]
    if reading.states[focus]?.isDone == true || record?.opensSolution == true {
      showSolution(focus)
    } else {
      overlay = .question(.solution(cellID: focus))
    }
  }

  /// How often the cell has been tried, and what opens the solution without a question.
  func solutionRemark(_ cellID: String) -> String {
    let attempts = reading.flatMap { progress.lessons[$0.id]?.cells[cellID]?.attempts } ?? 0
    let left = Progress.CellRecord.attemptsBeforeSolution - attempts
    return "opens by itself after \(left) more \(left == 1 ? "attempt" : "attempts")"
  }

  private mutating func showSolution(_ cellID: String) {
    lengthen(cellID) { $0.showsSolution = true }
  }

  private mutating func reset(_ cellID: String) -> [Effect] {
    guard let reading, let cell = reading.cell(cellID) else { return [] }
    let effects = activeRun?.cellID == cellID ? stopRun() : []
    let fresh = CellState(cell, reading.bound.cells[cellID], nil)
    change(cellID) { $0 = fresh }
    if !isInPlayground { progress.lessons[reading.id]?.cells[cellID] = nil }
    notice = "\(cellID) is as at first."
    return effects + save()
  }

  private mutating func resetLesson() -> [Effect] {
    guard let reading else { return [] }
    let effects = stopRun()
    for cell in reading.bound.lesson.cells where cell.isInteractive {
      let fresh = CellState(cell, reading.bound.cells[cell.id], nil)
      change(cell.id) { $0 = fresh }
    }
    progress.lessons[reading.id]?.cells = [:]
    notice = "The lesson is as at first; code that you wrote stays."
    return effects + save()
  }

  private mutating func restore(_ cellID: String) -> [Effect] {
    guard let code = reading?.bound.codes[cellID], let reading, let cell = reading.cell(cellID)
    else { return [] }
    let effects = activeRun?.cellID == cellID ? stopRun() : []
    var fresh = CellState(cell, nil, nil)
    fresh.wasDone = reading.states[cellID]?.isDone ?? false
    change(cellID) { $0 = fresh }
    return effects + [.restore(code)]
  }
}
