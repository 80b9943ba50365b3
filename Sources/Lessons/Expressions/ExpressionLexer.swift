/// Cuts an expression into words, numbers and signs.
struct ExpressionLexer {
  enum Token: Equatable {
    case number(Double)
    case word(String)
    case sign(String)
    case end
  }

  struct Piece {
    var token: Token
    /// Offsets in characters.
    var start: Int
    var length: Int
  }

  let characters: [Character]
  private(set) var offset = 0

  init(_ text: String) {
    characters = Array(text)
  }

  /// The next piece; a character that begins nothing is a sign of its own.
  mutating func next() -> Piece {
    while let character = peek(), character.isWhitespace { offset += 1 }
    let start = offset
    guard let character = peek() else { return Piece(token: .end, start: start, length: 1) }
    let token: Token
    if Self.isDigit(character) || (character == "." && peek(1).map(Self.isDigit) == true) {
      token = number()
    } else if Self.opensWord(character) {
      token = .word(word())
    } else {
      token = .sign(sign())
    }
    return Piece(token: token, start: start, length: max(1, offset - start))
  }

  /// The raw value of a selector: up to a comma or bracket, or what stands in quotes.
  mutating func selectorValue() -> (text: String, start: Int, length: Int)? {
    while let character = peek(), character.isWhitespace { offset += 1 }
    let start = offset
    if let quote = peek(), quote == "\"" || quote == "'" {
      offset += 1
      while let character = peek(), character != quote { offset += 1 }
      guard peek() == quote else { return nil }
      let text = String(characters[(start + 1)..<offset])
      offset += 1
      return (text, start, offset - start)
    }
    while let character = peek(), character != ",", character != "]" { offset += 1 }
    var end = offset
    while end > start, characters[end - 1].isWhitespace { end -= 1 }
    guard end > start else { return nil }
    return (String(characters[start..<end]), start, end - start)
  }

  /// Goes back to a piece that was read ahead.
  mutating func rewind(to piece: Piece) {
    offset = min(piece.start, characters.count)
  }

  /// The unit behind a number: `%`, or letters with an optional `/s`; its length counts from `offset`.
  mutating func unit(known: (String) -> Bool) -> Piece? {
    let before = offset
    while let character = peek(), character == " " { offset += 1 }
    let start = offset
    if peek() == "%" {
      offset += 1
      return Piece(token: .word("%"), start: start, length: 1)
    }
    guard let first = peek(), first.isLetter else {
      offset = before
      return nil
    }
    var end = start
    while end < characters.count, characters[end].isLetter { end += 1 }
    let name = String(characters[start..<end])
    guard !["and", "or", "in", "not"].contains(name) else {
      offset = before
      return nil
    }
    offset = end
    if peek() == "/" {
      var tail = end + 1
      while tail < characters.count, characters[tail].isLetter { tail += 1 }
      let whole = String(characters[start..<tail])
      if known(whole) {
        offset = tail
        return Piece(token: .word(whole), start: start, length: tail - start)
      }
    }
    return Piece(token: .word(name), start: start, length: end - start)
  }

  private func peek(_ ahead: Int = 0) -> Character? {
    characters.indices.contains(offset + ahead) ? characters[offset + ahead] : nil
  }

  private mutating func number() -> Token {
    let start = offset
    func digits(_ lexer: inout Self) {
      while let character = lexer.peek(), Self.isDigit(character) { lexer.offset += 1 }
    }
    digits(&self)
    if peek() == ".", let next = peek(1), Self.isDigit(next) {
      offset += 1
      digits(&self)
    }
    if peek() == "e" || peek() == "E" {
      let signed = peek(1) == "-" || peek(1) == "+"
      if let next = peek(signed ? 2 : 1), Self.isDigit(next) {
        offset += signed ? 2 : 1
        digits(&self)
      }
    }
    let text = String(characters[start..<offset])
    return Double(text).map(Token.number) ?? .sign(text)
  }

  /// A name, with dots between its parts: `error.max`; two dots are the sign of a range.
  private mutating func word() -> String {
    let start = offset
    while let character = peek() {
      let isDot = character == "." && peek(1).map(Self.opensWord) == true
      guard isDot || Self.opensWord(character) || Self.isDigit(character) else { break }
      offset += 1
    }
    return String(characters[start..<offset])
  }

  private mutating func sign() -> String {
    let pair = String(characters[offset..<min(offset + 2, characters.count)])
    let isPair = ["..", "<=", ">=", "==", "!=", "&&", "||", "**"].contains(pair)
    offset += isPair ? 2 : 1
    return isPair ? pair : String(pair.prefix(1))
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func opensWord(_ character: Character) -> Bool {
    character == "_" || (character.isLetter && character.isASCII)
  }
}
