import Lessons
import Notebook
import Screen

extension Tutor {
  private static let wheelRows = 3

  mutating func hear(_ mouse: Mouse) -> [Effect] {
    notice = ""
    switch mouse {
    case .wheelUp, .wheelDown:
      let isUp = mouse == .wheelUp
      if overlay != nil { return pressInOverlay(isUp ? .up : .down) ?? [] }
      if reading == nil { return perform(isUp ? .up : .down, isUp ? .up : .down) }
      scroll(isUp ? -Self.wheelRows : Self.wheelRows)
      return []
    case .click(let place):
      guard overlay == nil else { return [] }
      return reading == nil ? clickList(place) : clickLesson(place)
    }
  }

  /// The first click chooses a lesson, the second opens it.
  private mutating func clickList(_ place: Point) -> [Effect] {
    guard let index = entry(at: place) else { return [] }
    let wasChosen = index == selection
    selection = index
    return wasChosen ? open(library.entries[index]) : []
  }

  /// A click goes to a section of the contents, or to a cell; another one acts on the cell.
  private mutating func clickLesson(_ place: Point) -> [Effect] {
    guard let reading, place.row >= layout.bodyTop, place.row < layout.bodyTop + layout.bodyRows
    else { return [] }
    if place.column < layout.sidebarColumns {
      let index = place.row - layout.bodyTop - 2 + firstSectionAtSide
      guard place.row >= layout.bodyTop + 2, reading.sections.indices.contains(index) else {
        return []
      }
      remember()
      goToSection(index)
      return []
    }
    let row = reading.top + place.row - layout.bodyTop
    guard let block = reading.document.block(at: row),
      let id = reading.document.blocks[block].cellID
    else { return [] }
    // Only the edge of a cell acts: a click on its text must not run it by accident.
    let isEdge = row == reading.document.starts[block]
    if reading.focus == id { return isEdge ? act() : [] }
    self.reading?.focus = id
    settle()
    return []
  }
}
