import Lessons

/// A parameter of an experiment, declared once: what binding checks, knobs offer and the reference
/// prints.
struct Parameter: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case toggle
    case word([String])
    /// One or more of these, as a list; a single word stands for a list of one.
    case words([String])
    /// A list of numbers, at most so many.
    case numbers(maximumCount: Int)
    /// Read by its experiment as a whole; neither swept nor turned nor set.
    case free(String)
  }

  var name: String
  var kind: Kind
  /// The base unit; empty for pure numbers.
  var unit: String
  /// nil when it follows from something else, see ``standardText``.
  var standard: ParameterValue?
  /// Where a value comes from that has no fixed default: `n`, `heads`, `--threads`.
  var standardText: String
  var sentence: String
  /// Whether `over` may vary it.
  var isSweepable: Bool

  init(
    _ name: String, _ kind: Kind, unit: String = "", standard: ParameterValue? = nil,
    from standardText: String = "", sweepable: Bool = true, _ sentence: String
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.standard = standard
    self.standardText = standardText.isEmpty ? standard?.text ?? "" : standardText
    self.sentence = sentence
    switch kind {
    case .words, .numbers, .free: isSweepable = false
    default: isSweepable = sweepable
    }
  }

  /// What it takes, in words: `a whole number, 1 to 512`.
  var domainText: String {
    let unit = unit.isEmpty ? "" : " \(self.unit)"
    return switch kind {
    case .integer(let range): "a whole number, \(range.lowerBound) to \(range.upperBound)\(unit)"
    case .number(let range):
      "a number, \(Format.number(range.lowerBound)) to \(Format.number(range.upperBound))\(unit)"
    case .toggle: "true or false"
    case .word(let words): "one of \(words.joined(separator: ", "))"
    case .words(let words): "a list out of \(words.joined(separator: ", "))"
    case .numbers(let count): "a list of at most \(count) numbers"
    case .free(let shape): shape
    }
  }
}

/// What is wrong with one value of a parameter.
struct ParameterMistake: Error, Hashable, Sendable {
  var code: BindingCode
  var range: SourceRange
  var message: String
}

/// Everything that is wrong with a value; a list may have several mistakes.
struct ParameterMistakes: Error, Hashable, Sendable {
  var all: [ParameterMistake]
}

extension Parameter {
  /// Reads a value from the lesson.
  func read(_ node: Node) throws(ParameterMistakes) -> ParameterValue {
    switch kind {
    case .words, .numbers: try readList(node)
    default: try readScalar(node)
    }
  }

  /// Reads a value from a knob or `--set`; lists are written `a,b` or `[a, b]`.
  func read(_ text: String) throws(ParameterMistakes) -> ParameterValue {
    let nowhere = SourceRange(start: SourcePosition(line: 1, column: 1))
    guard isList else { return try read(Node(.scalar(text), range: nowhere)) }
    let items = Self.items(text).map { Node(.scalar($0), range: nowhere) }
    return try read(Node(.sequence(items), range: nowhere))
  }

  /// Whether its experiment reads it as a whole.
  var isFree: Bool {
    if case .free = kind { true } else { false }
  }

  var isList: Bool {
    switch kind {
    case .words, .numbers: true
    default: false
    }
  }

  /// The items of a list written as text.
  static func items(_ text: String) -> [String] {
    var text = text[...]
    if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
    return text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
  }

  private func readList(_ node: Node) throws(ParameterMistakes) -> ParameterValue {
    let items: [Node]
    switch node.content {
    case .sequence(let nodes): items = nodes
    case .scalar: items = [node]
    case .mapping: throw wrongType(node)
    }
    guard !items.isEmpty else {
      throw fail(.wrongType, node.range, "'\(name)' is an empty list; it takes \(domainText)")
    }
    var mistakes: [ParameterMistake] = []
    var words: [String] = []
    var numbers: [Double] = []
    for item in items {
      do throws(ParameterMistakes) {
        switch kind {
        case .words(let choices): words.append(try word(item, among: choices))
        default:
          guard let number = item.scalar.flatMap({ Units.parse($0, base: unit) }) else {
            throw fail(.wrongType, item.range, "'\(name)' takes numbers; this is none")
          }
          numbers.append(number)
        }
      } catch {
        mistakes += error.all
      }
    }
    guard mistakes.isEmpty else { throw ParameterMistakes(all: mistakes) }
    if case .numbers(let count) = kind {
      guard numbers.count <= count else {
        throw fail(
          .outOfRange, node.range, "'\(name)' has \(numbers.count) numbers; it takes \(domainText)")
      }
      return .numbers(numbers)
    }
    return .words(words.uniqued)
  }

  private func readScalar(_ node: Node) throws(ParameterMistakes) -> ParameterValue {
    guard let text = node.scalar?.trimmed else { throw wrongType(node) }
    switch kind {
    case .toggle:
      switch text {
      case "true", "yes", "on": return .truth(true)
      case "false", "no", "off": return .truth(false)
      default: throw wrongType(node)
      }
    case .word(let choices):
      return .word(try word(node, among: choices))
    case .integer(let range):
      guard let number = Units.parse(text, base: unit), number.isFinite,
        number.rounded() == number
      else { throw wrongType(node) }
      guard number >= Double(range.lowerBound), number <= Double(range.upperBound) else {
        throw outOfRange(node, text)
      }
      return .integer(Int(number))
    case .number(let range):
      guard let number = Units.parse(text, base: unit), !number.isNaN else { throw wrongType(node) }
      guard range.contains(number) else { throw outOfRange(node, text) }
      return .number(number)
    case .words, .numbers, .free:
      throw wrongType(node)
    }
  }

  private func word(_ node: Node, among choices: [String]) throws(ParameterMistakes) -> String {
    guard let text = node.scalar?.trimmed else { throw wrongType(node) }
    if choices.contains(text) { return text }
    let noun = name.hasPrefix("kernel") ? "kernel" : name
    let code: BindingCode = name.hasPrefix("kernel") ? .unknownKernel : .unknownChoice
    throw fail(
      code, node.range, "there is no \(noun) '\(text)'" + Suggestion.text(text, among: choices))
  }

  private func wrongType(_ node: Node) -> ParameterMistakes {
    let found = node.scalar.map { "'\($0)'" } ?? "a list or mapping"
    return fail(.wrongType, node.range, "'\(name)' takes \(domainText), not \(found)")
  }

  private func outOfRange(_ node: Node, _ text: String) -> ParameterMistakes {
    fail(.outOfRange, node.range, "'\(name)' is \(text), out of range; it takes \(domainText)")
  }

  private func fail(_ code: BindingCode, _ range: SourceRange, _ message: String)
    -> ParameterMistakes
  {
    ParameterMistakes(all: [ParameterMistake(code: code, range: range, message: message)])
  }
}
