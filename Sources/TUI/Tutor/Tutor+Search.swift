import Notebook
import Screen

/// A place where the text that was searched for stands; broken lines make several pieces.
struct Hit: Hashable {
  struct Piece: Hashable {
    /// Of the document.
    var row: Int
    var columns: Range<Int>
  }

  var pieces: [Piece]

  var row: Int { pieces.first?.row ?? 0 }
}

/// What is searched for, and where it stands.
struct Search: Hashable {
  var text = ""
  var hits: [Hit] = []
  /// The hit that `n` and `N` count from.
  var current = 0
  /// The row that was on top before.
  var origin = 0
  /// Whether the last key went to the current hit.
  var isAtHit = false
}

extension Document {
  /// Every place of a text, whatever its case; line breaks within a block count as spaces.
  func hits(for text: String) -> [Hit] {
    let wanted = Array(text.lowercased())
    guard !wanted.isEmpty else { return [] }
    var hits: [Hit] = []
    for (block, start) in zip(blocks, starts) {
      var characters: [(character: Character, row: Int, column: Int)] = []
      for (offset, line) in block.lines.enumerated() {
        if let last = characters.last, last.character != " " {
          characters.append((" ", last.row, last.column + 1))
        }
        var column = 0
        for character in line.spans.lazy.flatMap(\.text) {
          defer { column += TextWidth.columns(of: character) }
          if character == " ", characters.last?.character == " " { continue }
          let lower = character.lowercased().first ?? character
          characters.append((lower, start + offset, column))
        }
      }
      guard characters.count >= wanted.count else { continue }
      var place = 0
      while place + wanted.count <= characters.count {
        let found = characters[place..<place + wanted.count]
        guard found.elementsEqual(wanted, by: { $0.character == $1 }) else {
          place += 1
          continue
        }
        hits.append(Hit(found))
        place += wanted.count
      }
    }
    return hits
  }
}

extension Hit {
  fileprivate init(
    _ characters: some Sequence<(character: Character, row: Int, column: Int)>
  ) {
    pieces = []
    for (character, row, column) in characters {
      let end = column + max(1, TextWidth.columns(of: character))
      if let last = pieces.last, last.row == row {
        pieces[pieces.count - 1].columns = last.columns.lowerBound..<max(end, column + 1)
      } else {
        pieces.append(Piece(row: row, columns: column..<end))
      }
    }
  }
}

extension Tutor {
  mutating func beginSearch() {
    search = Search(origin: reading?.top ?? 0)
    overlay = .search
  }

  mutating func pressInSearch(_ key: Key) {
    switch key {
    case .enter:
      overlay = nil
      if search.hits.isEmpty {
        notice = search.text.isEmpty ? "" : "'\(search.text)' does not stand in this lesson."
      } else {
        remember(top: search.origin)
        arriveAtHit()
      }
    case .escape:
      reading?.top = search.origin
      search = Search()
      overlay = nil
      settle()
    case .backspace where search.text.isEmpty:
      overlay = nil
    case .backspace:
      search.text.removeLast()
      look()
    case .character(let character) where search.text.count < 60:
      search.text.append(character)
      look()
    default: break
    }
  }

  /// Finds the text anew and goes to the first place from where the search began.
  mutating func showFirstHit() {
    look()
    if !search.hits.isEmpty { arriveAtHit() }
  }

  /// Finds the text anew and shows the first place from where the search began.
  private mutating func look() {
    refreshHits()
    search.current = search.hits.firstIndex { $0.row >= search.origin } ?? 0
    if search.hits.isEmpty {
      reading?.top = search.origin
      settle()
    } else {
      showHit()
    }
  }

  /// After another layout the places are others.
  mutating func refreshHits() {
    guard !search.text.isEmpty, let reading else { return }
    search.hits = reading.document.hits(for: search.text)
    search.current = min(search.current, max(0, search.hits.count - 1))
  }

  mutating func nextHit(_ step: Int) {
    guard !search.hits.isEmpty else { return }
    let next = search.current + step
    search.current = (next + search.hits.count) % search.hits.count
    showHit()
    arriveAtHit()
    if next < 0 { notice += "; from the end again" }
    if next >= search.hits.count { notice += "; from the beginning again" }
  }

  /// Puts focus and cursor on the current hit, and says which it is.
  private mutating func arriveAtHit() {
    guard let piece = search.hits[search.current].pieces.first else { return }
    reading?.focus(row: piece.row, column: piece.columns.lowerBound)
    settle()
    search.isAtHit = true
    notice = "'\(search.text)' \(search.current + 1) of \(search.hits.count)"
  }

  private mutating func showHit() {
    guard let reading, search.hits.indices.contains(search.current) else { return }
    let row = search.hits[search.current].row
    let rows = layout.bodyRows
    if row < reading.top + 1 || row >= reading.top + rows - 1 {
      self.reading?.top = max(0, row - rows / 3)
    }
    settle()
  }

  /// Where the current hit stands on the screen.
  var hitCursor: Point? {
    guard let reading, search.hits.indices.contains(search.current),
      let piece = search.hits[search.current].pieces.first
    else { return nil }
    let row = piece.row - reading.top
    guard row >= 0, row < layout.bodyRows else { return nil }
    return Point(
      column: min(size.columns - 1, layout.textColumn + piece.columns.lowerBound),
      row: layout.bodyTop + row)
  }

  /// Marks what was found; the current place stands out by being underlined too.
  func drawHits(_ grid: inout Grid) {
    guard let reading else { return }
    for (index, hit) in search.hits.enumerated() {
      for piece in hit.pieces {
        let row = piece.row - reading.top
        guard row >= 0, row < layout.bodyRows else { continue }
        for column in piece.columns {
          let place = (column: layout.textColumn + column, row: layout.bodyTop + row)
          var glyph = grid[place.column, place.row]
          glyph.style.attributes.insert(.reverse)
          if index == search.current { glyph.style.attributes.formUnion([.bold, .underline]) }
          grid[place.column, place.row] = glyph
        }
      }
    }
  }
}
