public import Lessons

/// A learner's choices held against a quiz.
public struct QuizGrade: Hashable, Sendable {
  public var isRight: Bool
  /// What the author says to each chosen choice, by its place.
  public var feedback: [Int: String]
  /// How many right choices were not chosen.
  public var missing: Int

  public init(isRight: Bool, feedback: [Int: String], missing: Int) {
    self.isRight = isRight
    self.feedback = feedback
    self.missing = missing
  }
}

extension Grading {
  /// Grades a quiz: every right choice and no wrong one must be chosen.
  ///
  /// - Parameters:
  ///   - quiz: the question.
  ///   - chosen: places of the chosen choices, from 0; places that do not exist are ignored.
  /// - Returns: whether it is right, and what the author says to each choice.
  public static func grade(quiz: QuizSpec, chosen: Set<Int>) -> QuizGrade {
    let chosen = chosen.filter(quiz.choices.indices.contains)
    let right = Set(quiz.choices.indices.filter { quiz.choices[$0].isRight })
    var feedback: [Int: String] = [:]
    for place in chosen where !quiz.choices[place].feedback.isEmpty {
      feedback[place] = quiz.choices[place].feedback
    }
    return QuizGrade(
      isRight: chosen == right && !right.isEmpty, feedback: feedback,
      missing: right.subtracting(chosen).count)
  }

  /// The places of a quiz's choices in the order in which a learner sees them: that of the lesson,
  /// but mixed, the same way each time, where the order is what is asked for.
  public static func shownOrder(of quiz: QuizSpec) -> [Int] {
    guard quiz.isOrdering else { return Array(quiz.choices.indices) }
    // FNV-1a: the same on every machine, other than Swift's own hashes.
    let text = quiz.choices.flatMap { $0.text.map(\.plainText) }.joined()
    let seed = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    return mixedOrder(count: quiz.choices.count, seed: seed)
  }

  /// The places of an ordering question in a mixed order that is the same each time and, for two
  /// choices or more, never the right one.
  ///
  /// - Parameters:
  ///   - count: how many choices there are; they stand in the lesson in the right order.
  ///   - seed: makes the order.
  /// - Returns: each place once.
  static func mixedOrder(count: Int, seed: UInt64) -> [Int] {
    var order = Array(0..<max(0, count))
    guard count > 1 else { return order }
    var state = seed &+ 0x9E37_79B9_7F4A_7C15
    for place in order.indices.dropFirst().reversed() {
      // SplitMix64.
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      mixed ^= mixed >> 31
      order.swapAt(place, Int(mixed % UInt64(place + 1)))
    }
    if order == Array(0..<count) { order.append(order.removeFirst()) }
    return order
  }

  /// Grades a question of order.
  ///
  /// - Parameters:
  ///   - quiz: its choices stand in the right order.
  ///   - order: the places of the choices in the order that the learner gave them.
  /// - Returns: the feedback of each choice that stands in a wrong place, and how many do.
  public static func grade(quiz: QuizSpec, order: [Int]) -> QuizGrade {
    let wrong = order.enumerated().filter { $0.offset != $0.element }.map(\.element)
    var feedback: [Int: String] = [:]
    for place in wrong where quiz.choices.indices.contains(place) {
      feedback[place] = quiz.choices[place].feedback
    }
    return QuizGrade(
      isRight: order == Array(quiz.choices.indices),
      feedback: feedback.filter { !$0.value.isEmpty },
      missing: quiz.choices.count - (order.count - wrong.count))
  }
}
