import Testing

@testable import Screen

@Suite struct ANSITests {
  private let red = Style(foreground: .rgb(red: 255, green: 0, blue: 0))

  @Test func `runs are merged and rows reset`() {
    var grid = Grid(Size(columns: 8, rows: 2))
    grid.write("ab cd", column: 0, row: 0, style: red)
    #expect(grid.ansi(.direct) == "\u{1B}[38;2;255;0;0mab cd\u{1B}[0m\n")
    #expect(grid.ansi(.indexed256) == "\u{1B}[38;5;196mab cd\u{1B}[0m\n")
    #expect(grid.ansi(.ansi8) == "\u{1B}[31mab cd\u{1B}[0m\n")
    #expect(grid.ansi(.none) == "ab cd\n")
  }

  @Test func `without colour bold stays and grey goes`() {
    var grid = Grid(Size(columns: 4, rows: 1))
    grid.write("a", column: 0, row: 0, style: Style(attributes: .dim))
    grid.write("b", column: 1, row: 0, style: Style(foreground: .ansi(1), attributes: .bold))
    #expect(grid.ansi(.none) == "a\u{1B}[1mb\u{1B}[0m")
  }

  @Test func `blanks with a background are written`() {
    var grid = Grid(Size(columns: 5, rows: 1))
    grid.fill(
      Rect(column: 1, row: 0, columns: 2, rows: 1),
      with: Glyph(" ", Style(background: .indexed(25))))
    #expect(grid.ansi(.indexed256) == " \u{1B}[48;5;25m  \u{1B}[0m")
  }

  @Test func `entries of the palette are their own nearest`() {
    for index in UInt8(16)...255 {
      let nearest = RGB(index: RGB(index: index).nearestIndex)
      let exact = RGB(index: index)
      #expect((nearest.red, nearest.green, nearest.blue) == (exact.red, exact.green, exact.blue))
    }
  }
}
