import Testing

@testable import Screen

@Suite struct LineTests {
  @Test func `wraps between words with a hanging indent`() {
    let lines = Line("one two three four").wrapped(to: 9, hangingIndent: 2)
    #expect(lines.map(\.text) == ["one two", "  three", "  four"])
  }

  @Test func `breaks long words at grapheme borders`() {
    #expect(Line("abcdefgh").wrapped(to: 3).map(\.text) == ["abc", "def", "gh"])
    #expect(Line("漢字漢").wrapped(to: 3).map(\.text) == ["漢", "字", "漢"])
    #expect(Line("ab cdefgh").wrapped(to: 4).map(\.text) == ["ab", "cdef", "gh"])
  }

  @Test func `keeps styles across breaks`() {
    let bold = Style(attributes: .bold)
    let line = Line([Span("plain "), Span("bold text", bold)])
    let lines = line.wrapped(to: 10)
    #expect(lines == [Line([Span("plain "), Span("bold", bold)]), Line("text", bold)])
  }

  @Test func `newlines break and no line is one line`() {
    #expect(Line("a\nb").wrapped(to: 10).map(\.text) == ["a", "b"])
    #expect(Line().wrapped(to: 10).map(\.text) == [""])
  }

  @Test(arguments: 0..<40) func `never exceeds the width and loses no letter`(width: Int) {
    let text = "The quick 漢字 brown fox\tjumps over supercalifragilistic dogs  and more"
    let lines = Line(text).wrapped(to: width, hangingIndent: 3)
    #expect(lines.allSatisfy { $0.columns <= max(2, width) })
    let letters = lines.map(\.text).joined().filter { !$0.isWhitespace }
    #expect(letters == text.filter { !$0.isWhitespace })
  }

  @Test func `clips with a mark of the glyph set`() {
    #expect(Line("abcdef").clipped(to: 4).text == "abc…")
    #expect(Line("abcdef").clipped(to: 4, .ascii).text == "abc~")
    #expect(Line("abc").clipped(to: 3).text == "abc")
  }
}
