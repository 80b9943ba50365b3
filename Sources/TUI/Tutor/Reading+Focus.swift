import Notebook

/// What keys can act on: a cell, or a link.
enum Stop: Hashable {
  case cell(String)
  case link(LinkPlace)
}

/// A link by its block and its place in it: both stay what they are after another layout.
struct LinkPlace: Hashable {
  var block: Int
  var index: Int
}

extension Reading {
  func link(at place: LinkPlace) -> Document.Link? {
    let links = document.links(ofBlock: place.block)
    return links.indices.contains(place.index) ? links[place.index] : nil
  }

  /// The link whose text stands at a place of the document.
  func link(row: Int, column: Int) -> Document.Link? {
    guard let block = document.block(at: row) else { return nil }
    return document.links(ofBlock: block).first { link in
      link.pieces.contains { $0.row == row && $0.columns.contains(column) }
    }
  }

  /// Every cell and every link, from top to bottom; links within a cell follow it.
  var stops: [Stop] {
    document.blocks.indices.flatMap { block -> [Stop] in
      let cell = document.blocks[block].cellID.map { [Stop.cell($0)] } ?? []
      let links = document.links(ofBlock: block).indices.map {
        Stop.link(LinkPlace(block: block, index: $0))
      }
      return cell + links
    }
  }

  /// What has the focus.
  var stop: Stop? {
    get { focusedLink.map(Stop.link) ?? focus.map(Stop.cell) }
    set {
      focusedLink = nil
      focus = nil
      switch newValue {
      case .cell(let id): focus = id
      case .link(let place): focusedLink = place
      case nil: break
      }
    }
  }

  /// The stop that Tab reaches next (step 1) or goes back to (step -1), counted among ``stops``.
  ///
  /// A focus that merely is on the first cell in sight does not hide the links above that cell.
  func place(ofStopAfter step: Int, among stops: [Stop]) -> Int {
    let current = stop.flatMap { stops.firstIndex(of: $0) }
    if let current, isFocusHeld || focusedLink != nil || step < 0 { return current + step }
    let below = stops.firstIndex { (rows(of: $0)?.lowerBound ?? 0) >= top } ?? stops.count
    guard step > 0 else { return below - 1 }
    return below == current ? below + 1 : below
  }

  /// Puts the focus on what stands at a place of the document: a link, a cell, or else the first cell
  /// below.
  mutating func focus(row: Int, column: Int) {
    if let place = stops.first(where: { stop in
      guard case .link(let place) = stop, let link = link(at: place) else { return false }
      return link.pieces.contains { $0.row == row && $0.columns.contains(column) }
    }) {
      stop = place
    } else if let block = document.block(at: row), let id = document.blocks[block].cellID {
      stop = .cell(id)
    } else {
      stop = cellIDs.first { (rows(ofCell: $0)?.lowerBound ?? 0) >= row }.map { .cell($0) }
      leaveFocus()
    }
  }

  func rows(of stop: Stop) -> Range<Int>? {
    switch stop {
    case .cell(let id): rows(ofCell: id)
    case .link(let place): link(at: place).map { $0.rows.lowerBound..<$0.rows.upperBound + 1 }
    }
  }

  /// Scrolls as little as needed to show it.
  mutating func reveal(_ stop: Stop, rows: Int) {
    switch stop {
    case .cell(let id): reveal(id, rows: rows)
    case .link:
      guard let place = self.rows(of: stop) else { return }
      if place.lowerBound < top + 1 {
        top = max(0, place.lowerBound - 1)
      } else if place.upperBound > top + rows - 1 {
        top = place.upperBound - rows + 1
      }
    }
  }
}
