import Foundation
import Lessons
import Notebook
import Screen

/// What other programs show on this terminal: a pager, and an editor for the lesson itself.
extension Tutor {
  /// The file of the open lesson; nil when it was never one.
  var lessonFile: URL? {
    guard let lesson = reading?.bound.lesson, let folder = lesson.folder else { return nil }
    return URL(fileURLWithPath: folder, isDirectory: true).appending(path: lesson.file)
  }

  /// The block that is read: that of the focus where the reader has put it, else the one on top.
  private var blockInHand: Int? {
    guard let reading else { return nil }
    if let place = reading.focusedLink { return place.block }
    if reading.isFocusHeld, let focus = reading.focus {
      return reading.document.blocks.firstIndex { $0.cellID == focus }
    }
    return reading.document.block(at: reading.top)
  }

  mutating func editSource() -> [Effect] {
    guard let file = lessonFile, let reading else { return [] }
    let line = blockInHand.map { reading.document.blocks[$0].sourceLine } ?? 1
    return [.source(file, line: max(1, line))]
  }

  /// What the cell in focus yielded with all its values, or the lesson where it yielded nothing.
  mutating func openPager() -> [Effect] {
    guard let reading else { return [] }
    if let focus = reading.focus, let outcome = reading.states[focus]?.outcome {
      return [.page(name: "\(reading.id)-\(focus)", text: text(of: focus, outcome), line: 1)]
    }
    let document = Document(reading.bound, states: reading.states, context: pageContext)
    let start = blockInHand.flatMap { document.starts.indices.contains($0) ? $0 : nil }
    let text = document.lines.map { $0.text + "\n" }.joined()
    return [.page(name: reading.id, text: text, line: (start.map { document.starts[$0] } ?? 0) + 1)]
  }

  private var pageContext: LayoutContext {
    var context = LayoutContext(
      width: size.columns, capabilities: capabilities, figureRows: max(6, size.rows - 4),
      isInteractive: false)
    context.capabilities.colors = .none
    context.theme = Theme(.none)
    return context
  }

  /// The cell as it stands, then its tables whole, and what a program printed.
  private func text(of cellID: String, _ outcome: CellOutcome) -> String {
    guard let reading, let state = reading.states[cellID] else { return "" }
    let lines = Document.lines(of: cellID, in: reading.bound, state: state, context: pageContext)
    var parts = [lines.map { $0.text + "\n" }.joined()]
    for name in outcome.results.tables.keys.sorted() {
      guard let table = outcome.results.tables[name], !table.rows.isEmpty else { continue }
      parts.append("Table \(name)\n\n" + table.text)
    }
    if let printed = outcome.code?.printed, !printed.isEmpty {
      parts.append("It printed:\n\n" + printed + (printed.hasSuffix("\n") ? "" : "\n"))
    }
    return parts.joined(separator: "\n")
  }
}
