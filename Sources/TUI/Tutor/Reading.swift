import Lessons
import Notebook
import Screen

/// A lesson being read: where the reader is and how far its cells have come.
struct Reading {
  let id: String
  let bound: BoundLesson
  var states: [String: CellState]
  private(set) var document: Document
  /// The row of the document on top of the screen.
  var top = 0
  /// The cell that keys act on.
  var focus: String? {
    didSet { isFocusHeld = true }
  }
  /// Whether the reader has put the focus there; otherwise it is on the first cell in sight.
  private(set) var isFocusHeld = false
  /// The link that has the focus instead of a cell.
  var focusedLink: LinkPlace?
  /// What shall stand on top although it cannot just now: after several sizes, or while results are
  /// still to come; and the row that is on top instead, nil before that is known.
  private var pinned: (anchor: Anchor, top: Int?)?
  /// What the reader has put the focus on, and what shall stay in sight in another size.
  private var stopToKeep: Stop?

  init(id: String, bound: BoundLesson, record: Progress.LessonRecord?, context: LayoutContext) {
    self.id = id
    self.bound = bound
    states = [:]
    for cell in bound.lesson.cells where cell.isInteractive {
      states[cell.id] = CellState(cell, bound.cells[cell.id], record?.cells[cell.id])
    }
    document = Document(bound, states: states, context: context)
  }

  var sections: [Section] { bound.lesson.sections }

  /// The ids of the cells to work with, in order.
  var cellIDs: [String] { document.blocks.compactMap(\.cellID) }

  /// Those that the lesson asks for: all but the optional ones, and those that could not be read.
  var countedIDs: [String] { bound.countedCellIDs }

  func cell(_ id: String) -> Cell? { bound.lesson.cells.first { $0.id == id } }

  var focusedCell: Cell? { focus.flatMap(cell) }

  /// The section that a reader of a screen of so many rows is in.
  ///
  /// The one that stands on top; at the end of the lesson, where headings no longer reach the top,
  /// that of the cell in focus.
  func section(rows: Int) -> Int {
    if top > 0, top >= lastTop(rows: rows) {
      if let focus, let block = document.blocks.first(where: { $0.cellID == focus }) {
        return block.section
      }
      return document.block(at: top + rows / 2).map { document.blocks[$0].section } ?? 0
    }
    return document.block(at: min(top + 1, max(0, document.rowCount - 1)))
      .map { document.blocks[$0].section } ?? 0
  }

  /// How far the lesson can be scrolled.
  private func lastTop(rows: Int) -> Int { max(0, document.rowCount - max(1, rows) + 1) }

  /// The nearest section whose heading stands below (step 1) or above (step -1) the top.
  func section(after step: Int) -> Int? {
    let starts = sections.indices.map { start(ofSection: $0) ?? 0 }
    return step > 0
      ? starts.firstIndex { $0 > top } : starts.lastIndex { $0 < top }
  }

  /// The row of a section's heading.
  func start(ofSection index: Int) -> Int? {
    document.blocks.firstIndex { $0.section == index }.map { place in
      let isSpaced = document.blocks[place].lines.first?.spans.isEmpty == true
      return document.starts[place] + (isSpaced ? 1 : 0)
    }
  }

  func rows(ofCell id: String) -> Range<Int>? {
    document.blocks.firstIndex { $0.cellID == id }.map { index in
      // Without the empty line at the end.
      let count = max(1, document.blocks[index].lines.count - 1)
      return document.starts[index]..<document.starts[index] + count
    }
  }

  mutating func change(_ cellID: String, _ change: (inout CellState) -> Void) {
    guard var state = states[cellID] else { return }
    change(&state)
    states[cellID] = state
    let (anchor, isPinned) = (place, isPinned)
    document.update(cellID, state)
    // What grows above the top must not push the text away; what grows on top may grow downwards.
    guard let anchor else { return }
    if isPinned {
      pin(to: anchor)
    } else if document.blocks[anchor.block].cellID != cellID {
      restore(anchor)
    }
  }

