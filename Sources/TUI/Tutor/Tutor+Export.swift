import Notebook
import Plot
import Screen

/// A file that the learner asked for.
public struct ExportedFile: Hashable, Sendable {
  public var name: String
  public var content: String
}

extension Tutor {
  /// The cell in focus as text, its data as CSV and its figures as SVG.
  mutating func saveCell() -> [Effect] {
    guard let reading, let focus = reading.focus, let state = reading.states[focus] else {
      return []
    }
    let name = "\(reading.id)-\(focus)"
    let context = LayoutContext(width: 80, capabilities: Capabilities(colors: .none))
    let lines = Document.text(
      ofCells: [focus], in: reading.bound,
      outcomes: state.outcome.map { [focus: $0] } ?? [:], context)
    var files = [
      ExportedFile(name: "\(name).txt", content: lines.map { $0.text + "\n" }.joined())
    ]
    if let outcome = state.outcome {
      if !outcome.csv.isEmpty {
        files.append(ExportedFile(name: "\(name).csv", content: outcome.csv))
      }
      for (index, svg) in outcome.svgs().enumerated() {
        let number = index == 0 ? "" : "-\(index + 1)"
        files.append(ExportedFile(name: "\(name)\(number).svg", content: svg))
      }
    }
    return [.export(files)]
  }

  /// The numbers of the cell in focus to the clipboard, or its text when it has none.
  mutating func copyCell() -> [Effect] {
    if let link = address ?? linkInFocus?.destination {
      notice = "Sent \(link) to the clipboard (OSC 52)."
      return [.copy(link)]
    }
    guard let reading, let focus = reading.focus else { return [] }
    if let csv = reading.states[focus]?.outcome?.csv, !csv.isEmpty {
      notice = "Sent the data of \(focus) as CSV to the clipboard (OSC 52)."
      return [.copy(csv)]
    }
    let text = reading.document.blocks.first { $0.cellID == focus }?.lines.map(\.text) ?? []
    notice = "Sent the text of \(focus) to the clipboard (OSC 52)."
    return [.copy(text.joined(separator: "\n"))]
  }
}
