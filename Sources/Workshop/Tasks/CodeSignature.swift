/// What a function takes and gives, as one line of Swift: what the learner writes.
///
/// The types are few, so that the harness can pass them on: `Matrix`, `[Float]`, `Float`, `Int`,
/// `Scores` and `RowState`; a result is one of them, or a tuple with names.
public struct CodeSignature: Hashable, Sendable, CustomStringConvertible {
  /// A type that goes in or comes out.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case matrix = "Matrix"
    case vector = "[Float]"
    case number = "Float"
    case integer = "Int"
    case scores = "Scores"
    case rowState = "RowState"

    /// How the harness reads one of its inputs.
    var accessor: String {
      switch self {
      case .matrix: "matrix"
      case .vector: "vector"
      case .number: "number"
      case .integer: "integer"
      case .scores: "scores"
      case .rowState: "rowState"
      }
    }
  }

  public struct Parameter: Hashable, Sendable {
    /// What stands at the call; nothing for `_`.
    public var label: String?
    public var name: String
    public var kind: Kind
  }

  public struct Result: Hashable, Sendable {
    /// Of a tuple's element; nothing when there is one result.
    public var name: String?
    public var kind: Kind
  }

  public let function: String
  public let parameters: [Parameter]
  public let results: [Result]
  /// The line as it was written.
  public let description: String

  /// - Parameter text: as in `func merge(_ a: RowState, _ b: RowState) -> RowState`.
  /// - Throws: ``SignatureProblem`` with what is not as it should be.
  public init(_ text: String) throws(SignatureProblem) {
    var reader = SignatureReader(text)
    (function, parameters, results) = try reader.signature()
    description = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Why a line is not a signature that the harness can call.
public enum SignatureProblem: Error, Hashable, CustomStringConvertible {
  case expected(String, found: String)
  case unknownType(String)
  case notAResult(String)

  public var description: String {
    switch self {
    case .expected(let what, let found):
      "expected \(what), found \(found.isEmpty ? "the end" : "'\(found)'")"
    case .unknownType(let type):
      "there is no type '\(type)' here; there are "
        + CodeSignature.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    case .notAResult(let type): "'\(type)' cannot be a result"
    }
  }
}
