import Foundation
import Lessons
import Notebook
import Screen

/// A heading, a cell or a text of a lesson that is about to open.
struct Aim: Hashable {
  var lesson: String
  /// Empty for the beginning.
  var anchor = ""
  /// Text to look for from there; empty for none.
  var text = ""
}

extension Tutor {
  /// The link in focus.
  var linkInFocus: Document.Link? {
    guard let reading, let place = reading.focusedLink else { return nil }
    return reading.link(at: place)
  }

  mutating func followFocus() -> [Effect] {
    guard let link = linkInFocus else { return [] }
    return follow(link.destination)
  }

  /// Goes where a link leads: in the lesson, to another one, or shows the address.
  mutating func follow(_ destination: String) -> [Effect] {
    switch LinkTarget(destination) {
    case .address(let address):
      overlay = .address(address)
      return []
    case .anchor(let anchor):
      guard reading?.document.row(ofAnchor: anchor) != nil else {
        notice = "There is no heading or cell '\(anchor)' in this lesson."
        return []
      }
      remember()
      go(toAnchor: anchor)
      return []
    case .file(let name, let anchor):
      guard let reading, let folder = reading.bound.lesson.folder else {
        notice = "The lesson is no file, and nothing lies beside it."
        return []
      }
      let file = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent(name)
        .standardizedFileURL
      let isInside = file.path.hasPrefix(URL(fileURLWithPath: folder).standardizedFileURL.path)
      let entry = library.entries.first { $0.file.standardizedFileURL.path == file.path }
      guard entry != nil || isInside && file.pathExtension == "md" else {
        notice = "\(name) is no lesson; it lies in \(folder)"
        return []
      }
      let id = entry?.frontMatter.id ?? Library.id(of: file)
      if id == reading.id {
        remember()
        go(toAnchor: anchor)
        return []
      }
      remember()
      aim = Aim(lesson: id, anchor: anchor)
      return [.open(id: id, file: entry?.file ?? file)]
    }
  }

  private mutating func go(toAnchor anchor: String) {
    guard let row = reading?.document.row(ofAnchor: anchor) else {
      notice = "There is no heading or cell '\(anchor)' in this lesson."
      return
    }
    reading?.focusedLink = nil
    reading?.top = row
    if let id = reading?.cellIDs.first(where: { $0 == anchor }) {
      reading?.focus = id
      reveal(id)
    }
    settle()
  }

  /// Arrives at what a link or a search in all lessons meant.
  mutating func go(to aim: Aim) {
    go(toAnchor: aim.anchor)
    guard !aim.text.isEmpty else { return }
    search = Search(text: aim.text, origin: reading?.top ?? 0)
    showFirstHit()
  }

  /// Puts the focus on the next cell or link, or on the one before.
  mutating func moveFocus(_ step: Int) {
    guard let reading else { return }
    let stops = reading.stops
    guard !stops.isEmpty else {
      notice = "There is no cell and no link here."
      return
    }
    var wanted = reading.place(ofStopAfter: step, among: stops)
    if !stops.indices.contains(wanted) {
      notice = step > 0 ? "This was the last cell." : "This was the first cell."
      wanted = min(max(0, wanted), stops.count - 1)
    }
    self.reading?.stop = stops[wanted]
    let rows = layout.bodyRows
    self.reading?.reveal(stops[wanted], rows: rows)
    settle()
    if let link = linkInFocus, notice.isEmpty { notice = explain(link) }
  }

  private func explain(_ link: Document.Link) -> String {
    let key = keyName(.follow)
    switch LinkTarget(link.destination) {
    case .address(let address): return "\(key) shows the address: \(address)"
    case .anchor: return "\(key) goes there; \(keyName(.back)) comes back."
    case .file(let name, _): return "\(key) opens \(name); \(keyName(.back)) comes back."
    }
  }

  /// The address in a box, for terminals that do not open it themselves.
  func drawAddress(_ grid: inout Grid, _ address: String) {
    let width = min(76, grid.size.columns)
    let lines = TextFlow.wrap([Span(shown(address), theme.link)], width: max(8, width - 4))
    let words = "Outside this program: \(keyName(.copy)) copies it, \(keyName(.close)) closes."
    let remark = TextFlow.wrap([Span(words, theme.muted)], width: max(8, width - 4))
    let inside = drawBox(
      &grid, title: "Address", columns: width, rows: lines.count + remark.count + 3)
    for (offset, line) in (lines + [Line()] + remark).prefix(inside.rows).enumerated() {
      grid.write(line, column: inside.column, row: inside.row + offset)
    }
  }

  /// The link in focus stands out.
  func drawLinkFocus(_ grid: inout Grid) {
    guard let reading, let link = linkInFocus else { return }
    for piece in link.pieces {
      let row = piece.row - reading.top
      guard row >= 0, row < layout.bodyRows else { continue }
      for column in piece.columns {
        let place = (column: layout.textColumn + column, row: layout.bodyTop + row)
        var glyph = grid[place.column, place.row]
        glyph.style.attributes.formUnion([.reverse, .bold])
        grid[place.column, place.row] = glyph
      }
    }
  }
}
