import Lessons
import Notebook

/// Something a learner can do: the table ``all`` is behind keys, bottom line, help, palette and
/// the manual.
struct Action: Sendable {
  enum ID: String, Hashable, Sendable, CaseIterable {
    case help, palette, act, runOn, edit, runAll, stop, follow, nextCell, previousCell, choose
    case turnUp, turnDown, type, nextKnob, previousKnob, hint, solution, reset, resetLesson
    case playground, view, zoom, film, save, copy, pager, source, search, searchCourse, nextHit,
      previousHit, back
    case scrollDown, scrollUp, halfDown, halfUp, pageDown, pageUp
    case nextSection, previousSection, nextLesson, previousLesson, first, last
    case contents, courses, open, down, up, filter, close
    case play, stepOn, stepBack, faster, slower, filmStart, filmEnd
    case nextValue, previousValue, cursorLeft, cursorRight, cursorUp, cursorDown
    case nextFigure, previousFigure
    case theme, ascii, mouse, redraw, suspend, quit
  }

  /// Where an action can be done; keys may mean different things in different places.
  enum Scope: String, Hashable, Sendable, CaseIterable {
    case anywhere, lesson, list, film, figure

    func overlaps(_ other: Scope) -> Bool {
      self == other || self == .anywhere || other == .anywhere
    }

    /// As a heading.
    var title: String {
      switch self {
      case .anywhere: "Anywhere"
      case .lesson: "In a lesson"
      case .list: "In the list of lessons"
      case .film: "While tiles are animated"
      case .figure: "On a figure that fills the screen"
      }
    }
  }

  var id: ID
  var scope: Scope
  /// Those of a program without a config file.
  var standardKeys: [Chord]
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
    _ id: ID, _ scope: Scope, _ keys: [Chord], _ title: String, _ explanation: String,
    _ rank: Int? = nil, _ isValid: @escaping @Sendable (Tutor) -> Bool
  ) {
    self.id = id
    self.scope = scope
    standardKeys = keys
    self.title = title
    self.explanation = explanation
    self.rank = rank
    self.isValid = isValid
  }

  /// As the config file names it: `next-cell`.
  var name: String {
    id.rawValue.reduce(into: "") { name, character in
      if character.isUppercase { name += "-" }
      name += character.lowercased()
    }
  }

  /// Actions that the bottom line names together; whether the other one stands first.
  static let partners: [ID: (ID, isBefore: Bool)] = [
    .turnUp: (.turnDown, false), .nextHit: (.previousHit, false), .down: (.up, true),
    .nextSection: (.previousSection, true), .stepOn: (.stepBack, true),
    .faster: (.slower, false), .nextFigure: (.previousFigure, false),
  ]
}
