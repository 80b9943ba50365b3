import Testing

@testable import Screen

@Suite struct GridTests {
  /// Every wide character is followed by its continuation, and none stands elsewhere.
  private func isConsistent(_ grid: Grid) -> Bool {
    (0..<grid.size.rows).allSatisfy { row in
      var expectsContinuation = false
      for glyph in grid.row(row) {
        if glyph.isContinuation != expectsContinuation { return false }
        expectsContinuation = TextWidth.columns(of: glyph.character) == 2
      }
      return !expectsContinuation
    }
  }

  @Test func `overwriting half of a wide character blanks the other half`() {
    var grid = Grid(Size(columns: 6, rows: 1))
    grid.write("漢字", column: 1, row: 0)
    grid.write("x", column: 2, row: 0)
    #expect(grid.text == "  x字")
    grid.write("y", column: 3, row: 0)
    #expect(grid.text == "  xy")
    #expect(isConsistent(grid))
  }

  @Test func `a wide character at the edge becomes a blank`() {
    var grid = Grid(Size(columns: 3, rows: 1))
    grid.write("ab漢", column: 0, row: 0)
    #expect(grid.text == "ab")
    #expect(isConsistent(grid))
  }

  @Test func `controls never pass`() {
    var grid = Grid(Size(columns: 12, rows: 1))
    grid.write("a\u{1B}[2Jb\u{7}\u{202E}c\u{9B}d", column: 0, row: 0)
    grid[11, 0] = Glyph("\u{1B}")
    #expect(grid.text == "a[2Jbcd")
    #expect(grid.ansi(.direct) == "a[2Jbcd")
  }

  @Test func `stays consistent under random writes`() {
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var grid = Grid(Size(columns: 9, rows: 3))
    let texts = ["漢", "a", "漢字漢", "é", "\u{0}", "abc"]
    for _ in 0..<2000 {
      grid.write(texts[next(texts.count)], column: next(14) - 3, row: next(5) - 1)
      if next(5) == 0 { grid.draw(grid, column: next(5) - 2, row: next(3) - 1) }
      if next(9) == 0 { grid[next(9), next(3)] = .continuation(.plain) }
      #expect(isConsistent(grid))
    }
  }

  @Test func `drawing outside is clipped`() {
    var grid = Grid(Size(columns: 3, rows: 2))
    grid.fill(Rect(column: -5, row: -5, columns: 100, rows: 6), with: Glyph("#"))
    grid.write("abc", column: -1, row: 1)
    grid.write("abc", column: 0, row: 7)
    #expect(grid.text == "###\nbc")
    #expect(Grid(Size(columns: -1, rows: -4)).text == "")
  }
}
