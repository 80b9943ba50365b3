/// Makes a verdict of what came out of the box.
struct Judgement {
  let task: CodeTask
  let cases: [CodeCase]
  let expected: [[NumberTable]]
  let report: BoxReport
  let outcome: BoxOutcome
  let limits: BoxLimits

  var verdict: Verdict {
    var verdict = Verdict(outcome: .passed, headline: "")
    verdict.runSeconds = outcome.seconds
    verdict.printed = String(decoding: outcome.standardOutput.prefix(4096), as: UTF8.self)
    let judged = report.calls.indices.map { index in
      Comparison(task: task, one: cases[index], expected: expected[index])
        .verdict(report.calls[index])
    }
    verdict.cases = judged + cases.dropFirst(judged.count).map(task.unreached)
    verdict.diagnosis =
      Diagnosis(
        task: task,
        results: judged.indices.map {
          Diagnosis.Result(
            one: cases[$0], expected: expected[$0], outputs: report.calls[$0].outputs,
            verdict: judged[$0])
        }
      ).sentence
    if report.end == .complete, outcome.end == .exited(code: 0) {
      conclude(&verdict)
    } else {
      tellEnd(&verdict)
    }
    return verdict
  }

  private func conclude(_ verdict: inout Verdict) {
    let passed = verdict.cases.filter { $0.state == .passed }.count
    guard let failure = verdict.firstFailure else {
      let isBounded = verdict.cases.contains { !$0.usage.isEmpty }
      verdict.headline =
        "Passed: all \(passed) cases are right\(isBounded ? ", within their bounds" : "")."
      return
    }
    verdict.outcome = .failed
    verdict.headline =
      "\(passed) of \(cases.count) cases passed. First wrong: \(failure.name). \(failure.problem ?? "")"
  }

  /// For a program that did not come to its end, or not to that end alone.
  private func tellEnd(_ verdict: inout Verdict) {
    verdict.outcome = outcome.end == .cancelled ? .cancelled : .stopped
    let place = current.map { " in the case '\($0)'" } ?? ""
    switch report.end {
    case .stopped(let line, let sentence):
      verdict.stoppedAtLine = line > 0 ? line : nil
      verdict.headline = "Stopped\(place)\(line > 0 ? ", at line \(line)" : ""): \(sentence)"
      markStopped(&verdict, sentence)
      verdict.diagnosis = verdict.diagnosis ?? blockRemark(sentence)
    case .forged:
      verdict.headline =
        "Something other than the results was written to where they go. Return them from the function, and leave descriptor 3 alone."
    case .trailing:
      verdict.headline =
        "Something was written after the results, to where they go. Leave descriptor 3 alone."
    case .complete:
      verdict.headline = "All results came, but then: \(outcome.end.sentence(under: limits))"
    case .missing: tellMissing(&verdict, place)
    }
  }

  private func tellMissing(_ verdict: inout Verdict, _ place: String) {
    let sentence = outcome.end.sentence(under: limits)
    switch outcome.end {
    case .exited(0):
      verdict.headline =
        "The program ended before its results were complete\(place): does something call exit? Return from the function instead."
    default: verdict.headline = "Stopped\(place): \(sentence)"
    }
    if let trap = trapSentence { verdict.headline += " Swift says: \(trap)." }
    markStopped(&verdict, sentence)
  }

  /// For an index outside a matrix, where matrices are taken block by block.
  private func blockRemark(_ sentence: String) -> String? {
    guard sentence.contains("in a matrix") || sentence.contains("outside a matrix"),
      task.signature.parameters.contains(where: { $0.kind == .integer })
    else { return nil }
    return "A block that is not whole ends where the matrix does, at min(start + size, rows)."
  }

  /// The case that was running becomes the one that failed.
  private func markStopped(_ verdict: inout Verdict, _ sentence: String) {
    guard let index = report.begun, index == report.calls.count, index < verdict.cases.count else {
      return
    }
    verdict.cases[index].state = .failed
    verdict.cases[index].problem = sentence
  }

  private var current: String? {
    guard let index = report.begun, index == report.calls.count, index < cases.count else {
      return nil
    }
    return cases[index].name
  }

  /// What Swift's runtime wrote on a trap, without the place in its own sources.
  private var trapSentence: String? {
    let text = String(decoding: outcome.standardError.suffix(4096), as: UTF8.self)
    guard let range = text.firstRange(of: "Fatal error: ") else { return nil }
    let line = text[range.upperBound...].prefix { $0 != "\n" }
    return line.isEmpty ? nil : String(line)
  }
}
