/// Reads the settings of a predict cell.
enum PredictReader {
  static func spec(
    _ entries: [Node.Entry], fence: SourceRange, source: SourceText, into report: inout Report
  ) -> PredictSpec? {
    report.checkKeys(entries, known: LessonKeys.predict.names, in: "a prediction")
    let settings = Node(.mapping(entries), range: fence)
    for key in ["question", "answer"] where settings[key] == nil {
      report.add(.missingKey, at: fence, "the key '\(key)' is missing")
    }
    let question = report.string(settings["question"])
    let answer = report.expression(settings["answer"])
    let unit = report.string(settings["unit"])?.value ?? ""
    let origin = report.string(settings["source"])
    let tolerance = tolerance(settings["tolerance"], into: &report)
    let feedback = report.items(settings["feedback"]).compactMap {
      self.feedback($0, into: &report)
    }
    let explanation = report.string(settings["explanation"])?.value ?? ""
    guard let question, let answer else { return nil }
    return PredictSpec(
      question: question.value, unit: unit, answer: answer, source: origin,
      tolerance: tolerance.value, isToleranceRelative: tolerance.isRelative, feedback: feedback,
      explanation: explanation)
  }

  private static func feedback(
    _ node: Node, into report: inout Report
  ) -> PredictSpec.Feedback? {
    guard let entries = report.mapping(node, like: "{when: value < 33, say: Larger.}") else {
      return nil
    }
    report.checkKeys(entries, known: LessonKeys.feedback.names, in: "feedback")
    for key in ["when", "say"] where node[key] == nil {
      let place = entries.first?.key.range ?? node.range
      report.add(.missingKey, at: place, "the key '\(key)' is missing")
    }
    guard let condition = report.expression(node["when"]), let text = report.string(node["say"])
    else { return nil }
    return PredictSpec.Feedback(condition: condition, text: text.value)
  }

  private static func tolerance(
    _ node: Node?, into report: inout Report
  ) -> (value: Double, isRelative: Bool) {
    guard let node else { return (0.01, true) }
    var text = (node.scalar ?? "").trimmingBlanks
    let isRelative = text.hasSuffix("%")
    if isRelative { text = text.dropLast().trimmingBlanks }
    guard let value = Double(text), value >= 0, value.isFinite else {
      report.add(.badTolerance, at: node.range, "expected a number or a percentage such as 5%")
      return (0.01, true)
    }
    return (isRelative ? value / 100 : value, isRelative)
  }
}
