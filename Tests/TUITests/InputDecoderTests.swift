import Screen
import Testing

@testable import TUI

/// What is read from a terminal, byte by byte, with any pause between the bytes.
@Suite struct InputDecoderTests {
  private var decoder = InputDecoder()

  /// Reads once for each part, as if the rest came later.
  private mutating func read(_ parts: [[UInt8]]) -> [Event] {
    parts.flatMap { part in
      for byte in part { decoder.take(byte) }
      return decoder.end()
    }
  }

  private mutating func read(_ text: String...) -> [Event] { read(text.map { Array($0.utf8) }) }

  private func keys(_ keys: Key...) -> [Event] { keys.map { .key($0) } }

  /// Every way to read bytes in two goes; not cut behind the Esc, which is a key then.
  private func splits(_ text: String) -> [[[UInt8]]] {
    let bytes = Array(text.utf8)
    return (0...bytes.count).filter { $0 != 1 || bytes[0] != 0x1B }
      .map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
  }

  @Test(arguments: ["a", "é", "ᵀ", "🙂"])
  mutating func `a character comes whole however it is cut`(text: String) {
    for parts in splits(text) {
      #expect(read(parts) == text.map { .key(.character($0)) }, "\(parts)")
    }
  }

  @Test mutating func `a broken character costs no key`() {
    let q = keys(.character("q"))
    #expect(read([[0xE2, 0x82], [0x71]]) == q)
    #expect(read([[0xFF, 0x80, 0xC0], [0x71]]) == q)
    // A surrogate, and a number beyond Unicode.
    #expect(read([[0xED, 0xA0, 0x80], [0xF4, 0xBF, 0xBF, 0xBF]]).isEmpty)
    decoder.take(0xE2)
    decoder.take(Key.up)
    #expect(decoder.end() == keys(.up))
    #expect(read("q") == q)
  }

  @Test mutating func `control characters are the keys that send them`() {
    #expect(
      read("\r\n\t\u{7F}\u{8}\u{3}")
        == keys(.enter, .enter, .tab, .backspace, .backspace, .control("c")))
    #expect(read("\0\u{1C}\u{85}").isEmpty)
  }

  @Test mutating func `Esc is a key, alone and before another`() {
    #expect(read("\u{1B}", "q") == keys(.escape, .character("q")))
    #expect(read("\u{1B}q") == keys(.escape, .character("q")))
    #expect(read("\u{1B}\u{1B}") == keys(.escape, .escape))
    #expect(read("\u{1B}", "[") == keys(.escape, .character("[")))
    decoder.take(0x1B)
    decoder.take(Key.down)
    #expect(decoder.end() == keys(.escape, .down))
  }

  @Test(arguments: [
    ("[A", Key.up), ("OB", .down), ("[C", .right), ("[D", .left), ("[H", .home), ("OF", .end),
    ("[1~", .home), ("[4~", .end), ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown),
    ("[Z", .backTab), ("OP", .function(1)), ("OM", .enter),
    // Keys with modifiers, focus, answers to questions that nobody asked.
    ("[1;5A", nil), ("[I", nil), ("[O", nil), ("[?62;c", nil), ("[97;5u", nil), ("Oj", nil),
    ("[99~", nil),
  ])
  mutating func `a sequence is its key or nothing, never letters`(text: String, key: Key?) {
    for parts in splits("\u{1B}" + text) {
      #expect(read(parts) == (key.map { [.key($0)] } ?? []), "\(parts)")
    }
    #expect(read("q") == keys(.character("q")))
  }

  @Test mutating func `what is no sequence is keys again`() {
    #expect(read("\u{1B}[12\u{3}") == keys(.control("c")))
    #expect(read("\u{1B}[\r") == keys(.enter))
    #expect(read("\u{1B}[" + String(repeating: "1", count: 40)).count == 8)
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
    for parts in splits("\u{1B}[<" + text) {
      #expect(read(parts) == (mouse.map { [.mouse($0)] } ?? []), "\(parts)")
    }
    #expect(read("q") == keys(.character("q")))
  }

  @Test mutating func `a report in bytes, past column 95 too`() {
    let start = Array("\u{1B}[M".utf8)
    for cut in 2...6 {
      let click = start + [32, 32 + 200, 33]
      #expect(
        read([Array(click[..<cut]), Array(click[cut...])])
          == [.mouse(.click(Point(column: 199, row: 0)))])
    }
    #expect(read([start + [35, 33, 33]]).isEmpty)
    #expect(read([start + [96, 33, 33]]) == [.mouse(.wheelUp)])
    #expect(read([start + [0, 0, 0]]).isEmpty)
  }

  @Test mutating func `what is no report is keys`() {
    #expect(read("\u{1B}[<0;q") == keys(.character("q")))
    _ = read("\u{1B}[<0;5")
    decoder.take(Key.down)
    #expect(decoder.end() == keys(.down))
    #expect(read("\u{1B}[<" + String(repeating: "1", count: 40)).count == 9)
  }

  @Test(arguments: ["\u{1B}[<0;5", "\u{1B}[", "\u{1B}[1", "\u{1B}O", "\u{1B}[M5"])
  mutating func `what has lost its rest takes no keys for ever`(start: String) {
    decoder.begin(at: 10)
    #expect(read(start).isEmpty)
    decoder.begin(at: 10.2)
    decoder.begin(at: 12)
    #expect(read("5") == keys(.character("5")))
  }

  @Test mutating func `a paste is text, in the parts it comes in`() {
    #expect(
      read("\u{1B}[20", "0~q\r\u{1B}[A\u{1B}[1;5B", "é\u{1B}[2", "01~q")
        == [.pasted("q\n"), .pasted("é"), .key(.character("q"))])
    #expect(read("\u{1B}[200~\u{1B}[201~").isEmpty)
    #expect(read("\u{1B}[200~\u{1B}x\u{1B}[201~") == [.pasted("x")])
  }

  @Test mutating func `a paste is whole wherever it is cut`() {
    let text = "αβ≤√中🙂\n"
    for parts in splits("\u{1B}[200~\(text)\u{1B}[201~") {
      let pasted = read(parts).map { event -> String in
        if case .pasted(let part) = event { part } else { "\(event)" }
      }
      #expect(pasted.joined() == text, "\(parts)")
    }
  }

  @Test mutating func `a paste whose end was lost ends by itself`() {
    decoder.begin(at: 1)
    #expect(read("\u{1B}[200~a") == [.pasted("a")])
    decoder.begin(at: 1.5)
    #expect(read("b") == [.pasted("b")])
    decoder.begin(at: 3)
    #expect(read("c") == keys(.character("c")))
  }
}
