import Lessons
import Notebook

/// Something a learner can do: the table ``all`` is behind keys, bottom line, help and palette.
struct Action: Sendable {
  enum ID: String, Hashable, Sendable, CaseIterable {
    case help, palette, act, edit, runAll, stop, nextCell, previousCell, choose
    case turnUp, turnDown, type, nextKnob, previousKnob, hint, solution, reset
    case view, zoom, film, save, copy, search, nextHit, previousHit, back
    case scrollDown, scrollUp, halfDown, halfUp, pageDown, pageUp
    case nextSection, previousSection, nextLesson, previousLesson, first, last
    case contents, courses, open, down, up, close, mouse, redraw, suspend, quit
  }

  var id: ID
  var keys: [Key]
  /// One or two words for the bottom line.
  var title: String
  /// A sentence for help, without a full stop.
  var explanation: String
  /// Lower comes first on the bottom line; nil: never there.
  var rank: Int?
  /// Whether it does something now.
  var isValid: @Sendable (Tutor) -> Bool
}

extension Action {
  init(
    _ id: ID, _ keys: [Key], _ title: String, _ explanation: String, _ rank: Int?,
    _ isValid: @escaping @Sendable (Tutor) -> Bool
  ) {
    self.id = id
    self.keys = keys
    self.title = title
    self.explanation = explanation
    self.rank = rank
    self.isValid = isValid
  }

  /// The keys as help writes them.
  func keyNames(isASCII: Bool) -> String {
    id == .choose ? "1-9" : keys.map { $0.name(isASCII: isASCII) }.joined(separator: " ")
  }

  /// The keys as the bottom line writes them: one, or the pair that belongs together.
  func footerKey(isASCII: Bool) -> String {
    switch id {
    case .choose: "1-9"
    case .turnUp: "+ -"
    case .nextHit: "n N"
    case .down: isASCII ? "Up/Down" : "↑↓"
    case .nextSection: "h l"
    default: keys.first?.name(isASCII: isASCII) ?? ""
    }
  }
}
