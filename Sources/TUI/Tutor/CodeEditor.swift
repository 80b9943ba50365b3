import Notebook

/// A small editor for code, for where no other is set.
struct CodeEditor: Hashable {
  var cellID: String
  private(set) var lines: [[Character]]
  private(set) var row = 0
  private(set) var column = 0
  private(set) var isChanged = false
  /// The first line and column that are seen.
  private(set) var top = 0
  private(set) var left = 0
  /// What the last check said of lines, from 0; nothing once lines have moved.
  private(set) var remarks: [Int: String] = [:]

  init(cellID: String, text: String) {
    self.cellID = cellID
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    if lines.isEmpty { lines = [[]] }
    if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
  }

  /// What is kept: it ends with a line end.
  var text: String { lines.map { String($0) }.joined(separator: "\n") + "\n" }

  /// Goes to the first place that the last check complained of.
  mutating func show(_ mistakes: [CodeReport.Mistake]) {
    for mistake in mistakes {
      let (row, column) = (mistake.line - 1, mistake.column - 1)
      // Of another text, or of its end.
      guard lines.indices.contains(row), String(lines[row]) == mistake.sourceLine else { continue }
      if remarks.isEmpty {
        self.row = row
        self.column = min(max(0, column), lines[row].count)
      }
      remarks[row] = remarks[row] ?? mistake.sentence
    }
  }

  mutating func press(_ key: Key, page: Int) {
    let count = lines.count
    defer { if lines.count != count { remarks = [:] } }
    switch key {
    case .character(let character): insert([character])
    case .tab: insert([" ", " "])
    case .enter: breakLine()
    case .backspace: eraseBefore()
    case .delete: eraseAfter()
    case .left: moveBack()
    case .right: moveOn()
    case .up: go(to: row - 1)
    case .down: go(to: row + 1)
    case .pageUp: go(to: row - page)
    case .pageDown: go(to: row + page)
    case .home: column = 0
    case .end: column = lines[row].count
    default: break
    }
  }

  /// Moves what is seen so that the cursor is in it.
  mutating func settle(rows: Int, columns: Int) {
    if row < top { top = row }
    if row >= top + rows { top = row - max(1, rows) + 1 }
    if column < left { left = column }
    if column >= left + columns { left = column - max(1, columns) + 1 }
  }

  private mutating func go(to wanted: Int) {
    row = min(max(0, wanted), lines.count - 1)
    column = min(column, lines[row].count)
  }

  /// Inserts text as it is, on several lines where it has some.
  mutating func paste(_ text: String) {
    let parts = text.replacing("\r\n", with: "\n").replacing("\t", with: "  ")
      .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" }
      .map { $0.filter(Tutor.isPrintable) }
    guard let first = parts.first, let last = parts.last else { return }
    let rest = Array(lines[row][column...])
    lines[row].removeSubrange(column...)
    lines[row] += Array(first)
    lines.insert(contentsOf: parts.dropFirst().map(Array.init), at: row + 1)
    row += parts.count - 1
    column = parts.count == 1 ? lines[row].count : last.count
    lines[row] += rest
    if parts.count > 1 { remarks = [:] }
    isChanged = true
  }

  private mutating func insert(_ characters: [Character]) {
    // An accent joins the letter before it.
    if column > 0, let mark = characters.first, characters.count == 1,
      let joined = Optional(String([lines[row][column - 1], mark])), joined.count == 1
    {
      lines[row][column - 1] = Character(joined)
      isChanged = true
      return
    }
    lines[row].insert(contentsOf: characters, at: column)
    column += characters.count
    isChanged = true
  }

  /// A new line begins where the last one did.
  private mutating func breakLine() {
    let indent = lines[row].prefix { $0 == " " }.prefix(column)
    let rest = Array(lines[row][column...])
    lines[row].removeSubrange(column...)
    lines.insert(Array(indent) + rest, at: row + 1)
    row += 1
    column = indent.count
    isChanged = true
  }

  private mutating func eraseBefore() {
    if column > 0 {
      column -= 1
      lines[row].remove(at: column)
      isChanged = true
    } else if row > 0 {
      moveBack()
      join()
    }
  }

  private mutating func eraseAfter() {
    if column < lines[row].count {
      lines[row].remove(at: column)
      isChanged = true
    } else {
      join()
    }
  }

  /// Appends the next line to this one.
  private mutating func join() {
    guard row + 1 < lines.count else { return }
    lines[row] += lines.remove(at: row + 1)
    isChanged = true
  }

  private mutating func moveBack() {
    if column > 0 {
      column -= 1
    } else if row > 0 {
      row -= 1
      column = lines[row].count
    }
  }

  private mutating func moveOn() {
    if column < lines[row].count {
      column += 1
    } else if row + 1 < lines.count {
      row += 1
      column = 0
    }
  }
}
