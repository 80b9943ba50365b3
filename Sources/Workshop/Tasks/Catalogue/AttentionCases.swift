/// The inputs on which attention is tried: each shape where programs go wrong once.
struct AttentionCases {
  /// One call: sizes, and what is special about the numbers.
  struct Shape {
    var name: String
    var queries: Int
    var keys: Int
    var width: Int
    var blockQ = 4
    var blockK: Int
    var gain = 1.0
    var order = Order.random
    var hint: String?
  }

  /// How the scores of a row run.
  enum Order {
    case random, rising, falling, equal
  }

  /// The small ones; `isSquare` has as many queries as keys, for a causal mask.
  static func shapes(isSquare: Bool) -> [Shape] {
    let all = [
      Shape(
        name: "one query, one key", queries: 1, keys: 1, width: 4, blockK: 4,
        hint: "With a single key its weight is 1, and the output is its value."),
      Shape(
        name: "a single block", queries: 4, keys: 8, width: 4, blockQ: 8, blockK: 8,
        hint: "Nothing has to be rescaled here yet: look at scores, exp, sum and division."),
      Shape(
        name: "two whole blocks", queries: 8, keys: 8, width: 4, blockK: 4,
        hint: "One block was right, two are not: look at what is carried from block to block."),
      Shape(
        name: "a narrow last block", queries: 7, keys: 13, width: 4, blockQ: 3, blockK: 4,
        hint: "The blocks do not divide the keys: the last one ends where the keys end."),
      Shape(
        name: "d = 1", queries: 6, keys: 10, width: 1, blockK: 3,
        hint: "With d = 1 the scale is 1, and rows have a single number."),
      Shape(
        name: "all scores equal", queries: 5, keys: 9, width: 4, blockQ: 2, blockK: 2,
        order: .equal,
        hint: "All weights are the same here; the output is the mean of the values."),
      Shape(
        name: "scores that rise", queries: 6, keys: 12, width: 2, blockK: 3, gain: 2,
        order: .rising,
        hint: "Each block raises the maximum: what was collected before has to shrink."),
      Shape(
        name: "scores that fall", queries: 6, keys: 12, width: 2, blockK: 3, gain: 2,
        order: .falling,
        hint: "The first block holds the maximum; later ones must not replace it."),
      Shape(
        name: "very large scores", queries: 8, keys: 16, width: 8, blockK: 4, gain: 20,
        hint: "exp overflows from 88.7 on: subtract the row's maximum before it."),
      Shape(name: "random numbers", queries: 24, keys: 40, width: 16, blockQ: 8, blockK: 16),
    ]
    guard isSquare else { return all }
    return all.map { shape in
      var shape = shape
      shape.queries = shape.keys
      shape.hint = causalHints[shape.name] ?? shape.hint
      return shape
    }
  }

  /// What is more likely wrong where a mask is asked for.
  private static let causalHints = [
    "a single block":
      "There is one tile here, on the diagonal: query i sees the keys 0 to i of it, and no others.",
    "two whole blocks":
      "Column j of a tile is key start + j, and row r is query top + r: the mask compares those.",
    "a narrow last block":
      "Here blockQ is 3 and blockK 4. A tile is needed as long as its first key does not come after its last query.",
  ]

  static func tables(_ shape: Shape, seed: UInt64) -> [NumberTable] {
    var numbers = InputNumbers(seed: seed)
    var q = numbers.table(shape.queries, shape.width, gain: shape.gain)
    var k = numbers.table(shape.keys, shape.width, gain: shape.gain)
    let v = numbers.table(shape.keys, shape.width)
    if shape.order == .equal { q = NumberTable(rows: shape.queries, columns: shape.width) }
    if shape.order == .rising || shape.order == .falling {
      q = NumberTable(rows: shape.queries, columns: shape.width, filledWith: shape.gain)
      for j in 0..<shape.keys {
        let place = shape.order == .rising ? j : shape.keys - 1 - j
        for c in 0..<shape.width { k[j, c] = 0.25 * Double(place) + (c == 0 ? 0.125 : 0) }
      }
    }
    return [q, k, v]
  }

  /// The shape on which memory, traffic and time are taken.
  static let large = Shape(
    name: "n = 1024", queries: 1024, keys: 1024, width: 16, blockQ: 64, blockK: 64)

  /// The same with blocks of 32 keys, so that a strip of scores for all queries is small.
  static let narrow = Shape(
    name: "n = 1024", queries: 1024, keys: 1024, width: 16, blockK: 32)

  static let memoryAdvice =
    "The scores of all keys at once are the n x n matrix that this exercise does without: keep one block of them, and what each row carries on."
}
