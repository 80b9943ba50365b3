/// Why a task of a lesson's own cannot be used.
public struct InstructorTaskProblem: Error, Hashable, Sendable {
  /// The case that is at fault, from 0.
  public var index: Int
  public var sentence: String
}

extension CodeTask {
  /// A task that a lesson brings along: inputs of given sizes, drawn at random, and a program that
  /// computes what is right.
  ///
  /// - Parameters:
  ///   - id: Its name in the lesson.
  ///   - title: A few words.
  ///   - statement: What the function is to compute.
  ///   - signature: What it takes and gives.
  ///   - sizes: Of each case, by parameter: `8x4` for a matrix, `8` for a vector, a value for a
  ///     number.
  ///   - tolerance: The largest absolute difference that is still right.
  ///   - reference: The same function in Swift, right; it runs in a box of its own.
  /// - Throws: ``InstructorTaskProblem``.
  public init(
    id: String, title: String, statement: String, signature: CodeSignature,
    sizes: [[String: String]], tolerance: Double, reference: String
  ) throws(InstructorTaskProblem) {
    var cases: [CodeCase] = []
    for (index, sizes) in sizes.enumerated() {
      var random = InputNumbers(seed: UInt64(index) &+ 1)
      var inputs: [NumberTable] = []
      for parameter in signature.parameters {
        guard let text = sizes[parameter.name] else {
          throw InstructorTaskProblem(
            index: index, sentence: "the case gives no size or value to '\(parameter.name)'")
        }
        guard let table = Self.input(text, parameter.kind, &random) else {
          throw InstructorTaskProblem(
            index: index,
            sentence: "'\(text)' is no \(Self.size(of: parameter.kind)) for '\(parameter.name)'")
        }
        inputs.append(table)
      }
      let name = signature.parameters.map { "\($0.name) \(sizes[$0.name] ?? "")" }
      cases.append(
        CodeCase(
          name: name.joined(separator: ", "), inputs: inputs,
          tolerance: Tolerance(absolute: tolerance, reason: "as the lesson has it")))
    }
    let made = cases
    self.init(
      id: id, title: title, statement: statement, signature: signature, mistakes: [],
      expectation: .program(source: reference), cases: { made })
  }

  /// More numbers than this make a check slow.
  private static let mostNumbers = 1 << 20

  private static func input(
    _ text: String, _ kind: CodeSignature.Kind, _ random: inout InputNumbers
  ) -> NumberTable? {
    switch kind {
    case .matrix:
      let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
      guard sides.count == 2, let rows = sides[0], let columns = sides[1] else { return nil }
      let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
      guard rows >= 0, columns >= 0, !overflow, count <= mostNumbers else { return nil }
      return random.table(rows, columns)
    case .vector, .scores:
      guard let count = Int(text), (0...mostNumbers).contains(count) else { return nil }
      return random.table(1, count)
    case .integer:
      return Int(text).flatMap { Int(exactly: Double($0)) }.map { NumberTable(row: [Double($0)]) }
    case .number:
      return Double(text).flatMap { $0.isFinite ? NumberTable(row: [Double(Float($0))]) : nil }
    case .rowState: return nil
    }
  }

  private static func size(of kind: CodeSignature.Kind) -> String {
    switch kind {
    case .matrix: "size such as 8x4"
    case .vector, .scores: "length"
    case .integer: "whole number"
    case .number: "number"
    case .rowState: "state that a lesson can give"
    }
  }
}
