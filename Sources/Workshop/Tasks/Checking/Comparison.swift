/// The learner's outputs beside the right ones.
struct Comparison {
  let task: CodeTask
  let one: CodeCase
  let expected: [NumberTable]

  /// The case's verdict, for a call that gave results.
  func verdict(_ call: BoxReport.Call) -> CaseVerdict {
    var verdict = task.unreached(one)
    verdict.seconds = call.seconds
    verdict.usage = one.bounds.map { usage($0, call) }
    compare(call.outputs, &verdict)
    let broken = verdict.usage.first { !$0.isWithin }
    if verdict.problem == nil, let broken { verdict.problem = sentence(broken) }
    verdict.state = verdict.problem == nil ? .passed : .failed
    return verdict
  }

  private func compare(_ outputs: [NumberTable], _ verdict: inout CaseVerdict) {
    guard outputs.count == expected.count else {
      verdict.problem = "\(outputs.count) results came back instead of \(expected.count)."
      return
    }
    for (index, (table, right)) in zip(outputs, expected).enumerated() {
      let result = task.signature.results[index]
      guard table.rows == right.rows, table.columns == right.columns else {
        verdict.problem = shapeSentence(table, right, result)
        return
      }
      let wrong = right.values.indices.filter {
        !one.tolerance.allows(table.values[$0], insteadOf: right.values[$0])
      }
      verdict.count += right.values.count
      verdict.wrongCount += wrong.count
      guard verdict.error == nil || (verdict.firstWrong == nil && !wrong.isEmpty) else { continue }
      verdict.error = error(table, right)
      verdict.errorOutput = result.name
      guard let first = wrong.first else { continue }
      verdict.firstWrong = element(first, table, right, result)
    }
    if let first = verdict.firstWrong { verdict.problem = sentence(first, verdict) }
  }

  private func error(_ table: NumberTable, _ right: NumberTable) -> NumberTable? {
    let errors = zip(table.values, right.values).map { $0 == $1 ? 0 : abs($0 - $1) }
    return NumberTable(rows: right.rows, columns: right.columns, values: errors)
  }

  private func element(
    _ index: Int, _ table: NumberTable, _ right: NumberTable, _ result: CodeSignature.Result
  ) -> WrongElement {
    let (row, column) = (index / max(right.columns, 1), index % max(right.columns, 1))
    let place =
      switch result.kind {
      case .matrix: "row \(row), column \(column)"
      case .rowState: ["maximum", "sum"].dropFirst(column).first ?? "output[\(column - 2)]"
      case .vector, .scores: "element \(column)"
      case .number, .integer: result.name ?? "the result"
      }
    let isNamed = result.kind == .matrix || result.kind == .vector
    return WrongElement(
      output: isNamed ? result.name : nil, row: row, column: column, yours: table.values[index],
      expected: right.values[index], place: place)
  }

  private func sentence(_ wrong: WrongElement, _ verdict: CaseVerdict) -> String {
    let place = wrong.output.map { "\(wrong.place) of \($0)" } ?? wrong.place
    let share =
      verdict.count > 1
      ? " \(verdict.wrongCount) of \(verdict.count) numbers "
        + (verdict.wrongCount == 1 ? "is wrong." : "are wrong.") : ""
    let (yours, right) = (NumberText.value(wrong.yours), NumberText.value(wrong.expected))
    let start = place.prefix(1).uppercased() + place.dropFirst()
    return "\(start): yours is \(yours), expected \(right).\(share)"
  }

  private func shapeSentence(
    _ table: NumberTable, _ right: NumberTable, _ result: CodeSignature.Result
  ) -> String {
    let name = result.name ?? "the result"
    return switch result.kind {
    case .matrix:
      "\(name) has \(table.rows) rows and \(table.columns) columns instead of \(right.rows) and \(right.columns)."
    case .rowState:
      "The output has \(table.columns - 2) numbers instead of \(right.columns - 2)."
    default: "\(name) has \(table.columns) numbers instead of \(right.columns)."
    }
  }

  private func usage(_ bound: CodeBound, _ call: BoxReport.Call) -> Usage {
    let (name, bytes) =
      switch bound.quantity {
      case .allocated: ("allocated", call.allocatedBytes)
      case .traffic: ("moved", call.bytesRead + call.bytesWritten)
      case .read: ("read", call.bytesRead)
      case .heap: ("allocated, arrays included", call.heapBytes)
      }
    return Usage(name: name, bytes: bytes, allowedBytes: bound.bytes, advice: bound.advice)
  }

  private func sentence(_ usage: Usage) -> String {
    let (taken, allowed) = (NumberText.bytes(usage.bytes), NumberText.bytes(usage.allowedBytes))
    return "The numbers are right, but \(taken) were \(usage.name): allowed are \(allowed)."
  }
}

extension CodeTask {
  /// The verdict on a case that did not run.
  func unreached(_ one: CodeCase) -> CaseVerdict {
    let sizes = zip(signature.parameters, one.inputs).map { parameter, table in
      switch parameter.kind {
      case .matrix: "\(parameter.name) \(table.rows) x \(table.columns)"
      case .vector, .scores: "\(parameter.name): \(table.columns) numbers"
      case .rowState: "\(parameter.name): \(max(table.columns - 2, 0)) outputs"
      case .integer, .number: "\(parameter.name) = \(NumberText.value(table.values.first ?? 0))"
      }
    }
    return CaseVerdict(
      name: one.name, state: .notReached, isTimed: one.repeats > 1,
      tolerance: one.tolerance.absolute + one.tolerance.relative,
      toleranceReason: one.tolerance.reason, inputs: sizes.joined(separator: ", "),
      matrices: zip(signature.parameters, one.inputs).filter { $0.0.kind == .matrix }.map {
        CaseVerdict.MatrixSize(name: $0.name, rows: $1.rows, columns: $1.columns)
      })
  }
}
