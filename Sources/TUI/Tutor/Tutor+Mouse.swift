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
      let key: Key = isUp ? .up : .down
      if let effects = pressInHelp(key) ?? pressInOverlay(key) { return effects }
      if overlay != nil {
        return action(for: Chord(key)).map { perform($0.id, Chord(key)) } ?? []
      }
      if reading == nil { return perform(isUp ? .up : .down) }
      scroll(isUp ? -Self.wheelRows : Self.wheelRows)
      return []
    case .click(let place):
      if place.row == size.rows - 1, let id = footerAction(at: place.column) { return perform(id) }
      if help == nil, let effects = clickContents(place) { return effects }
      guard overlay == nil, help == nil else { return [] }
      return reading == nil ? clickList(place) : clickLesson(place)
    }
  }

  /// The first click chooses a lesson, the second opens it.
  private mutating func clickList(_ place: Point) -> [Effect] {
    guard let index = entry(at: place) else { return [] }
    let wasChosen = index == selection
    selection = index
    return wasChosen ? perform(.open) : []
  }

  /// A click goes to a section of the contents, or to a cell; another one acts on the cell.
  private mutating func clickLesson(_ place: Point) -> [Effect] {
    guard let reading, place.row >= layout.bodyTop, place.row < layout.bodyTop + layout.bodyRows
    else { return [] }
    if place.column < layout.sidebarColumns {
      guard let index = section(atSideRow: place.row) else { return [] }
      remember()
      goToSection(index)
      return []
    }
    let row = reading.top + place.row - layout.bodyTop
    if let link = reading.link(row: row, column: place.column - layout.textColumn) {
      return follow(link.destination)
    }
    guard let block = reading.document.block(at: row),
      let id = reading.document.blocks[block].cellID
    else { return [] }
    // Only the edge of a cell acts: a click on its text must not run it by accident.
    let isEdge = row == reading.document.starts[block]
    if let number = choice(of: id, row: row) {
      self.reading?.stop = .cell(id)
      return choose(number)
    }
    if reading.focus == id { return isEdge ? act() : [] }
    self.reading?.stop = .cell(id)
    settle()
    return []
  }

  /// The answer of a quiz that is written on a row of the document, counted from 1.
  private func choice(of cellID: String, row: Int) -> Int? {
    guard let reading, case .quiz(let spec)? = reading.cell(cellID)?.kind else { return nil }
    // An answer begins with its number; the rows below belong to it.
    let rows = reading.rows(ofCell: cellID) ?? 0..<0
    guard rows.contains(row) else { return nil }
    for row in (rows.lowerBound...row).reversed() {
      let text = reading.document.line(at: row).text.drop { !$0.isNumber && $0 != "(" && $0 != "[" }
      let number = text.prefix { $0.isNumber }
      let rest = text.dropFirst(number.count)
      if let number = Int(number), spec.choices.indices.contains(number - 1),
        rest.hasPrefix(" (") || rest.hasPrefix(" [")
      {
        return number
      }
      if text.isEmpty { return nil }
    }
    return nil
  }

  /// A click on a section in the box of contents goes there; outside of it the box closes.
  private mutating func clickContents(_ place: Point) -> [Effect]? {
    guard case .contents(let filter, let selection) = overlay else { return nil }
    overlay = nil
    guard let index = section(inContentsAt: place, filter, selection) else { return [] }
    remember()
    goToSection(index)
    return []
  }
}
