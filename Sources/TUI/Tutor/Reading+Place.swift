import Notebook

/// The reader's place as it is kept from one start to the next.
///
/// Counted in rows of text below the heading of the section, a cell being one row: what cells show
/// is not there at the next start.
extension Reading {
  func textRow(inSection index: Int) -> Int {
    guard let here = place, document.blocks.indices.contains(here.block),
      let heading = start(ofSection: index)
    else { return 0 }
    let offset = document.blocks[here.block].cellID == nil ? here.offset : 0
    return textRows[here.block] + offset - textRow(of: heading)
  }

  mutating func goTo(textRow row: Int, inSection index: Int) {
    guard let heading = start(ofSection: index) else { return }
    let rows = textRows
    let wanted = max(0, row + textRow(of: heading))
    guard let block = rows.lastIndex(where: { $0 <= wanted }) else { return }
    let isCell = document.blocks[block].cellID != nil
    pin(
      to: Anchor(
        block: block, offset: isCell ? 0 : wanted - rows[block],
        height: max(1, document.blocks[block].lines.count)))
  }

  /// The rows of text before each block.
  private var textRows: [Int] {
    var rows: [Int] = []
    var count = 0
    for block in document.blocks {
      rows.append(count)
      count += block.cellID == nil ? block.lines.count : 1
    }
    return rows
  }

  /// The rows of text before a row that stands in no cell.
  private func textRow(of row: Int) -> Int {
    guard let block = document.block(at: row) else { return 0 }
    return textRows[block] + row - document.starts[block]
  }
}
