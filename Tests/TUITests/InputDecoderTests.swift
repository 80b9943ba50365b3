import Screen
import Testing

@testable import TUI

/// What is read from a terminal, byte by byte, with any pause between the bytes.
@Suite struct InputDecoderTests {
  private var decoder = InputDecoder()

  /// Reads once for each part, as if the rest came later.
  private mutating func read(_ parts: [[InputDecoder.Token]]) -> [Event] {
    parts.flatMap { part in part.compactMap { decoder.take($0) } + [decoder.end()].compactMap { $0 }
    }
  }

  private func bytes(_ text: String) -> [InputDecoder.Token] { text.utf8.map { .byte($0) } }

  /// Every way to read tokens in two goes.
  private func splits(_ tokens: [InputDecoder.Token]) -> [[[InputDecoder.Token]]] {
    (0...tokens.count).map { [Array(tokens[..<$0]), Array(tokens[$0...])] }
  }

  @Test(arguments: ["a", "é", "ᵀ", "🙂"])
  mutating func `a character comes whole however it is cut`(text: String) {
    for parts in splits(bytes(text)) {
      #expect(read(parts) == text.map { .key(.character($0)) }, "\(parts)")
    }
  }

  @Test mutating func `a broken character costs no key`() {
    #expect(read([[.byte(0xE2), .byte(0x82)], bytes("q")]) == [.key(.character("q"))])
    #expect(
      read([[.byte(0xFF), .byte(0x80), .byte(0xC0)], bytes("q")]) == [.key(.character("q"))])
    // A surrogate, and a number beyond Unicode.
    #expect(read([[.byte(0xED), .byte(0xA0), .byte(0x80)]]).isEmpty)
    #expect(read([[.byte(0xF4), .byte(0xBF), .byte(0xBF), .byte(0xBF)]]).isEmpty)
    #expect(read([[.byte(0xE2), .key(.up)], bytes("q")]) == [.key(.up), .key(.character("q"))])
  }

  @Test mutating func `control characters are the keys that send them`() {
    #expect(
      read([bytes("\r\n\t\u{1B}\u{7F}\u{8}\u{3}")])
        == [.enter, .enter, .tab, .escape, .backspace, .backspace, .control("c")].map { .key($0) })
    #expect(read([bytes("\0\u{1C}\u{85}")]).isEmpty)
  }

  @Test(arguments: [
    ("0;5;3M", Mouse.click(Point(column: 4, row: 2))),
    ("4;300;200M", .click(Point(column: 299, row: 199))),
    ("64;1;1M", .wheelUp), ("65;1;1M", .wheelDown), ("0;5;3m", nil), ("2;5;3M", nil),
    // To the side, a button that a mouse for games has, movement.
    ("66;1;1M", nil), ("67;1;1M", nil), ("128;1;1M", nil), ("32;1;1M", nil),
    ("0;0;0M", nil), ("0;5M", nil), ("M", nil), (";;M", nil), ("0;99999999999999999999;1M", nil),
  ])
  mutating func `a report in digits`(text: String, mouse: Mouse?) {
    for parts in splits([.mouse(.digits)] + bytes(text)) {
      #expect(read(parts) == (mouse.map { [.mouse($0)] } ?? []), "\(parts)")
    }
    #expect(read([bytes("q")]) == [.key(.character("q"))])
  }

  @Test mutating func `a report in bytes, past column 95 too`() {
    let click: [InputDecoder.Token] = [.mouse(.bytes), .byte(32), .byte(32 + 200), .byte(33)]
    for parts in splits(click) {
      #expect(read(parts) == [.mouse(.click(Point(column: 199, row: 0)))])
    }
    #expect(read([[.mouse(.bytes), .byte(35), .byte(33), .byte(33)]]).isEmpty)
    #expect(read([[.mouse(.bytes), .byte(96), .byte(33), .byte(33)]]) == [.mouse(.wheelUp)])
    #expect(read([[.mouse(.bytes), .byte(0), .byte(0), .byte(0)]]).isEmpty)
  }

  @Test mutating func `what is no report is keys`() {
    #expect(read([[.mouse(.digits)] + bytes("0;q")]) == [.key(.character("q"))])
    #expect(read([[.mouse(.digits), .key(.down)]]) == [.key(.down)])
    #expect(read([[.mouse(.digits)] + bytes(String(repeating: "1", count: 40))]).count == 9)
  }

  @Test mutating func `a report whose rest was lost takes no keys for ever`() {
    decoder.begin(at: 10)
    #expect(read([[.mouse(.digits)] + bytes("0;5")]).isEmpty)
    decoder.begin(at: 10.2)
    #expect(read([bytes("5")]).isEmpty)
    decoder.begin(at: 12)
    #expect(read([bytes("5")]) == [.key(.character("5"))])
  }

  @Test mutating func `a paste is text, in the parts it comes in`() {
    #expect(
      read([[.pasteBegins] + bytes("q\r"), [.key(.up)], bytes("é") + [.pasteEnds] + bytes("q")])
        == [.pasted("q\n"), .pasted("é"), .key(.character("q"))])
    #expect(read([[.pasteBegins, .pasteEnds]]).isEmpty)
  }

  @Test mutating func `a paste whose end was lost ends by itself`() {
    decoder.begin(at: 1)
    #expect(read([[.pasteBegins] + bytes("a")]) == [.pasted("a")])
    decoder.begin(at: 1.5)
    #expect(read([bytes("b")]) == [.pasted("b")])
    decoder.begin(at: 3)
    #expect(read([bytes("c")]) == [.key(.character("c"))])
  }
}
