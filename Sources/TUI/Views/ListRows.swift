import Notebook
import Screen

/// The rows of a box in which one types, and chooses from a list below.
///
/// What is typed stands on the first row. A row stays free below it and a hint stands on the last
/// one, unless that would leave no room for the list.
struct ListRows {
  /// The row of the screen on which the list begins.
  let top: Int
  /// How many rows the list has.
  let count: Int
  /// The row of the hint.
  let hint: Int?

  /// The rows of a list of that many in a box.
  init(_ inside: Rect, listing wanted: Int) {
    let isRoomy = inside.rows - 3 >= min(wanted, 2)
    top = inside.row + (isRoomy ? 2 : 1)
    count = max(0, inside.rows - (isRoomy ? 3 : 1))
    hint = isRoomy && inside.rows > 2 ? inside.row + inside.rows - 1 : nil
  }

  /// The first of all that is shown, so that the chosen one is among them.
  func first(of all: Int, chosen: Int, each: Int = 1) -> Int {
    let room = count / each
    return max(0, min(chosen - room / 2, all - room))
  }
}

extension Tutor {
  /// A hint inside of a box, cut to its width.
  func drawHint(_ grid: inout Grid, _ words: String, _ inside: Rect, row: Int?) {
    guard let row else { return }
    let line = TextFlow.truncate(
      Line(words, theme.muted), to: inside.columns, ellipsis: marks.ellipsis)
    grid.write(line, column: inside.column, row: row)
  }
}
