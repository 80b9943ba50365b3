/// Recognises a known mistake by its outputs.
struct Diagnosis {
  let task: CodeTask
  /// The cases that ran.
  let results: [Result]

  struct Result {
    var one: CodeCase
    var expected: [NumberTable]
    var outputs: [NumberTable]
    var verdict: CaseVerdict

    var isFinite: Bool { outputs.allSatisfy { $0.values.allSatisfy(\.isFinite) } }
  }

  /// What is probably wrong; nothing when all is right.
  var sentence: String? {
    guard let first = results.first(where: { $0.verdict.state == .failed }) else { return nil }
    if let mistake = mistake { return mistake.message }
    if first.verdict.firstWrong == nil,
      let broken = first.verdict.usage.first(where: { !$0.isWithin })
    {
      return broken.advice
    }
    if isUntouched(first) {
      return "The result is all zeros: is it filled in, and the filled one returned?"
    }
    return first.verdict.firstWrong?.output.flatMap { task.remarks[$0] } ?? first.one.hint
  }

  /// The one that explains every small case: also the right ones, which the mistake does not touch.
  private var mistake: KnownMistake? {
    let small = results.filter { !$0.one.isLarge }
    guard small.contains(where: { $0.verdict.firstWrong != nil && !$0.one.isMasked }) else {
      return nil
    }
    let matching = task.mistakes.filter { mistake in
      small.allSatisfy { result in
        result.one.isMasked && (result.verdict.state == .passed || !result.isFinite)
          || explains(mistake.outputs(result.one.inputs), result.outputs, result.one)
      }
    }
    return matching.first
  }

  /// Whether outputs are those of the mistake: by ten times the tolerance, since it is not the
  /// learner's program but one like it; and not finite in the same cases.
  private func explains(_ tables: [NumberTable], _ outputs: [NumberTable], _ one: CodeCase) -> Bool
  {
    guard tables.count == outputs.count else { return false }
    return zip(tables, outputs).allSatisfy { table, output in
      guard table.rows == output.rows, table.columns == output.columns else { return false }
      return zip(table.values, output.values).allSatisfy { predicted, actual in
        let single = Double(Float(predicted))
        guard single.isFinite, actual.isFinite else { return !single.isFinite && !actual.isFinite }
        let slack =
          10 * one.tolerance.absolute + (10 * one.tolerance.relative + 1e-5) * abs(predicted)
        return abs(predicted - actual) <= slack
      }
    }
  }

  private func isUntouched(_ result: Result) -> Bool {
    result.outputs.allSatisfy { $0.values.allSatisfy { $0 == 0 } }
      && result.expected.contains { $0.largest > 0 }
  }
}

extension CodeCase {
  /// Has inputs of −∞, which a learner may have treated by themselves whatever else is wrong.
  var isMasked: Bool { inputs.contains { $0.values.contains { !$0.isFinite } } }

  /// Too large to compute what each mistake would give.
  var isLarge: Bool { inputs.contains { $0.values.count > 4096 } }
}
