import Lessons
import Screen

extension Document {
  /// A link that can be followed: where it leads, and the places of its text.
  public struct Link: Hashable, Sendable {
    /// Text on one row of the document.
    public struct Piece: Hashable, Sendable {
      public var row: Int
      public var columns: Range<Int>
    }

    public var destination: String
    public var pieces: [Piece]

    public var rows: ClosedRange<Int> {
      (pieces.first?.row ?? 0)...max(pieces.first?.row ?? 0, pieces.last?.row ?? 0)
    }
  }

  /// The links of a block, from top to bottom, where they stand now.
  public func links(ofBlock index: Int) -> [Link] {
    guard blocks.indices.contains(index), !destinations.isEmpty else { return [] }
    var links: [(number: UInt16, link: Link)] = []
    for (offset, line) in blocks[index].lines.enumerated() {
      var column = 0
      let row = starts[index] + offset
      for span in line.spans {
        let end = column + TextWidth.columns(of: span.text)
        defer { column = end }
        let number = span.style.link
        guard number > 0, Int(number) <= destinations.count, end > column else { continue }
        // A link goes on in the next span, and on the next row when its line was broken.
        if let place = links.lastIndex(where: { $0.number == number }),
          let last = links[place].link.pieces.last
        {
          if last.row == row, last.columns.upperBound == column {
            links[place].link.pieces[links[place].link.pieces.count - 1].columns =
              last.columns.lowerBound..<end
            continue
          }
          if last.row == row - 1 {
            links[place].link.pieces.append(Link.Piece(row: row, columns: column..<end))
            continue
          }
        }
        links.append(
          (
            number,
            Link(
              destination: destinations[Int(number) - 1],
              pieces: [Link.Piece(row: row, columns: column..<end)])
          ))
      }
    }
    return links.map(\.link)
  }

  /// The destinations that lead outside, in their places; empty texts for the others.
  public var addresses: [String] {
    let all = destinations.map { destination in
      if case .address(let address) = LinkTarget(destination) { address } else { "" }
    }
    return all.allSatisfy(\.isEmpty) ? [] : all
  }

  /// The row of a heading or a cell by the name that links use; the first row for an empty name.
  public func row(ofAnchor name: String) -> Int? {
    if name.isEmpty { return 0 }
    if let index = blocks.firstIndex(where: { $0.cellID == name || $0.anchor == name }) {
      let isSpaced = blocks[index].lines.first?.spans.isEmpty == true
      return starts[index] + (isSpaced ? 1 : 0)
    }
    return nil
  }
}
