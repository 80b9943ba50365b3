/// Recognises a known mistake by its outputs.
struct Diagnosis {
  let task: CodeTask
  /// The cases that ran, with what they should give and what they gave.
  let results:
    [(one: CodeCase, expected: [NumberTable], outputs: [NumberTable], verdict: CaseVerdict)]

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
    return first.one.hint
  }

  /// The one that explains every small case: also the right ones, which the mistake does not touch.
  private var mistake: KnownMistake? {
    let small = results.filter { !$0.one.isLarge }
    guard small.contains(where: { $0.verdict.firstWrong != nil }) else { return nil }
    let matching = task.mistakes.filter { mistake in
      small.allSatisfy { result in
        explains(mistake.outputs(result.one.inputs), result.outputs, result.one)
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

  private func isUntouched(
    _ result: (
      one: CodeCase, expected: [NumberTable], outputs: [NumberTable], verdict: CaseVerdict
    )
  ) -> Bool {
    result.outputs.allSatisfy { $0.values.allSatisfy { $0 == 0 } }
      && result.expected.contains { $0.largest > 0 }
  }
}

extension CodeCase {
  /// Too large to compute what each mistake would give.
  var isLarge: Bool { inputs.contains { $0.values.count > 4096 } }
}
