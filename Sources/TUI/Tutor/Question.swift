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
  /// Whether to see the solution before an attempt was made.
  case solution(cellID: String)
  /// Whether code may run, and why that is asked.
  case consent(cellID: String, reason: String)

  /// As the bottom line asks it.
  var sentence: String {
    switch self {
    case .reset(let cellID): "Forget the answer and the results of \(cellID)? y/n "
    case .resetLesson: "Forget all answers and results of this lesson? y/n "
    case .restore(let cellID): "Put the starter of \(cellID) back? Your text stays beside it. y/n "
    case .solution: "Show the solution before you have tried? y/n "
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

  /// Shows the solution, after a question when nothing was tried yet.
  mutating func askForSolution() {
    guard let reading, let focus = reading.focus else { return }
    let attempts = progress.lessons[reading.id]?.cells[focus]?.attempts ?? 0
    if attempts == 0, reading.states[focus]?.outcome == nil {
      overlay = .question(.solution(cellID: focus))
    } else {
      showSolution(focus)
    }
  }

  private mutating func showSolution(_ cellID: String) {
    change(cellID) { $0.showsSolution = true }
    reveal(cellID)
  }

  private mutating func reset(_ cellID: String) -> [Effect] {
    guard let reading, let cell = reading.cell(cellID) else { return [] }
    let effects = activeRun?.cellID == cellID ? stopRun() : []
    let fresh = CellState(cell, reading.bound.cells[cellID], nil)
    change(cellID) { $0 = fresh }
    progress.lessons[reading.id]?.cells[cellID] = nil
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
