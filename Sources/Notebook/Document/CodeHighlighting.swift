import Screen

/// Tells the words of code apart: enough for lessons, and for every text it loses no character.
struct CodeHighlighting {
  enum Kind: Hashable {
    case plain, keyword, text, comment, number
  }

  let keywords: Set<String>
  /// What begins a comment to the end of the line.
  let lineComment: String
  let hasBlockComments: Bool

  /// The rules of a language by the name on its fence; nil for one that is not known.
  init?(language: String) {
    switch language.lowercased() {
    case "swift":
      self.init(Self.swift, "//", true)
    case "c", "h", "cpp", "c++", "cuda", "metal":
      self.init(Self.c, "//", true)
    case "python", "py":
      self.init(Self.python, "#", false)
    case "sh", "shell", "bash", "zsh", "console":
      self.init(Self.shell, "#", false)
    default: return nil
    }
  }

  private init(_ keywords: String, _ lineComment: String, _ hasBlockComments: Bool) {
    self.keywords = Set(keywords.split(separator: " ").map(String.init))
    self.lineComment = lineComment
    self.hasBlockComments = hasBlockComments
  }

  private static let swift =
    "let var func for in while if else guard return switch case default struct enum class protocol "
    + "extension import public private internal static mutating throws throw try do catch where self "
    + "Self init true false nil inout some any async await repeat break continue defer typealias"
  private static let python =
    "def for in while if elif else return import from as with class lambda try except finally raise "
    + "and or not is None True False pass break continue yield global nonlocal assert del"
  private static let c =
    "int float double char void unsigned signed long short const static inline struct enum union "
    + "typedef return for while do if else switch case default break continue sizeof restrict bool "
    + "true false NULL __global__ __shared__ __device__ include define"
  private static let shell =
    "if then else elif fi for in do done while case esac function export local return exit set cd "
    + "echo source"

  /// The code cut into lines of words with their kinds.
  func lines(_ code: String) -> [[(text: String, kind: Kind)]] {
    var lines: [[(text: String, kind: Kind)]] = [[]]
    var rest = Array(code)[...]
    func starts(_ prefix: String) -> Bool { rest.starts(with: prefix) }
    func add(_ text: some Sequence<Character>, _ kind: Kind) {
      for (index, part) in String(text).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        if index > 0 { lines.append([]) }
        if !part.isEmpty { lines[lines.count - 1].append((String(part), kind)) }
      }
    }
    while let character = rest.first {
      let length: Int
      let kind: Kind
      if starts(lineComment) {
        (length, kind) = (rest.prefix { $0 != "\n" }.count, .comment)
      } else if hasBlockComments, starts("/*") {
        (length, kind) = (Self.length(of: rest, until: "*/", after: 2), .comment)
      } else if starts("\"\"\"") {
        (length, kind) = (Self.length(of: rest, until: "\"\"\"", after: 3), .text)
      } else if character == "\"" || character == "'" && lineComment == "#" {
        (length, kind) = (Self.length(ofQuoted: rest, by: character), .text)
      } else if character.isNumber {
        (length, kind) = (Self.length(ofNumber: rest), .number)
      } else if character.isLetter || character == "_" {
        let word = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        (length, kind) = (word.count, keywords.contains(word) ? .keyword : .plain)
      } else {
        (length, kind) = (1, .plain)
      }
      add(rest.prefix(length), kind)
      rest = rest.dropFirst(max(1, length))
    }
    return lines
  }

  /// How many characters there are up to and with an end; all when it is missing.
  private static func length(of rest: ArraySlice<Character>, until end: String, after: Int) -> Int {
    var place = rest.startIndex + after
    while place < rest.endIndex {
      if rest[place...].starts(with: end) { return place - rest.startIndex + end.count }
      place += 1
    }
    return rest.count
  }

  /// Digits and what belongs to them; of `0..<n` only the zero.
  private static func length(ofNumber rest: ArraySlice<Character>) -> Int {
    var place = rest.startIndex
    while place < rest.endIndex {
      let isFraction =
        rest[place] == "." && place + 1 < rest.endIndex && rest[place + 1].isNumber
      guard rest[place].isLetter || rest[place].isNumber || rest[place] == "_" || isFraction
      else { break }
      place += 1
    }
    return place - rest.startIndex
  }

  /// A quoted text on one line, with what a backslash protects.
  private static func length(ofQuoted rest: ArraySlice<Character>, by quote: Character) -> Int {
    var isProtected = false
    for (offset, character) in rest.enumerated().dropFirst() {
      if character == "\n" { return offset }
      if character == quote, !isProtected { return offset + 1 }
      isProtected = character == "\\" && !isProtected
    }
    return rest.count
  }
}

extension LayoutContext {
  /// Code, its words told apart where the language is known; lines that do not fit go on below,
  /// behind a mark.
  func code(_ text: String, language: String, width: Int) -> [Line] {
    let text = shown(text).replacing("\t", with: "    ")
    var rows: [[Span]]
    if capabilities.colors != .none, let rules = CodeHighlighting(language: language) {
      rows = rules.lines(text).map { $0.map { Span($0.text, style(of: $0.kind)) } }
    } else {
      rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { [Span(String($0), theme.text)] }
    }
    if text.hasSuffix("\n") || text.isEmpty { rows.removeLast() }
    return rows.flatMap { row in
      Line(row).wrapped(to: width - 2, hangingIndent: 2).enumerated().map { index, line in
        let mark = Span(index == 0 ? "  " : "\(marks.continued) ", theme.muted)
        return Line([mark] + line.spans)
      }
    }
  }

  private func style(of kind: CodeHighlighting.Kind) -> Style {
    switch kind {
    case .plain: theme.text
    case .keyword: theme.keyword
    case .text: theme.literal
    case .number: theme.number
    case .comment: theme.comment
    }
  }
}