  /// Where the top is, in terms that survive another layout.
  struct Anchor: Hashable {
    var block: Int
    var offset: Int
    var height: Int
  }

  private var isPinned: Bool { pinned.map { $0.top == top } ?? false }

  /// What stands on top, or shall stand there.
  var place: Anchor? {
    if isPinned, let pinned { return pinned.anchor }
    return document.block(at: top).map {
      Anchor(
        block: $0, offset: top - document.starts[$0],
        height: max(1, document.blocks[$0].lines.count))
    }
  }

  /// Puts a place on top, as soon as there is enough below it.
  mutating func pin(to place: Anchor) {
    restore(place)
    pinned = (place, nil)
  }

  private mutating func restore(_ place: Anchor) {
    guard place.block < document.blocks.count else { return }
    let height = document.blocks[place.block].lines.count
    top = document.starts[place.block] + min(height - 1, place.offset * height / place.height)
  }

  mutating func layOut(_ context: LayoutContext) {
    // A window that is dragged has many sizes: rounding at each would carry the text away.
    let anchor = place
    stopToKeep = isFocusHeld || focusedLink != nil ? stop : nil
    document = Document(bound, states: states, context: context)
    if let anchor { pin(to: anchor) }
  }

  /// Keeps the top within the document, and the focus on a cell that can be seen.
  mutating func settle(rows: Int) {
    top = max(0, min(top, lastTop(rows: rows)))
    if let stop = stopToKeep {
      stopToKeep = nil
      if self.rows(of: stop)?.overlaps(top..<top + max(1, rows)) == false {
        reveal(stop, rows: max(1, rows))
        top = max(0, min(top, lastTop(rows: rows)))
      }
    }
    if let pinned, pinned.top == nil { self.pinned = (pinned.anchor, top) }
    let seen = top..<top + max(1, rows)
    if let place = focusedLink {
      if self.rows(of: .link(place))?.overlaps(seen) == true { return }
      focusedLink = nil
    }
    if let focus, let place = self.rows(ofCell: focus), place.overlaps(seen) { return }
    focus =
      cellIDs.first { self.rows(ofCell: $0).map { seen.contains($0.lowerBound) } ?? false }
      ?? cellIDs.first { self.rows(ofCell: $0)?.overlaps(seen) ?? false }
    isFocusHeld = false
  }

  /// The cell in focus is the one that is meant.
  mutating func holdFocus() { isFocusHeld = true }

  /// The cell in focus just happens to be in sight.
  mutating func leaveFocus() { isFocusHeld = false }

  /// Scrolls as little as needed to show a cell.
  mutating func reveal(_ cellID: String, rows: Int) {
    guard let place = self.rows(ofCell: cellID) else { return }
    if place.count >= rows || place.lowerBound < top {
      top = max(0, place.lowerBound - (place.count < rows ? 1 : 0))
    } else if place.upperBound > top + rows {
      top = place.upperBound - rows + (place.count < rows ? 1 : 0)
    }
  }

  /// Scrolls as little as needed to show the last rows of a cell, from their first one on when there
  /// is no room for all.
  mutating func reveal(last count: Int, of cellID: String, rows: Int) {
    guard let place = self.rows(ofCell: cellID) else { return }
    let start = max(place.lowerBound, place.upperBound - count)
    top = max(top, place.upperBound - rows)
    top = min(top, start)
  }
}

extension BoundLesson {
  /// The cells that a learner can do, in order.
  var doableCellIDs: [String] {
    lesson.cells.filter {
      $0.isInteractive && (!$0.isBound || cells[$0.id] != nil || codes[$0.id] != nil)
    }.map(\.id)
  }

  /// Those of them that the lesson is not done without.
  var countedCellIDs: [String] {
    let optional = lesson.optionalCellIDs
    return doableCellIDs.filter { !optional.contains($0) }
  }
}
