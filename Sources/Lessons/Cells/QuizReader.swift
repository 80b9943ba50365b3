import CMarkdown

/// Reads the body of a quiz: a question in Markdown, then its choices, one a line.
struct QuizReader {
  private struct Line {
    var number: Int
    var box: Bool?
    var text: String
  }

  private let source: SourceText
  private let form: Located<String>?
  private var choices: [Line] = []

  /// - Parameters:
  ///   - source: The file.
  ///   - form: The attribute `type`: single, several or order.
  init(source: SourceText, form: Located<String>?) {
    self.source = source
    self.form = form
  }

  mutating func quiz(
    from first: Int, through last: Int, fence: SourceRange, into report: inout Report
  ) -> QuizSpec? {
    var start: Int?
    for number in first...max(first, last) where number <= last {
      let line = source.line(number)
      if let choice = Self.choice(line, orders: form?.value == "order") {
        if start == nil { start = number }
        choices.append(Line(number: number, box: choice.box, text: choice.text))
      } else if start != nil, !line.trimmingBlanks.isEmpty {
        choices[choices.count - 1].text += " " + line.trimmingBlanks
      }
    }
    guard let start else {
      report.add(.badQuiz, at: fence, "the quiz has no choices; write them as '- [ ] text'")
      return nil
    }
    let question = MarkdownReader.read(
      from: first, through: start - 1, of: source, into: &report
    ).map(\.element)
    if question.isEmpty { report.add(.badQuiz, at: fence, "the quiz has no question") }
    return spec(question, fence: fence, into: &report)
  }

  private func spec(
    _ question: [Element], fence: SourceRange, into report: inout Report
  ) -> QuizSpec? {
    if let form, !["single", "several", "order"].contains(form.value) {
      report.addUnknown(
        .wrongValue, form, what: "type of quiz", among: ["single", "several", "order"])
    }
    let isOrdering = form?.value == "order"
    let read = choices.map { choice($0, isOrdering: isOrdering, into: &report) }
    let right = read.count(where: \.isRight)
    if right == 0 {
      report.add(.noRightChoice, at: fence, "no choice is right; mark the right one with [x]")
    }
    if form?.value == "single", right > 1 {
      report.add(.wrongValue, at: fence, "a quiz of type single has one right choice, not \(right)")
    }
    if !(2...9).contains(read.count) {
      report.add(
        .badQuiz, at: fence, "a quiz has 2 to 9 choices, one for each digit key, not \(read.count)")
    }
    return QuizSpec(
      question: question, choices: read,
      allowsSeveral: !isOrdering && (right > 1 || form?.value == "several"),
      isOrdering: isOrdering)
  }

  private func choice(
    _ line: Line, isOrdering: Bool, into report: inout Report
  ) -> QuizSpec.Choice {
    let parts = line.text.split(separator: " ::", maxSplits: 1, omittingEmptySubsequences: false)
    let text = (parts.first ?? "").trimmingBlanks
    let feedback = parts.count > 1 ? parts[1].trimmingBlanks : ""
    let isRight = isOrdering || line.box == true
    let raw = source.line(line.number)
    let place = SourceRange(
      start: SourcePosition(line: line.number, column: 1), length: max(1, raw.count))
    if text.isEmpty { report.add(.badQuiz, at: place, "the choice has no text") }
    if !isRight, feedback.isEmpty {
      report.add(
        .noFeedback, at: place, "this wrong choice has no feedback; write it behind ' :: '")
    }
    return QuizSpec.Choice(text: Self.inlines(text), isRight: isRight, feedback: feedback)
  }

  /// The text of one line; a sign that would open a block is taken as it stands.
  private static func inlines(_ text: String) -> [Inline] {
    guard let root = MarkdownTree(text).root, let first = root.children.first,
      root.children.count == 1, first.kind == MARKDOWN_PARAGRAPH
    else { return [.text(text)] }
    var reader = InlineReader()
    return reader.inlines(of: first)
  }

  /// `- [ ] text`, `- [x] text`, or in a question of order `1. text`.
  private static func choice(_ line: String, orders: Bool) -> (box: Bool?, text: String)? {
    let rest = line.drop { $0 == " " }
    guard line.count - rest.count <= 3 else { return nil }
    if orders {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let behind = rest.dropFirst(digits.count)
      guard !digits.isEmpty, behind.hasPrefix(". ") || behind.hasPrefix(") ") else { return nil }
      return (nil, String(behind.dropFirst(2)))
    }
    guard let bullet = rest.first, "-*+".contains(bullet) else { return nil }
    let box = rest.dropFirst().drop { $0 == " " }
    guard box.hasPrefix("[ ]") || box.hasPrefix("[x]") || box.hasPrefix("[X]") else { return nil }
    return (!box.hasPrefix("[ ]"), String(box.dropFirst(3)))
  }
}
