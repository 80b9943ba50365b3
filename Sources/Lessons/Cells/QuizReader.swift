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
  /// Items of a list without boxes, with what is wrong should a choice follow them at once.
  private var items: [(number: Int, remedy: String)] = []
  /// How many lines were meant as choices and are none.
  private var misspelt = 0
  private var isBehindBlank = false
  /// Whether the paragraph belongs to no choice.
  private var isLost = false

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
    for number in first...max(first, last) where number <= last { read(number, into: &report) }
    guard let start = choices.first?.number else {
      guard misspelt == 0 else { return nil }
      let isNumbered = source.lines(from: first, through: last).contains {
        let text = $0.trimmingBlanks
        return text.hasPrefix("1. ") || text.hasPrefix("1) ")
      }
      report.add(
        .badQuiz, at: fence,
        "the quiz has no choices; write them as '- [ ] text'"
          + (isNumbered ? ", or '1. text' and '.quiz type=order' for a question of order" : ""))
      return nil
    }
    let question = MarkdownReader.read(
      from: first, through: start - 1, of: source, into: &report
    ).map(\.element)
    if question.isEmpty { report.add(.badQuiz, at: fence, "the quiz has no question") }
    return spec(question, fence: fence, into: &report)
  }

  /// Takes a line: before the first choice it belongs to the question, behind it to a choice, or it
  /// is reported.
  private mutating func read(_ number: Int, into report: inout Report) {
    let line = source.line(number)
    let kind = QuizLine(line, orders: form?.value == "order")
    switch kind {
    case .blank:
      isBehindBlank = true
      isLost = false
      items = []
      return
    case .choice(let box, let text):
      for item in items { complain(item.remedy, item.number, &report) }
      items = []
      choices.append(Line(number: number, box: box, text: text))
    case .misspelt(let remedy, let hasBox):
      if choices.isEmpty, !hasBox {
        items.append((number, remedy))
      } else {
        complain(remedy, number, &report)
      }
    case .text(let isIndented):
      if choices.isEmpty { break }
      if isBehindBlank, !isIndented {
        isLost = true
        report.add(
          .badQuiz, at: place(number),
          "this stands behind a choice and belongs to none; write it above the first choice")
      } else if !isLost {
        choices[choices.count - 1].text += " " + line.trimmingBlanks
      }
    }
    isBehindBlank = false
  }

  private mutating func complain(_ remedy: String, _ number: Int, _ report: inout Report) {
    misspelt += 1
    report.add(.badQuiz, at: place(number), remedy)
  }

  private func place(_ number: Int) -> SourceRange {
    let line = source.line(number)
    let blanks = line.prefix { $0 == " " || $0 == "\t" }.count
    return SourceRange(
      start: SourcePosition(line: number, column: blanks + 1), length: max(1, line.count - blanks))
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
    // A choice that could not be read may be the right one.
    if right == 0, misspelt == 0 {
      report.add(.noRightChoice, at: fence, "no choice is right; mark the right one with [x]")
    }
    if form?.value == "single", right > 1 {
      report.add(.wrongValue, at: fence, "a quiz of type single has one right choice, not \(right)")
    }
    let count = read.count + misspelt
    if !(2...9).contains(count) {
      report.add(
        .badQuiz, at: fence, "a quiz has 2 to 9 choices, one for each digit key, not \(count)")
    }
    var seen: Set<String> = []
    for (line, choice) in zip(choices, read).prefix(9)
    where !choice.text.isEmpty && !seen.insert(choice.text.map(\.plainText).joined()).inserted {
      report.add(.badQuiz, at: place(line.number), "another choice has the same text")
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
    let place = place(line.number)
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
}
