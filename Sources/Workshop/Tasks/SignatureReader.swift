/// Takes the line of a signature apart.
struct SignatureReader {
  private var tokens: ArraySlice<String>

  init(_ text: String) {
    var tokens: [String] = []
    var word = ""
    for character in text + " " {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        continue
      }
      if !word.isEmpty { tokens.append(word) }
      word = ""
      guard !character.isWhitespace else { continue }
      if character == ">", tokens.last == "-" {
        tokens[tokens.count - 1] = "->"
      } else {
        tokens.append(String(character))
      }
    }
    self.tokens = tokens[...]
  }

  mutating func signature() throws(SignatureProblem) -> (
    String, [CodeSignature.Parameter], [CodeSignature.Result]
  ) {
    try take("func")
    let function = try name("the function's name")
    try take("(")
    var parameters: [CodeSignature.Parameter] = []
    while tokens.first != ")" {
      if !parameters.isEmpty { try take(",") }
      parameters.append(try parameter())
    }
    try take(")")
    try take("->")
    let results = try results()
    guard tokens.isEmpty else { throw .expected("the end", found: tokens.first ?? "") }
    return (function, parameters, results)
  }

  private mutating func parameter() throws(SignatureProblem) -> CodeSignature.Parameter {
    let first = try name("a parameter")
    let second = tokens.first == ":" ? first : try name("a parameter's name")
    try take(":")
    return CodeSignature.Parameter(
      label: first == "_" ? nil : first, name: second, kind: try kind())
  }

  private mutating func results() throws(SignatureProblem) -> [CodeSignature.Result] {
    guard tokens.first == "(" else {
      return [CodeSignature.Result(name: nil, kind: try resultKind())]
    }
    try take("(")
    var results: [CodeSignature.Result] = []
    while results.isEmpty || tokens.first == "," {
      if !results.isEmpty { try take(",") }
      let name = try name("a result's name")
      try take(":")
      results.append(CodeSignature.Result(name: name, kind: try resultKind()))
    }
    try take(")")
    return results
  }

  private mutating func resultKind() throws(SignatureProblem) -> CodeSignature.Kind {
    let kind = try kind()
    guard kind != .scores else { throw .notAResult(kind.rawValue) }
    return kind
  }

  private mutating func kind() throws(SignatureProblem) -> CodeSignature.Kind {
    var text = tokens.popFirst() ?? ""
    if text == "[" {
      text += tokens.popFirst() ?? ""
      text += tokens.popFirst() ?? ""
    }
    guard let kind = CodeSignature.Kind(rawValue: text) else { throw .unknownType(text) }
    return kind
  }

  private mutating func take(_ token: String) throws(SignatureProblem) {
    guard tokens.first == token else { throw .expected("'\(token)'", found: tokens.first ?? "") }
    tokens.removeFirst()
  }

  private mutating func name(_ what: String) throws(SignatureProblem) -> String {
    guard let token = tokens.first, let start = token.first, start.isLetter || start == "_" else {
      throw .expected(what, found: tokens.first ?? "")
    }
    tokens.removeFirst()
    return token
  }
}
